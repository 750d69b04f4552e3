import { z } from 'zod'
import { CLAIM_OUTCOMES } from '../day/day-types.ts'
import { LocalDate } from '../schedule/rulebook.ts'

export const SessionStateName = z.enum([
  'awaited',
  'not-arrived',
  'absent',
  'here',
  'incomplete',
  'present',
  'excused',
  'no-data',
])

export const Mark = z.object({ at: z.int(), by: z.enum(['scan', 'claim']) })

export const DayFlag = z.object({
  code: z.enum([
    'late',
    'early',
    'absent',
    'missing-in',
    'missing-out',
    'missing-midday',
    'away',
    'no-badge',
    'unscheduled',
    'clock-doubt',
    'annulled',
    'annulled-and-claimed',
    'claim-waiting',
    'two-points',
    'scan-on-leave',
    'badge-handed-over',
    'pin-set-by-other',
    'pin-used-same-day',
    'other-point',
    'badge-not-worn',
    'out-of-service',
  ]),
  session: z.int().optional(),
  minutes: z.int().optional(),
  /** 0: excused. */
  chargeable: z.int().optional(),
})
export type DayFlag = z.infer<typeof DayFlag>

/** A fact of a day that somebody said was not true: it counts for nothing and stays in sight. */
export const AnnulledFact = z.object({
  kind: z.enum(['scan', 'sign-in', 'claim', 'spot-check']),
  /** When it was, judged; of a claim the time it named. */
  at: z.int(),
  /** Of a claim: the mark it spoke of. */
  session: z.int().optional(),
  side: z.enum(['in', 'out']).optional(),
  /** Opaque id of who annulled it. */
  by: z.string(),
  reason: z.string(),
  annulledAt: z.int(),
})
export type AnnulledFact = z.infer<typeof AnnulledFact>

/** What somebody else did with a person's PIN or badge: in sight, and nothing is judged by it. */
export const DayDeed = z.object({
  what: z.enum(['badge-handed-over', 'pin-set-by-other', 'pin-used-same-day']),
  /** Corrected time. */
  at: z.int(),
  /** Opaque id of who did it; `pin-used-same-day`: who had set the PIN; `null`: the administrator of the kiosk. */
  by: z.string().nullable(),
  /** Given with a badge; `''`: none. */
  reason: z.string(),
})
export type DayDeed = z.infer<typeof DayDeed>

/** A scan of a run whose clock was never compared with the district's. */
export const UncheckedScan = z.object({
  /** By the kiosk's own clock. */
  at: z.int(),
  /** Between which moments it happened, by the comparisons before and after in its log; `null`: none near. */
  from: z.int().nullable(),
  to: z.int().nullable(),
})
export type UncheckedScan = z.infer<typeof UncheckedScan>

/** One person's day as derived at `asOf`. Arrays over sessions are in the order of `sessions`. */
export const PersonDay = z.object({
  date: LocalDate,
  sessions: z.array(z.object({ start: z.int(), end: z.int() })),
  marks: z.array(z.object({ in: Mark.nullable(), out: Mark.nullable() })),
  states: z.array(SessionStateName),
  flags: z.array(DayFlag),
  away: z.array(z.object({ from: z.int(), to: z.int(), kind: z.enum(['auto', 'out-duty', 'out-private']) })),
  /** Leaders' words for forgotten scans, and what the rules made of each; left out by days kept from before. */
  claims: z
    .array(
      z.object({
        session: z.int(),
        side: z.enum(['in', 'out']),
        at: z.int(),
        outcome: z.enum(CLAIM_OUTCOMES),
        /** Opaque id of the leader. */
        by: z.string().nullable(),
      }),
    )
    .optional(),
  /** Left out where there is nothing, and by days kept from before. */
  annulled: z.array(AnnulledFact).optional(),
  /** Left out where there is nothing, and by days kept from before. */
  deeds: z.array(DayDeed).optional(),
  /** Left out where every scan's time is known, and by days kept from before. */
  unchecked: z.array(UncheckedScan).optional(),
  /**
   * When nobody could scan at the point, where something is not said of the person because of it (`out-of-service`); left
   * out where there is nothing, and by days kept from before.
   */
  outages: z.array(z.object({ from: z.int(), to: z.int() })).optional(),
  /** Scans that are neither arrival, departure nor an end of an absence. */
  otherScans: z.array(z.int()),
  workedMinutes: z.int(),
  /** Code of the excuse that covers (part of) the day. */
  excuse: z.string().nullable(),
  /** Name of the holiday or of what decided the sessions, where it is worth a word. */
  note: z.string().nullable(),
  /** Timesheet symbol. */
  symbol: z.string(),
  complete: z.boolean(),
  asOf: z.int(),
})
export type PersonDay = z.infer<typeof PersonDay>

/** Where a person is right now, from the states of their day: what the today's pages count. */
export const Presence = z.enum([
  'here',
  'away',
  'left',
  'awaited',
  'not-arrived',
  'absent',
  'incomplete',
  'excused',
  'no-data',
  'off',
])
export type Presence = z.infer<typeof Presence>
