import type { DayFact } from '../../../../core/kiosk/kiosk-visit-api.ts'
import type { PersonDay } from '../../../../core/person-day/person-day.ts'
import type { Span } from './span-of-flag.ts'

/** A scan that is missing: on which day, at which end of which session, and when it should have been. */
export interface WantedClaim {
  readonly kind: 'claim'
  readonly date: string
  readonly session: number
  readonly sessions: number
  readonly side: 'in' | 'out'
  /** The session's boundary, UTC ms. */
  readonly at: number
}

/** What a leader is about to do with one person. */
export type PersonAction =
  | WantedClaim
  | { readonly kind: 'annul'; readonly fact: DayFact; readonly sessions: number }
  | { readonly kind: 'spot-check' | 'week' | 'month' | 'badge' | 'pin' }
  /** Left out: today. `about`: the stretch that a flag is about. */
  | {
      readonly kind: 'excuse'
      readonly date?: string
      readonly day?: PersonDay
      readonly about?: Span | null
    }
