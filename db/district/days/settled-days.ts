import { and, between, eq, inArray } from 'drizzle-orm'
import type { PersonDate } from '../../../core/person-day/person-date.ts'
import type { PersonDay } from '../../../core/person-day/person-day.ts'
import { addDays, datesOfMonth, localDateOf } from '../../../core/time.ts'
import type { DistrictDb } from '../engine/district-db.ts'
import { dayResults } from '../schema/log.ts'
import { dateKey } from './day-facts.ts'

/** No day is settled sooner: the district keeps events at least as long as a kiosk does. */
const NEVER_WITHIN_DAYS = 400

/**
 * The days among some whose events were dropped after their time, as they were judged last: nothing is left to judge
 * them by. Costs nothing where all of them are younger. By `dateKey`.
 */
export async function readSettled(
  db: DistrictDb,
  wanted: readonly PersonDate[],
  now: number,
  zone: string,
): Promise<ReadonlyMap<string, PersonDay>> {
  const young = addDays(localDateOf(now, zone), -NEVER_WITHIN_DAYS)
  const old = wanted.filter(({ date }) => date < young)
  if (old.length === 0) return new Map()
  const dates = old.map(({ date }) => date).sort()
  const rows = await db
    .select({ day: dayResults.day, person: dayResults.person, result: dayResults.result })
    .from(dayResults)
    .where(
      and(
        eq(dayResults.settled, true),
        between(dayResults.day, dates[0] ?? '', dates.at(-1) ?? ''),
        inArray(dayResults.person, [...new Set(old.map(({ person }) => person))]),
      ),
    )
  return new Map(rows.map(({ day, person, result }) => [dateKey(day, person), result]))
}

/** Whether a month of a point has days whose events were dropped: what it rests on is gone. @param month `YYYY-MM` */
export async function isPastKeeping(
  db: DistrictDb,
  { point, month }: { readonly point: string; readonly month: string },
): Promise<boolean> {
  const dates = datesOfMonth(month)
  const rows = await db
    .select({ day: dayResults.day })
    .from(dayResults)
    .where(
      and(
        eq(dayResults.settled, true),
        eq(dayResults.point, point),
        between(dayResults.day, dates[0] ?? '', dates.at(-1) ?? ''),
      ),
    )
    .limit(1)
  return rows.length > 0
}
