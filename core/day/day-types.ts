/**
 * What one person's day is made of and what comes out of it. All instants are milliseconds on one
 * time line (UTC in production; the vectors use milliseconds since local midnight).
 */

/** What a person said a scan means; a scan without one is judged by the rules. */
export type Intent = 'arrive' | 'leave' | 'out-duty' | 'out-private' | 'return'
export const INTENTS = ['arrive', 'leave', 'out-duty', 'out-private', 'return'] as const

/** One working session `[start, end)`; sessions of a day are ordered and never overlap. */
export interface Session {
  readonly start: number
  readonly end: number
}

export interface Scan {
  readonly at: number
  readonly intent?: Intent | undefined
  /** `absent`: came without the badge and signed in by PIN or through the leader. */
  readonly badge?: 'scanned' | 'absent' | undefined
}

export interface Policy {
  readonly graceLate: number
  readonly graceEarly: number
  readonly countFrom: 'boundary' | 'grace'
  readonly midday: 'both' | 'either' | 'none'
  /** Minutes before the first start from which scans count. */
  readonly opensBefore: number
  /** Minutes after the last end up to which scans count. */
  readonly closesAfter: number
  /** Seconds. */
  readonly duplicateWithin: number
  /** Minutes. */
  readonly claimTolerance: number
  /** Minutes; two unsaid scans within a session closer than this are one person making sure, not an absence. */
  readonly shortAway: number
  /** Minutes before a session's end from which its first scan is a departure, not a late arrival. */
  readonly lastMinutes: number
}

export const DEFAULT_POLICY: Policy = {
  graceLate: 0,
  graceEarly: 0,
  countFrom: 'boundary',
  midday: 'both',
  opensBefore: 90,
  closesAfter: 180,
  duplicateWithin: 120,
  claimTolerance: 15,
  shortAway: 10,
  lastMinutes: 30,
}

export interface Excuse {
  readonly from: number
  readonly to: number
  readonly code: string
}

/** A leader's word for a forgotten scan. */
export interface Claim {
  readonly session: number
  readonly side: 'in' | 'out'
  readonly at: number
  /** When the word was given; left out: after every scan. */
  readonly made?: number | undefined
  /** The office, somebody other than who made it, accepted it. */
  readonly accepted?: boolean | undefined
  /** Who made it made it about themselves: it waits until the office accepts it. */
  readonly own?: boolean | undefined
}

export interface DayInput {
  readonly sessions: readonly Session[]
  readonly scans: readonly Scan[]
  readonly policy: Policy
  readonly excuses: readonly Excuse[]
  readonly allowanceMinutes: number
  /** In the order they were made. */
  readonly claims: readonly Claim[]
  /** How far the day has come; later scans are not seen. */
  readonly asOf: number
  /** Every kiosk of the reception point has delivered its log beyond `asOf`. */
  readonly complete: boolean
}

export type SessionState =
  | 'awaited'
  | 'not-arrived'
  | 'absent'
  | 'here'
  | 'incomplete'
  | 'present'
  | 'excused'
  | 'no-data'

export type Flag =
  | {
      readonly code: 'late' | 'early'
      readonly session: number
      readonly minutes: number
      readonly chargeable: number
    }
  | { readonly code: 'absent' | 'missing-in' | 'missing-out' | 'missing-midday'; readonly session: number }
  | { readonly code: 'away'; readonly minutes: number }
  | { readonly code: 'no-badge' | 'unscheduled' }

/** One side of a session, and what holds it. */
export interface Mark {
  readonly at: number
  /** Index into the input's `scans` or `claims`. */
  readonly by: { readonly kind: 'scan' | 'claim'; readonly index: number }
}

export interface Marks {
  readonly in: Mark | null
  readonly out: Mark | null
}

export interface Away {
  readonly from: number
  readonly to: number
  readonly kind: 'auto' | 'out-duty' | 'out-private'
}

/** `waiting`: it would change the day, but only the office's word lets it. */
export const CLAIM_OUTCOMES = ['used', 'confirmed', 'differs', 'ignored', 'waiting'] as const
export type ClaimOutcome = (typeof CLAIM_OUTCOMES)[number]

/** What a scan of the input became. */
export type ScanRole =
  /** `inferred`: a late arrival that only the order of the scans speaks for (rules.md 4). */
  | { readonly kind: 'arrival'; readonly session: number; readonly inferred?: true }
  | { readonly kind: 'departure'; readonly session: number }
  /** `of`: index of the kept scan it repeats. */
  | { readonly kind: 'duplicate'; readonly of: number }
  | { readonly kind: 'step'; readonly intent: 'out-duty' | 'out-private' | 'return' }
  /** Kept, but neither arrival nor departure. */
  | { readonly kind: 'extra' }
  | { readonly kind: 'outside' }
  /** A scan on a day without sessions. */
  | { readonly kind: 'unscheduled' }
  /** Later than `asOf`: not seen. */
  | { readonly kind: 'later' }

export interface DayResult {
  readonly marks: readonly Marks[]
  readonly states: readonly SessionState[]
  readonly flags: readonly Flag[]
  readonly away: readonly Away[]
  readonly unpaired: readonly number[]
  readonly duplicates: readonly number[]
  readonly outside: readonly number[]
  /** Minutes, whole. */
  readonly worked: number
  /** In the order of the input's claims. */
  readonly claims: readonly ClaimOutcome[]
  /** In the order of the input's scans. */
  readonly roles: readonly ScanRole[]
}
