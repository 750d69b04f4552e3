import type { Out } from '../../../core/district/person-month-api.ts'
import type { PersonDay } from '../../../core/person-day/person-day.ts'
import type { Look } from './presence-look.ts'

/** A stretch of a day as it is drawn. */
export interface TimelineSpan {
  readonly from: number
  readonly to: number
  readonly look: Look
}

function sessionSpans(day: PersonDay, index: number): TimelineSpan[] {
  const session = day.sessions[index]
  const state = day.states[index]
  if (session === undefined || state === undefined) return []
  const whole = { from: session.start, to: session.end }
  const came = day.marks[index]?.in?.at
  const left = day.marks[index]?.out?.at
  if (came === undefined && left === undefined) {
    if (state === 'absent' || state === 'excused' || state === 'no-data') return [{ ...whole, look: state }]
    return state === 'not-arrived'
      ? [{ from: session.start, to: Math.min(day.asOf, session.end), look: state }]
      : []
  }
  const spans: TimelineSpan[] = []
  if (came !== undefined && came > session.start) spans.push({ from: session.start, to: came, look: 'late' })
  if (left !== undefined && left < session.end && (came ?? 0) <= left)
    spans.push({ from: left, to: session.end, look: 'early' })
  if (came !== undefined && left !== undefined) spans.push({ from: came, to: left, look: 'here' })
  else if (came !== undefined) {
    const known = Math.min(day.asOf, session.end)
    spans.push({
      from: came,
      to: Math.max(came, known),
      look: state === 'here' || state === 'present' ? 'here' : 'incomplete',
    })
  } else if (left !== undefined) spans.push({ from: session.start, to: left, look: 'incomplete' })
  return spans
}

/**
 * The stretches of a person's day, in the order in which they are painted.
 * @param out what the person said who is out right now
 */
export const timelineSpans = (day: PersonDay, out: Out | null): TimelineSpan[] => [
  ...day.sessions.flatMap((_, index) => sessionSpans(day, index)),
  ...day.away.map(({ from, to }): TimelineSpan => ({ from, to, look: 'away' })),
  ...(out === null ? [] : [{ from: out.since, to: day.asOf, look: 'away' as const }]),
]
