import { z } from 'zod'
import type { ClaimOutcome, Intent, Scan } from '../day/day-types.ts'
import type { CounterLeave } from '../excuses/leave-types.ts'
import { Id, Instant, PersonId } from '../log/event.ts'
import type { PersonDay, Presence } from '../person-day/person-day.ts'
import { saidSomething, saidText } from '../said-text.ts'
import { LocalDate, LocalDateTime } from '../schedule/rulebook.ts'
import type { PinRefusal, VisitRefusal } from './kiosk-desk-api.ts'
import { PinProof, TypedPin, VisitId } from './kiosk-desk-api.ts'
import type { NotRecorded } from './scan-answer.ts'

/** The ward leader's part of the contract between screen and service. Nothing here edits a fact. */

/** A visit ends by itself so long after its last question. */
export const VISIT_IDLE_MS = 60_000
/** Most days `personDays` answers at once. */
export const MOST_DAYS = 62

/** What a spot check may find. */
export const SPOT_FINDINGS = ['badge-not-worn', 'dress', 'absent-from-counter'] as const
export type SpotFinding = (typeof SPOT_FINDINGS)[number]

/** A date of the century this program lives in; rules and calendars are asked about no other. */
const VisitDate = LocalDate.refine((date) => date >= '2000' && date < '2100')
const VisitDateTime = LocalDateTime.refine((text) => VisitDate.safeParse(text.slice(0, 10)).success)

/** Why, in a person's words; never empty. */
const Reason = saidSomething(500)

export const visitInputs = {
  openVisit: z.discriminatedUnion('for', [
    z.strictObject({ for: z.literal('leader'), proof: PinProof }),
    z.strictObject({ for: z.literal('administrator'), pin: TypedPin }),
  ]),
  closeVisit: z.strictObject({ visit: VisitId }),
  presence: z.strictObject({
    visit: VisitId,
    /** Today where left out. */
    date: VisitDate.optional(),
    /** Asked by the screen itself, not by a hand: does not keep the visit open. */
    refresh: z.boolean().optional(),
  }),
  /** Both dates included, at most `MOST_DAYS`. */
  personDays: z.strictObject({ visit: VisitId, person: PersonId, from: VisitDate, to: VisitDate }),
  /** A forgotten scan, vouched for. `id` becomes the event's id, here and below. */
  claim: z.strictObject({
    id: Id,
    visit: VisitId,
    person: PersonId,
    date: VisitDate,
    session: z.int().min(0).max(20),
    side: z.enum(['in', 'out']),
    at: Instant,
    reason: Reason,
  }),
  /** A fact that was not true (`event`: its id, from `DayFact`); the original stays. */
  annul: z.strictObject({ id: Id, visit: VisitId, event: Id, reason: Reason }),
  spotCheck: z.strictObject({ id: Id, visit: VisitId, person: PersonId, finding: z.enum(SPOT_FINDINGS) }),
  requestExcuse: z.strictObject({
    id: Id,
    visit: VisitId,
    person: PersonId,
    from: VisitDateTime,
    to: VisitDateTime,
    /** Of what the office lets leaders ask for (`OpenVisitAnswer.leaves`). */
    code: z.string().trim().min(1).max(10),
    /** Number of the document; empty where there is none. */
    document: saidText(100),
    reason: Reason,
  }),
} as const

export type OpenVisitAnswer =
  | {
      readonly kind: 'opened'
      readonly visit: string
      /** `null`: the administrator has no name. */
      readonly person: string | null
      readonly name: string | null
      readonly role: 'leader' | 'administrator'
      readonly idleMs: number
      /** What a leader may ask for, the most frequent first. */
      readonly leaves: readonly CounterLeave[]
    }
  | PinRefusal
  /** The person or badge is none of this point's leaders; nothing was tried. */
  | { readonly kind: 'not-a-leader' }
  | { readonly kind: 'not-enrolled' }
  | NotRecorded

/** As a screen may show it; `null`: nobody of this point any more. */
type LeadersName = string | null

/** One thing on record about a person's day, with the id by which it can be annulled. */
export type DayFact = {
  readonly id: string
  /** Corrected time it was recorded, UTC ms. */
  readonly at: number
  readonly annulled: boolean
} & (
  | {
      readonly kind: 'scan' | 'sign-in'
      readonly intent: Intent | null
      readonly purpose: string | null
      readonly backAt: number | null
    }
  | {
      readonly kind: 'claim'
      readonly session: number
      readonly side: 'in' | 'out'
      /** The time vouched for. */
      readonly claimedAt: number
      readonly reason: string
      readonly by: LeadersName
    }
  | { readonly kind: 'spot-check'; readonly finding: string; readonly by: LeadersName }
  | {
      readonly kind: 'excuse-requested'
      readonly from: string
      readonly to: string
      readonly code: string
      /** What the office calls it; `null`: it is not asked for here any more. */
      readonly codeName: string | null
      readonly document: string
      readonly reason: string
      readonly by: LeadersName
      /** An approved excuse that covers the same time has come from the district. */
      readonly approved: boolean
    }
)

