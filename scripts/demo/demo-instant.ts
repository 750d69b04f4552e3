import { addDays, instantOf, localDateOf } from '../../core/time.ts'
import { DEMO_ZONE } from './demo-seed.ts'

/** People are arriving, some have come late, the leader on duty is there. */
const MORNING = '07:45'
/** Before this hardly anybody is at work yet, after it the day is as good as over. */
const OPENS = '07:30'
const CLOSES = '16:30'

/**
 * When the demo begins, so that every start shows people at work: now, where now is within a working day; on a day off
 * or at night the last working morning before. Never before what the demo has lived through already: then it goes on
 * where it was left, or on the next working morning.
 * @param filledTo up to when invented people have scanned, UTC ms; `null`: a new demo
 */
export function demoInstant(
  now: number,
  filledTo: number | null,
  isWorkday: (date: string) => boolean,
): { readonly at: number; readonly moved: boolean } {
  const isAtWork = (instant: number): boolean => {
    const date = localDateOf(instant, DEMO_ZONE)
    const opens = instantOf(date, OPENS, DEMO_ZONE)
    return isWorkday(date) && instant >= opens && instant <= instantOf(date, CLOSES, DEMO_ZONE)
  }
  /** The nearest working morning at or before (`-1`) or after (`1`) an instant. */
  const morning = (from: number, step: 1 | -1): number => {
    for (let date = localDateOf(from, DEMO_ZONE); ; date = addDays(date, step)) {
      const at = instantOf(date, MORNING, DEMO_ZONE)
      if (isWorkday(date) && (at - from) * step >= 0) return at
    }
  }
  const wished = isAtWork(now) ? now : morning(now, -1)
  if (filledTo === null || wished >= filledTo) return { at: wished, moved: wished !== now }
  return { at: isAtWork(filledTo) ? filledTo : morning(filledTo, 1), moved: true }
}
