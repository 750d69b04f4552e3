import type { DayFlag, PersonDay } from '../../../../core/person-day/person-day.ts'

const MINUTE_MS = 60_000

/** UTC ms, on whole minutes. */
export interface Span {
  readonly start: number
  readonly end: number
}

/**
 * The stretch of a day that a flag is about: the minutes somebody was late, left early or was out, otherwise the
 * session.
 * @returns `null` for what is about no stretch
 */
export function spanOfFlag({ code, session: index, minutes = 0 }: DayFlag, day: PersonDay): Span | null {
  if (code === 'away') {
    const out = day.away.find(({ from, to }) => Math.floor((to - from) / MINUTE_MS) >= minutes)
    return out === undefined
      ? null
      : { start: floor(out.from), end: Math.ceil(out.to / MINUTE_MS) * MINUTE_MS }
  }
  const session = index === undefined ? undefined : day.sessions[index]
  if (index === undefined || session === undefined) return null
  const { start, end } = session
  const mark = day.marks[index]
  if (code === 'late' && mark?.in != null) return { start, end: floor(mark.in.at) }
  if (code === 'early' && mark?.out != null) return { start: floor(mark.out.at), end }
  return { start, end }
}

const floor = (at: number): number => Math.floor(at / MINUTE_MS) * MINUTE_MS
