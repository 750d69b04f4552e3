import type { Excuse, Session } from './day-types.ts'
import { minuteOf } from './minutes.ts'

/** A stretch of time, `[from, to)`. */
export interface Span {
  readonly from: number
  readonly to: number
}

const NONE: readonly Span[] = []

/** The union of the excuses: ordered spans that neither touch nor overlap. */
export function uniteExcuses(excuses: readonly Excuse[]): readonly Span[] {
  if (excuses.length === 0) return NONE
  const sorted = excuses
    .filter(({ from, to }) => from < to)
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
  const spans: { from: number; to: number }[] = []
  for (const { from, to } of sorted) {
    const last = spans[spans.length - 1]
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to)
    else spans.push({ from, to })
  }
  return spans
}

/** Step 2: a session wholly covered by the union of the excuses is not owed. */
export function isExcused(session: Session, excused: readonly Span[]): boolean {
  return excused.some(({ from, to }) => from <= session.start && session.end <= to)
}

/** Whole minutes of `[from, to)` that the excuses cover; every instant counts as its minute. */
export function excusedMinutes(excused: readonly Span[], from: number, to: number): number {
  let minutes = 0
  for (const span of excused) {
    const covered = Math.min(minuteOf(span.to), minuteOf(to)) - Math.max(minuteOf(span.from), minuteOf(from))
    if (covered > 0) minutes += covered
  }
  return minutes
}
