import type { PersonDay } from '../../../core/person-day/person-day.ts'

const HOUR_MS = 3_600_000

/** What a day's drawing spans, in UTC ms, and the full hours inside it. */
export interface TimelineScale {
  readonly from: number
  readonly to: number
  readonly hours: readonly number[]
  /** Per cent of the width at which an instant lies. */
  readonly at: (instant: number) => number
}

/** From an hour before the first session to an hour after the last, wider when marks lie outside. */
export function timelineScale(
  sessions: readonly { start: number; end: number }[],
  days: readonly PersonDay[],
): TimelineScale {
  const seen = days.flatMap((day) => [
    ...day.marks.flatMap(({ in: came, out: left }) => [came?.at, left?.at].filter((at) => at !== undefined)),
    ...day.otherScans,
  ])
  const first = sessions[0]?.start ?? Math.min(...seen)
  const last = sessions.at(-1)?.end ?? Math.max(...seen)
  const from = Math.floor((Math.min(first, ...seen) - HOUR_MS / 2) / HOUR_MS) * HOUR_MS
  const to = Math.ceil((Math.max(last, ...seen) + HOUR_MS / 2) / HOUR_MS) * HOUR_MS
  const hours = Array.from(
    { length: Math.round((to - from) / HOUR_MS) + 1 },
    (_, hour) => from + hour * HOUR_MS,
  )
  const at = (instant: number): number =>
    Math.min(100, Math.max(0, ((instant - from) / Math.max(1, to - from)) * 100))
  return { from, to, hours, at }
}
