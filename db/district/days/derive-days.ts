import { and, getTableColumns, inArray, type SQL, sql } from 'drizzle-orm'
import { RULES_VERSION } from '../../../core/day/rules-version.ts'
import { isJudgedOtherwise } from '../../../core/month/judged-anew.ts'
import { type JudgedPersonDay, judgePersonDay } from '../../../core/person-day/judge-person-day.ts'
import type { PersonDate } from '../../../core/person-day/person-date.ts'
import type { PersonDay } from '../../../core/person-day/person-day.ts'
import { presenceOnRecord } from '../../../core/person-day/presence.ts'
import { addDays, localDateOf, startOfDate } from '../../../core/time.ts'
import { columnRows } from '../engine/column-rows.ts'
import { type DistrictDb, keepsPlan } from '../engine/district-db.ts'
import { isJudgedAsNow, pointOn, type Snapshot } from '../organisation/snapshot.ts'
import { dayResults } from '../schema/log.ts'
import { type Coverage, completeTo, readCoverage } from './coverage.ts'
import { dateKey, readFacts } from './day-facts.ts'
import { noteDayIncidents } from './day-incidents.ts'
import { keepOlder } from './judged-anew.ts'
import { type KioskOutages, outagesAt, readOutages } from './outages.ts'
import { readSettled } from './settled-days.ts'

export interface DerivedDay extends PersonDate {
  readonly point: string
  readonly judged: JudgedPersonDay
}

/**
 * Judges days from the facts, many in one statement; days on which a person is posted nowhere are left out. Those whose
 * facts were dropped after their time are as they were judged last.
 */
export async function deriveDays(
  db: DistrictDb,
  snapshot: Snapshot,
  wanted: readonly PersonDate[],
  now: number,
  known?: Coverage,
): Promise<DerivedDay[]> {
  const places = wanted.flatMap(({ person, date }) => {
    const point = pointOn(snapshot, person, date)
    return point === null ? [] : [{ person, date, point }]
  })
  const coverage = known ?? (await readCoverage(db, [...new Set(places.map((place) => place.point))]))
  const outages = await outagesOn(
    db,
    coverage,
    places.map(({ date }) => date),
    snapshot.book.zone,
  )
  const settled = await readSettled(db, places, now, snapshot.book.zone)
  const facts = await readFacts(db, places)
  return places.map(({ person, date, point }) => {
    const kept = settled.get(dateKey(date, person))
    if (kept !== undefined) return { person, date, point, judged: onRecord(kept) }
    const judged = judgePersonDay(snapshot.book, {
      person,
      point,
      date,
      recorded: facts.of(date, person),
      now,
      completeTo: (since, until) => completeTo(coverage, point, since, until),
      outages: (since, until) => outagesAt({ coverage, outages }, point, since, until),
    })
    return { person, date, point, judged }
  })
}

/** The outages of all these kiosks from the first of some dates to the end of the last. */
async function outagesOn(
  db: DistrictDb,
  coverage: Coverage,
  dates: readonly string[],
  zone: string,
): Promise<KioskOutages> {
  const ordered = dates.toSorted()
  const [first, last] = [ordered[0], ordered.at(-1)]
  if (first === undefined || last === undefined) return new Map()
  const devices = [...coverage.values()].flatMap((kiosks) => kiosks.map(({ device }) => device))
  return readOutages(db, devices, startOfDate(first, zone), startOfDate(addDays(last, 1), zone))
}

const onRecord = (day: PersonDay): JudgedPersonDay => ({
  day,
  presence: presenceOnRecord(day),
  claims: (day.claims ?? []).map(({ outcome }) => outcome),
  final: true,
})

/** The same for all: two kiosks of a point may keep, or throw away, the same days at once. */
const inOneOrder = <Day extends PersonDate>(days: readonly Day[]): readonly Day[] =>
  days.toSorted((a, b) => (dateKey(a.date, a.person) < dateKey(b.date, b.person) ? -1 : 1))

/** Keeps derived days of the past; the running day is always derived when it is asked for. */
export async function storeDays(
  db: DistrictDb,
  snapshot: Snapshot,
  days: readonly DerivedDay[],
  now: number,
): Promise<void> {
  const today = localDateOf(now, snapshot.book.zone)
  const rows = inOneOrder(days)
    .filter(({ date }) => date < today)
    .map(({ date, person, point, judged }) => ({
      date,
      person,
      point,
      final: judged.final ? 't' : 'f',
      result: JSON.stringify(judged.day),
    }))
  if (rows.length === 0) return
  await db.execute(sql`${keepsPlan}
    insert into day_results (day, person, point, final, rules_version, judged_by, result)
    select date, person, point, final, ${snapshot.rulesVersion}::bigint, ${RULES_VERSION}::int, result
    from ${columnRows(rows, { date: 'date', person: 'text', point: 'text', final: 'boolean', result: 'json' })} as r
    on conflict (day, person) do update set
      point = excluded.point, final = excluded.final,
      rules_version = excluded.rules_version, judged_by = excluded.judged_by, result = excluded.result
    where not day_results.settled`)
}

