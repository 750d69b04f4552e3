import type { PersonDay } from '../person-day/person-day.ts'
import { addDays, localTimeOf, weekdayOf } from '../time.ts'

/** One judged day and where it was worked. */
export interface TrendDay {
  readonly point: string
  readonly day: PersonDay
}

/** Sums of one date over everybody. */
export interface DateSums {
  readonly date: string
  /** Owed sessions that are known. */
  sessions: number
  late: number
  lateMinutes: number
  early: number
  absent: number
  unknown: number
}

export interface AttendanceTrends {
  /** Late arrivals by point and local hour of the arrival. */
  readonly hours: readonly { readonly point: string; readonly hour: number; readonly late: number }[]
  readonly dates: readonly DateSums[]
  /** From each Monday. */
  readonly weeks: readonly DateSums[]
}

/** Lateness by hour and ward, day by day and week by week; what is not known is counted apart and never as absent. */
export function attendanceTrends(days: readonly TrendDay[], zone: string): AttendanceTrends {
  const hours = new Map<string, { point: string; hour: number; late: number }>()
  const dates = new Map<string, DateSums>()
  for (const { point, day } of days) {
    const sums = dates.get(day.date) ?? emptySums(day.date)
    dates.set(day.date, sums)
    for (const state of day.states) {
      if (state === 'excused') continue
      const isKnown = state === 'present' || state === 'incomplete' || state === 'absent' || state === 'here'
      if (isKnown) sums.sessions++
      else sums.unknown++
      if (state === 'absent') sums.absent++
    }
    for (const flag of day.flags) {
      const charged = (flag.chargeable ?? 0) > 0
      if (flag.code === 'early' && charged) sums.early++
      if (flag.code !== 'late' || !charged) continue
      sums.late++
      sums.lateMinutes += flag.chargeable ?? 0
      const came = flag.session === undefined ? undefined : day.marks[flag.session]?.in?.at
      if (came === undefined) continue
      const hour = Number(localTimeOf(came, zone).slice(0, 2))
      const key = `${point} ${hour}`
      const cell = hours.get(key) ?? { point, hour, late: 0 }
      cell.late++
      hours.set(key, cell)
    }
  }
  const inOrder = [...dates.values()].sort((a, b) => (a.date < b.date ? -1 : 1))
  return {
    hours: [...hours.values()].sort((a, b) => a.hour - b.hour || (a.point < b.point ? -1 : 1)),
    dates: inOrder,
    weeks: weeksOf(inOrder),
  }
}

const emptySums = (date: string): DateSums => ({
  date,
  sessions: 0,
  late: 0,
  lateMinutes: 0,
  early: 0,
  absent: 0,
  unknown: 0,
})

/** The Monday of a date's week. */
export const mondayOf = (date: string): string => addDays(date, 1 - weekdayOf(date))

function weeksOf(dates: readonly DateSums[]): DateSums[] {
  const weeks = new Map<string, DateSums>()
  for (const each of dates) {
    const monday = mondayOf(each.date)
    const week = weeks.get(monday) ?? emptySums(monday)
    weeks.set(monday, week)
    for (const key of ['sessions', 'late', 'lateMinutes', 'early', 'absent', 'unknown'] as const) {
      week[key] += each[key]
    }
  }
  return [...weeks.values()]
}
