import type { PersonDay } from '../../../core/person-day/person-day.ts'
import type { Look } from '../day/presence-look.ts'

/** How one day looks in the month: its most serious state first, and nothing concluded without data. */
export function dayLook(day: PersonDay): Look {
  if (day.sessions.length === 0) return 'off'
  const has = (state: PersonDay['states'][number]): boolean => day.states.includes(state)
  if (has('no-data')) return 'no-data'
  if (has('absent')) return 'absent'
  if (has('not-arrived')) return 'not-arrived'
  if (has('incomplete')) return 'incomplete'
  for (const look of ['late', 'early'] as const)
    if (day.flags.some(({ code, chargeable }) => code === look && chargeable !== 0)) return look
  if (day.states.every((state) => state === 'excused')) return 'excused'
  if (day.states.every((state) => state === 'awaited')) return 'awaited'
  return 'here'
}

/** First arrival and last departure of a day, UTC ms. */
export function dayEnds(day: PersonDay): { first: number | null; last: number | null } {
  const came = day.marks.flatMap((marks) => (marks.in === null ? [] : [marks.in.at]))
  const left = day.marks.flatMap((marks) => (marks.out === null ? [] : [marks.out.at]))
  return {
    first: came.length > 0 ? Math.min(...came) : null,
    last: left.length > 0 ? Math.max(...left) : null,
  }
}
