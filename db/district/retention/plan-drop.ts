import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { PersonDate } from '../../../core/person-day/person-date.ts'
import { startOfDate } from '../../../core/time.ts'
import { readDropped } from '../chain/dropped.ts'
import type { LogRow } from '../chain/verify-logs.ts'
import { type DistrictDb, rowsOf } from '../engine/district-db.ts'
import { holdMonths } from '../months/hold-months.ts'
import { pointOn, type Snapshot } from '../organisation/snapshot.ts'
import { incidents } from '../schema/incidents.ts'
import { monthLocks } from '../schema/months.ts'

/** Why no more of a log may go. */
export type DropStop =
  /** The next event is within the period, or the newest: the log goes on from it. */
  | { readonly kind: 'recent' }
  /** The day of the next event is on no closed sheet. `point` by its name, `month` as `YYYY-MM`. */
  | { readonly kind: 'month-open'; readonly point: string; readonly month: string }
  /** Nobody has decided on a claim for the day of the next event, or on the leave it asks for. */
  | { readonly kind: 'undecided'; readonly day: string }
  /** Somebody has to look at what happened to this kiosk first. */
  | { readonly kind: 'incident' }

/** How far a log may be dropped. */
export interface DropPlan {
  readonly log: string
  /** Name of the kiosk. */
  readonly kiosk: string
  /** The first event held, and the last that may go: before the first, none may. */
  readonly from: number
  readonly upTo: number
  /** Days with something recorded among what may go. */
  readonly days: readonly PersonDate[]
  readonly stop: DropStop
}

interface FoundDay extends PersonDate {
  /** The day's first event in the log. */
  readonly seq: number
}

/**
 * The oldest events of a log that may be dropped: one after the other from the beginning, until one is too young, its
 * person's month is not closed, something about its day is undecided. Of a kiosk with an open incident nothing goes.
 * @param before local date: only events of earlier days
 */
export async function planDrop(
  db: DistrictDb,
  snapshot: Snapshot,
  { log, device, name: kiosk, seq: haveSeq }: LogRow,
  before: string,
): Promise<DropPlan> {
  const from = ((await readDropped(db, log))?.seq ?? 0) + 1
  const none = { log, kiosk, from, upTo: from - 1, days: [] }
  if (await hasOpenIncident(db, device)) return { ...none, stop: { kind: 'incident' } }
  const last = Math.min(await lastOld(db, snapshot, log, from, before), haveSeq - 1)
  if (last < from) return { ...none, stop: { kind: 'recent' } }
  const days = await daysOf(db, log, from, last)
  const stops = [
    { seq: last + 1, stop: { kind: 'recent' } as const },
    ...(await openMonths(db, snapshot, days)),
    ...(await undecided(db, log, from, last)),
  ]
  const first = stops.reduce((a, b) => (b.seq < a.seq ? b : a))
  const upTo = first.seq - 1
  return { log, kiosk, from, upTo, days: days.filter(({ seq }) => seq <= upTo), stop: first.stop }
}

async function hasOpenIncident(db: DistrictDb, device: string): Promise<boolean> {
  const found = await db
    .select({ id: incidents.id })
    .from(incidents)
    .where(and(eq(incidents.device, device), eq(incidents.state, 'open')))
    .limit(1)
  return found.length > 0
}

/** The last event before the first that is not old. */
async function lastOld(
  db: DistrictDb,
  { book }: Snapshot,
  log: string,
  from: number,
  before: string,
): Promise<number> {
  const [row] = rowsOf<{ seq: number | null }>(
    await db.execute(sql`
      select min(seq)::int as seq from events
      where log = ${log}::uuid and seq >= ${from}::int
        and (judged_at >= ${startOfDate(before, book.zone)}::bigint or day >= ${before}::date)`),
  )
  return (row?.seq ?? Number.POSITIVE_INFINITY) - 1
}

const daysOf = async (db: DistrictDb, log: string, from: number, last: number): Promise<FoundDay[]> => [
  ...rowsOf<FoundDay>(
    await db.execute(sql`
      select day::text as date, person, min(seq)::int as seq from events
      where log = ${log}::uuid and seq between ${from}::int and ${last}::int
        and person is not null and day is not null
      group by day, person order by 3`),
  ),
]

/** Days of people whose month is not closed where they were posted then. */
async function openMonths(
  db: DistrictDb,
  snapshot: Snapshot,
  days: readonly FoundDay[],
): Promise<{ readonly seq: number; readonly stop: DropStop }[]> {
  const posted = days.flatMap(({ date, person, seq }) => {
    const point = pointOn(snapshot, person, date)
    return point === null ? [] : [{ point, month: date.slice(0, 7), seq }]
  })
  if (posted.length === 0) return []
  // None of them is opened again until the transaction ends; without one, as for a look ahead, nothing is held.
  await holdMonths(db, 'together', posted)
  const points = [...new Set(posted.map(({ point }) => point))]
  const rows = await db
    .select({ point: monthLocks.point, month: monthLocks.month })
    .from(monthLocks)
    .where(and(inArray(monthLocks.point, points), isNull(monthLocks.reopenedAt)))
  const nameOf = (id: string) => snapshot.book.points.find((point) => point.id === id)?.name ?? id
  const closed = new Set(rows.map(({ point, month }) => `${month} ${point}`))
  return posted
    .filter(({ point, month }) => !closed.has(`${month} ${point}`))
    .map(({ point, month, seq }) => ({ seq, stop: { kind: 'month-open', point: nameOf(point), month } }))
}

/** The first event of a day with a standing claim that nobody decided on, and the first that asks for leave in vain. */
async function undecided(
  db: DistrictDb,
  log: string,
  from: number,
  last: number,
): Promise<{ readonly seq: number; readonly stop: DropStop }[]> {
  const rows = rowsOf<{ seq: number; day: string | null }>(
    await db.execute(sql`
      select e.seq::int as seq, e.day::text as day from events e
      where e.log = ${log}::uuid and e.seq between ${from}::int and ${last}::int and not e.repeats
        and (exists (
          select from events c
          where c.day = e.day and c.person = e.person and c.type = 'claim' and not c.repeats
            and not exists (select from claim_decisions d where d.claim = c.id)
            and not exists (
              select from events a
              where a.day = c.day and a.person = c.person and a.ref = c.id and a.type = 'annul' and not a.repeats))
          or (e.type = 'excuse-requested' and exists (
            select from excuse_requests r where r.id = e.id and r.device = e.device and r.state = 'waiting')))
      order by e.seq limit 1`),
  )
  return rows.map(({ seq, day }) => ({ seq, stop: { kind: 'undecided', day: day ?? '' } }))
}
