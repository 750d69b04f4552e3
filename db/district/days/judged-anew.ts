import { and, inArray, type SQL, sql } from 'drizzle-orm'
import { RULES_VERSION } from '../../../core/day/rules-version.ts'
import type { PersonDate } from '../../../core/person-day/person-date.ts'
import type { PersonDay } from '../../../core/person-day/person-day.ts'
import { columnRows } from '../engine/column-rows.ts'
import type { DistrictDb } from '../engine/district-db.ts'
import { judgedAnew } from '../schema/log.ts'
import { dateKey } from './day-facts.ts'

/** A day as older rules had judged it, for good, before newer ones did. */
export interface OlderJudgement {
  readonly was: PersonDay
  /** `RULES_VERSION` of the program that judged it so. */
  readonly judgedBy: number
  /** Something else than the program's rules was changed as well before it was judged anew. */
  readonly alsoChanged: boolean
}

/**
 * The statement that keeps what older rules had made of days, out of the rows of a table expression before it: what
 * was kept first stands.
 * @param from name of a `with` part that has day, person, final, judged_by, result and also_changed
 */
export const keepOlder = (from: SQL): SQL => sql`
  insert into judged_anew (day, person, judged_by, was, also_changed)
  select day, person, judged_by, result, also_changed from ${from}
  where final and judged_by < ${RULES_VERSION}::int
  on conflict do nothing`

/** What older rules had made of days, where that was kept. By `dateKey`. */
export async function readOlder(
  db: DistrictDb,
  days: readonly PersonDate[],
): Promise<ReadonlyMap<string, OlderJudgement>> {
  if (days.length === 0) return new Map()
  const rows = await db
    .select()
    .from(judgedAnew)
    .where(
      and(
        inArray(judgedAnew.day, [...new Set(days.map(({ date }) => date))]),
        inArray(judgedAnew.person, [...new Set(days.map(({ person }) => person))]),
      ),
    )
  return new Map(rows.map(({ day, person, ...older }) => [dateKey(day, person), older]))
}

/** Throws away what older rules had made of days whose time is over. */
export async function dropOlder(db: DistrictDb, days: readonly PersonDate[]): Promise<void> {
  if (days.length === 0) return
  await db.execute(sql`
    delete from judged_anew a using ${columnRows(days, { date: 'date', person: 'text' })} as r
    where a.day = r.date and a.person = r.person`)
}
