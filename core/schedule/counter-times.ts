import type { CounterStaffing } from '../district/organisation-terms.ts'
import { weekdayOf } from '../time.ts'
import type { DaySessions } from './rulebook.ts'

/**
 * When somebody has to sit at a counter on a date: never outside the times at which its point receives people.
 * @param sessions the point's own, in order
 */
export function counterTimes(staffing: CounterStaffing, sessions: DaySessions, date: string): DaySessions {
  switch (staffing.kind) {
    case 'always':
      return sessions
    case 'never':
      return []
    case 'times': {
      const weekday = String(weekdayOf(date)) as keyof typeof staffing.weekdays
      return overlaps(sessions, staffing.weekdays[weekday] ?? [])
    }
  }
}

const overlaps = (a: DaySessions, b: DaySessions): DaySessions =>
  a.flatMap(([start, end]) =>
    b.flatMap(([from, to]): DaySessions => {
      const first = start > from ? start : from
      const last = end < to ? end : to
      return first < last ? [[first, last]] : []
    }),
  )