/** A scan or sign-in at another kiosk of the point, as the district told of it; `at` is its corrected time, UTC ms. */
export interface ElsewhereScan extends Scan {
  readonly clockChecked: boolean
}

/** How far the point's other kiosks were heard about a date. */
export interface OthersHeard {
  /** `heard`: lately; `silent`: on that date, but not lately; `unheard`: one was not heard on that date, or it is not told. */
  readonly standing: 'heard' | 'silent' | 'unheard'
  /** Up to when all of them were heard, UTC ms; may lie before the date. `null`: not told. */
  readonly heardTo: number | null
}

/** What the other kiosks have of one person's day. It is theirs: nothing of it is annulled here. */
export interface OthersDay extends OthersHeard {
  /** More is on record elsewhere than these scans: what is missing and how late is not said. */
  readonly unsure: boolean
  readonly scans: readonly ElsewhereScan[]
}

export interface DayOnRecord {
  readonly day: PersonDay
  /** On record at this kiosk. */
  readonly facts: readonly DayFact[]
  /** `null`: the point had no other kiosk, and they scanned at no other point. */
  readonly others: OthersDay | null
}

export interface PersonPresence extends DayOnRecord {
  readonly id: string
  readonly name: string
  readonly title: string
  readonly role: 'staff' | 'leader'
  /** The counter (quầy) the person sits at, where the district says; `null`: not said. */
  readonly counter: string | null
  readonly presence: Presence
  readonly hasPin: boolean
  /** Sign-ins without the badge in the month of the date, at this kiosk. */
  readonly noBadgeThisMonth: number
}

export interface PointPresence {
  readonly kind: 'presence'
  readonly date: string
  readonly asOf: number
  readonly zone: string
  /** This kiosk has recorded since before that day and the others, if any, are heard: what is missing did not happen. */
  readonly complete: boolean
  /** `null`: the point has no other kiosk, as far as the district has said. */
  readonly others: OthersHeard | null
  readonly sessions: readonly { readonly start: number; readonly end: number }[]
  readonly note: string | null
  /** The leader on duty of the session that runs or comes next. */
  readonly leader: { readonly id: string; readonly name: string; readonly presence: Presence } | null
  /** In the order of their names. */
  readonly people: readonly PersonPresence[]
}

export interface PersonDays {
  readonly kind: 'days'
  readonly person: { readonly id: string; readonly name: string; readonly title: string }
  readonly zone: string
  /** This kiosk is the point's only one and has recorded since before the first day. */
  readonly complete: boolean
  /** The point has no other kiosk, as far as the district has said. */
  readonly alone: boolean
  readonly days: readonly DayOnRecord[]
  readonly noBadgeThisMonth: number
}

export type ClaimAnswer =
  /** `outcome`: what the rules made of it; the day as it stands with it. */
  | ({ readonly kind: 'recorded'; readonly outcome: ClaimOutcome } & DayOnRecord)
  | {
      readonly kind: 'refused'
      /** `not-that-day`: the time is not on that local date. `too-old`: further back than this kiosk knows the rules. */
      readonly reason: 'no-such-session' | 'not-that-day' | 'in-the-future' | 'too-old'
    }
  | VisitRefusal
  | { readonly kind: 'unknown-person' }
  | NotRecorded

export type AnnulAnswer =
  | ({ readonly kind: 'recorded' } & DayOnRecord)
  /** No scan, sign-in, claim, spot check or excuse request of this point's people. */
  | { readonly kind: 'unknown-event' }
  /** Nobody annuls a scan, a sign-in or a spot check of their own. */
  | { readonly kind: 'own-fact' }
  | { readonly kind: 'already-annulled' }
  | VisitRefusal
  | NotRecorded

export type SpotCheckAnswer =
  | { readonly kind: 'recorded' }
  | VisitRefusal
  | { readonly kind: 'unknown-person' }
  | NotRecorded

export type RequestExcuseAnswer =
  /** Waits for the district; the day is not changed by it. */
  | { readonly kind: 'requested' }
  | {
      readonly kind: 'refused'
      readonly reason: 'ends-before-it-begins' | 'unknown-code' | 'too-long' | 'too-old'
    }
  | VisitRefusal
  | { readonly kind: 'unknown-person' }
  | NotRecorded

export interface VisitAnswers {
  readonly openVisit: OpenVisitAnswer
  readonly closeVisit: { readonly kind: 'closed' }
  readonly presence: PointPresence | VisitRefusal | NotRecorded
  readonly personDays:
    | PersonDays
    | { readonly kind: 'refused'; readonly reason: 'too-many-days' | 'ends-before-it-begins' }
    | { readonly kind: 'unknown-person' }
    | VisitRefusal
    | NotRecorded
  readonly claim: ClaimAnswer
  readonly annul: AnnulAnswer
  readonly spotCheck: SpotCheckAnswer
  readonly requestExcuse: RequestExcuseAnswer
}
