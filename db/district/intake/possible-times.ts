import { createDayFinder, type FindDay } from './event-rows.ts'

/** Between two clocks that were never compared, and for what a message takes: nobody's clock is called wrong for less. */
const SLACK_MS = 5 * 60_000

/** Between what an event of a kiosk can have happened. */
export interface TimeBounds {
  /** When the kiosk was enrolled, district time, UTC ms: before that it recorded nobody. */
  readonly enrolledAt: number
  /** When the event came, district time, UTC ms. */
  readonly now: number
}

/**
 * Whether an event can have happened when it says: not before its kiosk was enrolled, and not after it came, within the
 * bound of its time.
 */
export function isPossible(at: number, errorMs: number | null, { enrolledAt, now }: TimeBounds): boolean {
  const slack = SLACK_MS + (errorMs ?? 0)
  return at >= enrolledAt - slack && at <= now + slack
}

/** The local date an event counts for; `null` for one whose time is impossible: it is kept, and judges nobody. */
export function createPossibleDayFinder(zone: string, bounds: TimeBounds): FindDay {
  const findDay = createDayFinder(zone)
  return (at, errorMs) => (isPossible(at, errorMs, bounds) ? findDay(at, errorMs) : null)
}