/** Derives days and keeps those of the past; what their scans say that people should look at is put before them. */
export async function deriveAndStore(
  db: DistrictDb,
  snapshot: Snapshot,
  days: readonly PersonDate[],
  now: number,
): Promise<void> {
  const today = localDateOf(now, snapshot.book.zone)
  const past = days.filter(({ date }) => date < today)
  const derived = await deriveDays(db, snapshot, past, now)
  await storeDays(db, snapshot, derived, now)
  await noteDayIncidents(db, derived, now)
}

/**
 * Throws kept days away, but for those that nothing is left to judge by: whoever asks for them gets them derived. Waits
 * for whoever keeps one of them anew just now; what they kept goes too, which only a second statement sees. A day that
 * somebody keeps for the first time at this moment is not seen.
 */
export async function forgetDays(db: DistrictDb, days: readonly PersonDate[]): Promise<void> {
  if (days.length === 0) return
  await db.execute(sql`select 1 from ${keptOf(days, sql`for update`)}`)
  await db.execute(sql`
    with gone as (
      delete from day_results where ctid in (select kept.ctid from ${keptOf(days)})
      returning day, person, final, judged_by, result, true as also_changed
    ) ${keepOlder(sql`gone`)}`)
}

const keptOf = (days: readonly PersonDate[], held = sql``): SQL => sql`
  ${columnRows(inOneOrder(days), { date: 'date', person: 'text' })} as w
  cross join lateral (
    select ctid from day_results d
    where d.day = w.date and d.person = w.person and not d.settled offset 0 ${held}) as kept`

/** Days as they stand at `now`: the kept ones that can no longer change, the others judged afresh. In the order asked. */
export async function readDays(
  db: DistrictDb,
  snapshot: Snapshot,
  wanted: readonly PersonDate[],
  now: number,
): Promise<(PersonDay | null)[]> {
  if (wanted.length === 0) return []
  const kept = await db
    .select({ ...getTableColumns(dayResults), writtenBy: sql<string>`xmin::text` })
    .from(dayResults)
    .where(
      and(
        // Each date by name: with the people it is looked up in the index, a span of dates is read through.
        inArray(dayResults.day, [...new Set(wanted.map(({ date }) => date))]),
        inArray(dayResults.person, [...new Set(wanted.map(({ person }) => person))]),
      ),
    )
  const found = new Map<string, PersonDay>()
  const outdated = new Map<string, Outdated>()
  for (const row of kept) {
    const day = { person: row.person, date: row.day }
    const isOfTheseRules = row.judgedBy === RULES_VERSION
    const alsoChanged = !isJudgedAsNow(snapshot, day, row.rulesVersion)
    if (row.settled || (row.final && isOfTheseRules && !alsoChanged))
      found.set(dateKey(row.day, row.person), row.result)
    else outdated.set(dateKey(row.day, row.person), { ...row, alsoChanged })
  }
  const open = wanted.filter(({ date, person }) => !found.has(dateKey(date, person)))
  const derived = await deriveDays(db, snapshot, open, now)
  for (const { date, person, judged } of derived) found.set(dateKey(date, person), judged.day)
  await keepAgain(db, snapshot, derived, outdated)
  return wanted.map(({ date, person }) => found.get(dateKey(date, person)) ?? null)
}

interface Outdated {
  /** The transaction that wrote it. */
  readonly writtenBy: string
  readonly result: PersonDay
  /** Not the program's rules alone have changed since. */
  readonly alsoChanged: boolean
}

/**
 * Keeps final days as they are judged now in the place of what was kept (by older rules, or before the day was final),
 * unless somebody writes that, or has written or thrown it away since it was read: then there may be more facts than
 * these were judged by. What older rules had said otherwise is kept beside it.
 * @param outdated the kept ones, by `dateKey`
 */
async function keepAgain(
  db: DistrictDb,
  snapshot: Snapshot,
  derived: readonly DerivedDay[],
  outdated: ReadonlyMap<string, Outdated>,
): Promise<void> {
  const rows = derived.flatMap(({ date, person, point, judged }) => {
    const kept = outdated.get(dateKey(date, person))
    if (kept === undefined || !judged.final) return []
    return [
      {
        date,
        person,
        point,
        written_by: kept.writtenBy,
        otherwise: isJudgedOtherwise(kept.result, judged.day) ? 't' : 'f',
        also_changed: kept.alsoChanged ? 't' : 'f',
        result: JSON.stringify(judged.day),
      },
    ]
  })
  if (rows.length === 0) return
  const columns = {
    date: 'date',
    person: 'text',
    point: 'text',
    written_by: 'text',
    otherwise: 'boolean',
    also_changed: 'boolean',
    result: 'json',
  }
  await db.execute(sql`
    with r as materialized (
      select n.*, kept.* from ${columnRows(rows, columns)} as n
      cross join lateral (
        select ctid as place, final as was_final, judged_by as was_by, result as was from day_results o
        where o.day = n.date and o.person = n.person and o.xmin::text = n.written_by
          and not o.settled
        offset 0 for update skip locked) as kept
    ), older as (
      select date as day, person, was_final as final, was_by as judged_by, was as result, also_changed
      from r where otherwise
    ), noted as (${keepOlder(sql`older`)})
    update day_results d
    set point = r.point, final = true, rules_version = ${snapshot.rulesVersion}::bigint,
      judged_by = ${RULES_VERSION}::int, result = r.result
    from r
    where d.ctid = r.place and d.day = r.date and d.person = r.person`)
}
