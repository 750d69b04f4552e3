import type { TrendsAnswer } from '../../core/district/trends-api.ts'
import { addDays, datesOfMonth } from '../../core/time.ts'
import { attendanceTrends, mondayOf, type TrendDay } from '../../core/trends/attendance-trends.ts'
import { readDays } from './derive-days.ts'
import type { DistrictDb } from './district-db.ts'
import { todayOf, wardsOf } from './read-wards.ts'
import { peopleAt, type Snapshot } from './snapshot.ts'

const WEEKS = 8

/**
 * What a month looked like: everybody's days at some points, up to yesterday, read point by point so that a province
 * never stands in memory at once.
 */
export async function readTrends(
  db: DistrictDb,
  snapshot: Snapshot,
  asked: { readonly month: string; readonly only: ReadonlySet<string> | null },
  now: number,
): Promise<TrendsAnswer> {
  const wards = wardsOf(snapshot, asked.only)
  const last = datesOfMonth(asked.month).at(-1) ?? `${asked.month}-28`
  const yesterday = addDays(todayOf(snapshot, now), -1)
  const until = last < yesterday ? last : yesterday
  const since = mondayOf(addDays(last, -7 * (WEEKS - 1)))
  const days: TrendDay[] = []
  for (const { point } of wards) {
    const wanted: { person: string; date: string }[] = []
    for (let date = since; date <= until; date = addDays(date, 1)) {
      for (const person of peopleAt(snapshot, point, date)) wanted.push({ person, date })
    }
    for (const day of await readDays(db, snapshot, wanted, now)) {
      if (day !== null && day.sessions.length > 0) days.push({ point, day })
    }
  }
  const { zone } = snapshot.book
  const inMonth = attendanceTrends(
    days.filter(({ day }) => day.date.startsWith(asked.month)),
    zone,
  )
  return {
    month: asked.month,
    asOf: now,
    points: wards.map(({ point, pointName }) => ({ point, pointName })),
    hours: [...inMonth.hours],
    dates: [...inMonth.dates],
    weeks: [...attendanceTrends(days, zone).weeks],
  }
}
