import type { PersonDay } from '../person-day/person-day.ts'
import type { LeaderSession } from './month-facts.ts'

/**
 * Whether any of the leaders on the roster was present in a session of their point; what is not known of all of them
 * stays unknown (rules.md, `leader-gap`).
 * @param days the day of each leader on the roster
 */
export function leaderThere(
  session: { readonly start: number; readonly end: number },
  days: readonly PersonDay[],
): LeaderSession['there'] {
  const words = days.map((day) => thereOn(session, day))
  if (words.includes('yes')) return 'yes'
  return words.length > 0 && words.every((word) => word === 'no') ? 'no' : 'unknown'
}

function thereOn(
  session: { readonly start: number; readonly end: number },
  day: PersonDay,
): LeaderSession['there'] {
  const states = day.states.filter((_, index) => {
    const own = day.sessions[index]
    return own !== undefined && own.start < session.end && own.end > session.start
  })
  if (states.some((state) => state === 'present' || state === 'incomplete' || state === 'here')) return 'yes'
  if (day.otherScans.some((at) => at >= session.start && at < session.end)) return 'yes'
  const open = states.some((state) => state === 'awaited' || state === 'not-arrived' || state === 'no-data')
  if (open || (states.length === 0 && !day.complete)) return 'unknown'
  return 'no'
}
