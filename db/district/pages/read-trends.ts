import { setImmediate } from 'node:timers/promises'
import type { TrendsAnswer } from '../../../core/district/trends-api.ts'
import { owedDay } from '../../../core/schedule/owed-sessions.ts'
import { addDays, datesOfMonth } from '../../../core/time.ts'
import { attendanceTrends, mondayOf, type TrendDay } from '../../../core/trends/attendance-trends.ts'
import { readDays } from '../days/derive-days.ts'
import type { DistrictDb } from '../engine/district-db.ts'
import { peopleAt, type Snapshot } from '../organisation/snapshot.ts'
import { todayOf, wardsOf } from './read-wards.ts'

const WEEKS = 8
/** Read and judged in one go: many answers are waited for one after the other, and kiosks are answered in between. */
const DAYS_AT_ONCE = 500

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
  const readSome = async (asked: readonly AskedDay[]): Promise<void> => {
    for (const [index, day] of (await readDays(db, snapshot, asked, now)).entries()) {
      const point = asked[index]?.point
      if (day !== null && point !== undefined) days.push({ point, day })
    }
  }
  for (const { point } of wards) {
    const wanted = workingDays(snapshot, point, since, until)
    for (let from = 0; from < wanted.length; from += DAYS_AT_ONCE) {
      await readSome(wanted.slice(from, from + DAYS_AT_ONCE))
      await setImmediate()
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

interface AskedDay {
  readonly person: string
  readonly point: string
  readonly date: string
}

/** Days on which somebody posted to a point owes something there. */
function workingDays(snapshot: Snapshot, point: string, since: string, until: string): AskedDay[] {
  const days: AskedDay[] = []
  for (let date = since; date <= until; date = addDays(date, 1)) {
    for (const person of peopleAt(snapshot, point, date)) {
      const asked = { person, point, date }
      if (owedDay(snapshot.book, asked).sessions.length > 0) days.push(asked)
    }
  }
  return days
}
