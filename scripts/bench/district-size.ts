import { performance } from 'node:perf_hooks'
import { sql } from 'drizzle-orm'
import { deriveAndStore, forgetDays } from '../../db/district/days/derive-days.ts'
import { type DistrictDatabase, openDatabase } from '../../db/district/engine/open-database.ts'
import { readMonthFacts } from '../../db/district/months/month-facts.ts'
import type { Snapshot } from '../../db/district/organisation/snapshot.ts'
import { readToday } from '../../db/district/pages/read-wards.ts'
import { monthAnswer } from '../../district/month/month-answer.ts'
import { findPostgres, startPostgres, type TestPostgres } from '../../tests/support/start-postgres.ts'
import { type BenchRow, printRows, quantile } from './bench-row.ts'
import {
  type DistrictSize,
  eventsOf,
  fillDistrict,
  MONTH,
  monthOf,
  NOW,
  wardOf,
  workingDates,
} from './fill-district.ts'
import { benchManyKiosks } from './many-kiosks.ts'

/** How much of all events; less is for a look at the bench itself. */
const PART = Number(process.env.BENCH_PART ?? 1)
const WARDS = Math.max(40, Math.round(500 * Math.sqrt(PART)))
const size = (days: number): DistrictSize => ({
  wards: WARDS,
  peopleAWard: 10,
  days: Math.max(25, Math.round(days * Math.sqrt(PART))),
})
const ROUNDS = 15
const WARM_UPS = 5

interface Filled {
  readonly events: number
  readonly database: DistrictDatabase
  readonly snapshot: Snapshot
}

async function filled(postgres: TestPostgres, how: DistrictSize): Promise<Filled> {
  const url = await postgres.createDatabase()
  const opened = await openDatabase({ kind: 'postgres', url })
  if (opened.kind !== 'opened') throw new Error(opened.kind)
  const begun = performance.now()
  const snapshot = await fillDistrict(opened.database, url, how)
  const seconds = Math.round((performance.now() - begun) / 1_000)
  process.stderr.write(`${eventsOf(how)} events put there in ${seconds} s\n`)
  return { events: eventsOf(how), database: opened.database, snapshot }
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await act()
  return performance.now() - begun
}

/** What the month's page asks for. */
async function readSheet({ database, snapshot }: Filled, ward: number): Promise<void> {
  const facts = await readMonthFacts(database.db, snapshot, { point: wardOf(ward), month: MONTH }, NOW)
  if (facts === null) throw new Error('no such ward')
  const { rows } = monthAnswer(facts, null, [], [], NOW, (username) => username)
  if (rows.length === 0) throw new Error('an empty sheet')
}

async function readDay({ database, snapshot }: Filled, date: string): Promise<void> {
  const { wards } = await readToday(database.db, snapshot, { only: null, date }, NOW)
  if (wards.length !== WARDS || wards.some((ward) => ward.people === 0)) throw new Error('wards are missing')
}

/** The rows that the day's page rests on, and nothing done with them. */
async function selectRows({ database }: Filled, date: string): Promise<void> {
  await database.db.execute(sql`select * from events where day = ${date}::date`)
}

/** Of these rows only what the page looks at. */
async function selectNeeded({ database }: Filled, date: string): Promise<void> {
  await database.db.execute(sql`
    select person, type, judged_at, judged_error_ms, point, id, ref from events where day = ${date}::date`)
}

/** Reads and recomputations, round about in both districts: whatever else the machine does meets all of them. */
async function timesOf(small: Filled, large: Filled) {
  const days = workingDates(20)
  const times = {
    small: { sheet: [] as number[], day: [] as number[] },
    large: { sheet: [] as number[], day: [] as number[] },
    rows: [] as number[],
    needed: [] as number[],
    judged: [] as number[],
    stored: [] as number[],
  }
  for (let round = 0; round < WARM_UPS + ROUNDS; round++) {
    const date = days[round % days.length] ?? ''
    const measured: [number[], number][] = []
    for (const [filling, list] of [
      [small, times.small],
      [large, times.large],
    ] as const) {
      measured.push([list.sheet, await timed(() => readSheet(filling, round))])
      measured.push([list.day, await timed(() => readDay(filling, date))])
    }
    measured.push([times.rows, await timed(() => selectRows(large, date))])
    measured.push([times.needed, await timed(() => selectNeeded(large, date))])
    const other = WARM_UPS + ROUNDS + round
    const month = monthOf(large.snapshot, wardOf(other))
    const { db } = large.database
    await forgetDays(db, month)
    measured.push([times.judged, await timed(() => readSheet(large, other))])
    measured.push([times.stored, await timed(() => deriveAndStore(db, large.snapshot, month, NOW))])
    if (round >= WARM_UPS) for (const [list, ms] of measured) list.push(ms)
  }
  return times
}

/** Ten million events against one million, a day against its rows, a recomputed month against a kept one. */
async function benchReads(postgres: TestPostgres): Promise<BenchRow[]> {
  const small = await filled(postgres, size(50))
  const large = await filled(postgres, size(500))
  const times = await timesOf(small, large)
  await small.database.close()
  await large.database.close()
  const median = (values: readonly number[]) => quantile(values, 0.5)
  const millions = ({ events }: Filled) => `${(events / 1e6).toFixed(1)} million events`
  const row = (name: string, ms: number, against: string, theirs: number, atMost?: number): BenchRow => ({
    name,
    value: ms,
    unit: 'ms',
    ratio: ms / theirs,
    against: `${against}, ${theirs.toFixed(1)} ms`,
    ...(atMost === undefined ? {} : { atMost }),
  })
  const sheet = median(times.large.sheet)
  const day = median(times.large.day)
  return [
    row(
      `one ward’s month sheet, ${millions(large)}`,
      sheet,
      `with ${millions(small)}`,
      median(times.small.sheet),
      2,
    ),
    row(
      `one day of ${WARDS} wards, ${millions(large)}`,
      day,
      `with ${millions(small)}`,
      median(times.small.day),
      2,
    ),
    row('the same day', day, 'a bare SELECT of its rows', median(times.rows), 5),
    row('the same day', day, 'a SELECT of the columns it needs', median(times.needed)),
    row('one ward’s month recomputed from the facts', median(times.judged), 'reading it', sheet, 3),
    row('the same, judged and kept', median(times.stored), 'reading it', sheet),
  ]
}

/** A district of 500 wards and 5,000 people after two years, and 200 kiosks that send at once, on PostgreSQL. */
export async function benchDistrictSize(): Promise<BenchRow[]> {
  if (findPostgres() === null) {
    return [{ name: 'no PostgreSQL is installed: nothing measured', value: 0, unit: '' }]
  }
  const postgres = await startPostgres()
  try {
    return [
      ...(await benchReads(postgres)),
      ...(await benchManyKiosks(postgres, Math.max(20, Math.round(200 * PART)))),
    ]
  } finally {
    await postgres.stop()
  }
}

if (import.meta.main) printRows(await benchDistrictSize())
