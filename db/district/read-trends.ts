import type { TrendsAnswer } from '../../core/district/trends-api.ts'
import { owedDay } from '../../core/schedule/owed-sessions.ts'
import { addDays, datesOfMonth } from '../../core/time.ts'
import { attendanceTrends, mondayOf, type TrendDay } from '../../core/trends/attendance-trends.ts'
import { readDays } from './derive-days.ts'
import type { DistrictDb } from './district-db.ts'
import { todayOf, wardsOf } from './read-wards.ts'
import { peopleAt, type Snapshot } from './snapshot.ts'

const WEEKS = 8
/** Read in one statement: many answers are waited for one after the other, all at once fill the memory. */
const POINTS_AT_ONCE = 50

/** What a month looked like: everybody's working days at some points, up to yesterday. */
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
  for (let from = 0; from < wards.length; from += POINTS_AT_ONCE) {
    const wanted = wards
      .slice(from, from + POINTS_AT_ONCE)
      .flatMap(({ point }) => workingDays(snapshot, point, since, until))
    for (const [index, day] of (await readDays(db, snapshot, wanted, now)).entries()) {
      const point = wanted[index]?.point
      if (day !== null && point !== undefined) days.push({ point, day })
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

/** Days on which somebody posted to a point owes something there. */
function workingDays(snapshot: Snapshot, point: string, since: string, until: string) {
  const days: { person: string; point: string; date: string }[] = []
  for (let date = since; date <= until; date = addDays(date, 1)) {
    for (const person of peopleAt(snapshot, point, date)) {
      const asked = { person, point, date }
      if (owedDay(snapshot.book, asked).sessions.length > 0) days.push(asked)
    }
  }
  return days
}
