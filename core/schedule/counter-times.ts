import { z } from 'zod'
import { weekdayOf } from '../time.ts'
import { DaySessions } from './rulebook.ts'

/** When somebody has to sit at a counter. */
export const CounterStaffing = z.discriminatedUnion('kind', [
  /** Whenever its point receives people. */
  z.object({ kind: z.literal('always') }),
  /** At these times of the weekdays (`1` Monday … `7` Sunday), as far as the point receives people then. */
  z.object({
    kind: z.literal('times'),
    weekdays: z.partialRecord(z.enum(['1', '2', '3', '4', '5', '6', '7']), DaySessions),
  }),
  /** Only when it is needed. */
  z.object({ kind: z.literal('never') }),
])
export type CounterStaffing = z.infer<typeof CounterStaffing>

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
