import { z } from 'zod'
import { INTENTS } from '../day/day-types.ts'
import { Id, Instant, PersonId } from '../log/event.ts'
import { saidText } from '../said-text.ts'
import type { NotRecorded, RecordedScan } from './scan-answer.ts'

/** Longest code text a screen passes on; a QR symbol holds at most 7,089 characters. */
export const MAX_CODE_LENGTH = 8192

/** The counter's part of the contract between screen and service: who came without the badge, PINs, new badges. */

/** What was typed as a PIN; whether it is a good one is answered, not refused at the border. */
export const TypedPin = z.string().max(32)
/** Whose PIN it is: chosen by name, or by the badge held up. */
export const PinProof = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('person'), person: PersonId, pin: TypedPin }),
  z.strictObject({ kind: z.literal('badge'), code: z.string().max(MAX_CODE_LENGTH), pin: TypedPin }),
])
export type PinProof = z.infer<typeof PinProof>
/** The name of an open visit, as `openVisit` gave it. */
export const VisitId = z.string().regex(/^[0-9a-f]{32}$/)

/** What a person said when stepping out: for what, and when back (UTC ms). Only with an intent to step out. */
export const saidInputs = {
  intent: z.enum(INTENTS).optional(),
  purpose: saidText(200).optional(),
  backAt: Instant.optional(),
} as const

export const deskInputs = {
  /** Letters of a name (accents and case do not matter) or a whole staff number. */
  findPeople: z.strictObject({ query: z.string().max(400) }),
  /** Who leads this point, to be chosen by touch. */
  leaders: z.strictObject({}),
  /** `id` becomes the event's id, as with `scan`. */
  signIn: z.strictObject({
    id: Id,
    person: PersonId,
    proof: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('pin'), pin: TypedPin }),
      /** A leader vouches. */
      z.strictObject({ kind: z.literal('visit'), visit: VisitId }),
    ]),
    reason: saidText(500),
    ...saidInputs,
  }),
  /**
   * Sets or replaces a PIN: staff's by a leader or the administrator, a leader's by themselves or the administrator. One
   * that somebody else set opens nothing until its owner has changed it.
   */
  setPin: z.strictObject({ visit: VisitId, person: PersonId, pin: TypedPin }),
  /** Its owner takes another PIN in the place of the one they have. */
  changePin: z.strictObject({ proof: PinProof, next: TypedPin }),
  /** Binds a printed code to a person in a leader's presence; the person's other codes are revoked. */
  handOverBadge: z.strictObject({
    id: Id,
    visit: VisitId,
    person: PersonId,
    code: z.string().max(MAX_CODE_LENGTH),
    reason: saidText(500).default(''),
  }),
} as const

export interface FoundPerson {
  readonly id: string
  readonly name: string
  readonly title: string
  readonly hasPin: boolean
}

export type FindPeopleAnswer =
  /** One to three people, by name. */
  | { readonly kind: 'found'; readonly people: readonly FoundPerson[] }
  | { readonly kind: 'nobody' }
  /** Fewer than three letters, and nobody's whole given name. */
  | { readonly kind: 'too-short' }
  /** More than three people fit: more letters are needed. */
  | { readonly kind: 'too-many' }
  | { readonly kind: 'not-enrolled' }

export interface LeaderAtDoor {
  readonly id: string
  readonly name: string
  readonly title: string
  readonly hasPin: boolean
  /** Leads in the session that runs or comes next. */
  readonly onDuty: boolean
}

export type LeadersAnswer =
  | {
      readonly kind: 'leaders'
      /** Whoever is on duty first, then by name; `null`: the district has sent no people, or has revoked this kiosk. */
      readonly leaders: readonly LeaderAtDoor[] | null
    }
  | { readonly kind: 'not-enrolled' }
  | NotRecorded

/** Why a PIN did not open anything. */
export type PinRefusal =
  /** `triesLeft` before the next pause begins. */
  | { readonly kind: 'pin-wrong'; readonly triesLeft: number }
  /** No PIN is looked at before this is over. */
  | { readonly kind: 'pin-locked'; readonly waitMs: number }
  | { readonly kind: 'no-pin' }
  /** There is one, and the keyring of this machine does not open what it would be checked with. */
  | { readonly kind: 'pin-unreadable' }
  /** The right one, but somebody else set it: its owner has to change it first. */
  | { readonly kind: 'pin-to-change' }

/** A visit is needed that is not there. */
export type VisitRefusal =
  /** Closed, timed out, or of an earlier run of the service: open another. */
  | { readonly kind: 'visit-ended' }
  /** The visit is of somebody who may not do this. */
  | { readonly kind: 'not-allowed' }

export type SignInAnswer =
  /** `noBadgeThisMonth`: sign-ins of this person this month at this kiosk, this one included. */
  | (RecordedScan & { readonly noBadgeThisMonth: number })
  | PinRefusal
  | VisitRefusal
  | { readonly kind: 'unknown-person' }
  | { readonly kind: 'not-enrolled' }
  | NotRecorded

/** Why a PIN is too easy to guess. */
export type WeakPin =
  /** Fewer than 4 digits, or more than 8. */
  | 'length'
  /** Fewer than a leader's 6, or than an administrator's 8. */
  | 'length-leader'
  | 'length-administrator'
  | 'not-digits'
  | 'sequence'
  | 'repeated'
  | 'year'
  | 'date'

export type SetPinAnswer =
  | { readonly kind: 'set' }
  | { readonly kind: 'weak'; readonly why: WeakPin }
  | VisitRefusal
  | { readonly kind: 'unknown-person' }
  | NotRecorded

export type ChangePinAnswer =
  | { readonly kind: 'set' }
  | { readonly kind: 'weak'; readonly why: WeakPin }
  /** The next one is the one before. */
  | { readonly kind: 'same-pin' }
  | Exclude<PinRefusal, { kind: 'pin-to-change' }>
  | { readonly kind: 'unknown-person' }
  | NotRecorded

export type HandOverAnswer =
  /** `revoked`: how many codes of this person are worth nothing from now on. */
  | { readonly kind: 'handed-over'; readonly name: string; readonly revoked: number }
  | { readonly kind: 'not-a-badge'; readonly class: 'identity-card' | 'foreign' | 'malformed' | 'enrolment' }
  /** The code belongs, or once belonged, to somebody. */
  | { readonly kind: 'badge-taken' }
  | VisitRefusal
  | { readonly kind: 'unknown-person' }
  | NotRecorded

export interface DeskAnswers {
  readonly findPeople: FindPeopleAnswer
  readonly leaders: LeadersAnswer
  readonly signIn: SignInAnswer
  readonly setPin: SetPinAnswer
  readonly changePin: ChangePinAnswer
  readonly handOverBadge: HandOverAnswer
}
