import { sql } from 'drizzle-orm'
import type { SeqAnchor } from '../../../core/log/corrected-time.ts'
import type { PersonDate } from '../../../core/person-day/person-date.ts'
import { type DistrictDb, rowsOf } from '../engine/district-db.ts'
import { isPossible } from './possible-times.ts'

/** So far back in its log an event is looked for whose time is known. */
const LONG_RUN = 5000

/** Scans of a run that ended before its clock was compared, between two runs whose clocks were. */
export interface UncheckedRun {
  /** Number of the first event of the run that followed. */
  readonly seq: number
  /** Between which moments the scans happened: by the log's last known time before, and its first after. */
  readonly from: number
  readonly to: number
  readonly scans: number
  /** How many of them the kiosk dated outside that. */
  readonly outside: number
  /** Local date of the first by the kiosk's own clock; `null`: it has none. */
  readonly day: string | null
}

/**
 * What the first comparison of a run says of the never compared ones before it: their scans happened not before the last
 * known time and not after this run began, whatever their own clock said.
 * @param brought comparisons that were just stored
 * @param before the last comparison that was held until then
 * @returns such runs, and the days of people that they concern
 */
export async function boundUncheckedRuns(
  db: DistrictDb,
  log: string,
  brought: readonly SeqAnchor[],
  before: SeqAnchor | null,
): Promise<{ readonly runs: readonly UncheckedRun[]; readonly days: readonly PersonDate[] }> {
  const first = brought.filter(
    ({ run }, index) => run !== before?.run && brought.findIndex((other) => other.run === run) === index,
  )
  const runs: UncheckedRun[] = []
  const days: PersonDate[] = []
  for (const anchor of first) {
    const rows = await uncheckedBefore(db, log, anchor)
    days.push(
      ...rows.flatMap(({ person, day }) => (person === null || day === null ? [] : [{ person, date: day }])),
    )
    const scans = rows.filter(({ type }) => type === 'scan' || type === 'sign-in')
    const [one] = scans
    if (one === undefined) continue
    const { from, to, day, ended } = one
    if (from === null || to === null) continue
    const bounds = { enrolledAt: from, now: to }
    const outside = scans.filter(({ at }) => !isPossible(at, null, bounds))
    runs.push({ seq: ended + 1, from, to, day, scans: scans.length, outside: outside.length })
  }
  return { runs, days }
}

interface UncheckedRow {
  readonly type: string
  readonly person: string | null
  readonly day: string | null
  /** By the kiosk's own clock. */
  readonly at: number
  readonly from: number | null
  readonly to: number | null
  /** Number of the last event before the run that was compared. */
  readonly ended: number
}

async function uncheckedBefore(
  db: DistrictDb,
  log: string,
  { run, seq }: SeqAnchor,
): Promise<readonly UncheckedRow[]> {
  return rowsOf<UncheckedRow>(
    await db.execute(sql`
      with ended as (
        select seq from events where log = ${log}::uuid and run <> ${run}::uuid and seq < ${seq}::int
        order by seq desc limit 1
      ), known as (
        select e.seq, e.judged_at from events e, ended
        where e.log = ${log}::uuid and e.seq between ended.seq - ${LONG_RUN}::int and ended.seq
          and e.judged_error_ms is not null
        order by e.seq desc limit 1
      )
      select e.type, e.person, e.day::text as day, e.judged_at::float8 as at, ended.seq as ended,
        (select judged_at from known)::float8 as "from",
        (select judged_at from events where log = ${log}::uuid and seq = ended.seq + 1)::float8 as "to"
      from events e, ended
      where e.log = ${log}::uuid and e.seq <= ended.seq
        and e.seq > coalesce((select seq from known), ended.seq - ${LONG_RUN}::int)
        and not e.repeats
      order by e.seq`),
  )
}
