import { eq, sql } from 'drizzle-orm'
import type { SeqAnchor } from '../../../core/log/corrected-time.ts'
import { parseEvent } from '../../../core/log/event.ts'
import type { PersonDate } from '../../../core/person-day/person-date.ts'
import { scannedBy } from '../days/resolve-people-again.ts'
import { type DistrictDb, rowsOf } from '../engine/district-db.ts'
import type { Snapshot } from '../organisation/snapshot.ts'
import { logs } from '../schema/log.ts'
import { correctEvent, type FindDay } from './event-rows.ts'

interface HeldRow {
  readonly seq: number
  readonly id: string
  readonly type: string
  readonly at: number
  readonly up: number
  readonly run: string
  readonly correctedAt: number
  readonly correctedErrorMs: number | null
  readonly day: string | null
  readonly person: string | null
  readonly text: string
}

/**
 * A new comparison of clocks tells more about the events of its run since the one before: they are corrected
 * again, and what refers to them goes with them.
 * @param place `run`: of the last event held, which the batch goes on with; `before`: seq of the batch's first event
 * @param held the last comparison held of that run
 * @param brought the comparisons of that run that the batch brought
 * @returns the days that were or are concerned
 */
export async function correctAgain(
  db: DistrictDb,
  snapshot: Snapshot,
  place: { readonly log: string; readonly run: string; readonly before: number },
  held: SeqAnchor | null,
  brought: readonly SeqAnchor[],
  findDay: FindDay,
): Promise<PersonDate[]> {
  if (brought.length === 0) return []
  const { log, run, before } = place
  const anchors = held === null ? brought : [held, ...brought]
  const rows = await readRun(db, log, run, held?.seq ?? null, before)
  const changed = rows.flatMap((row) => {
    const corrected = correctEvent(row, anchors)
    if (corrected.at === row.correctedAt && corrected.errorMs === row.correctedErrorMs) return []
    const newPerson = row.type === 'scan' ? badgeOwner(snapshot, row.text, corrected.at) : row.person
    const follows = row.type === 'claim' || row.type === 'intent' || row.type === 'annul'
    const newDay = follows ? row.day : findDay(corrected.at, corrected.errorMs)
    return [{ ...row, corrected, newPerson, newDay }]
  })
  if (changed.length === 0) return []
  await write(
    db,
    log,
    changed.map(({ seq, id, corrected, person, day, newPerson, newDay }) => ({
      seq,
      id,
      at: corrected.at,
      error: corrected.errorMs,
      person,
      day,
      new_person: newPerson,
      new_day: newDay,
    })),
  )
  const first = changed.find((row) => row.seq === 1)
  if (first !== undefined) {
    await db.update(logs).set({ startedAt: first.corrected.at }).where(eq(logs.id, log))
  }
  return changed.flatMap(({ person, day, newPerson, newDay }) => [
    ...(person !== null && day !== null ? [{ person, date: day }] : []),
    ...(newPerson !== null && newDay !== null ? [{ person: newPerson, date: newDay }] : []),
  ])
}

/** Events of a run after its last comparison (or since it began) and before a place in the log. */
async function readRun(
  db: DistrictDb,
  log: string,
  run: string,
  since: number | null,
  before: number,
): Promise<readonly HeldRow[]> {
  return rowsOf<HeldRow>(
    await db.execute(sql`
      select seq, id, type, at::float8 as at, up, run, judged_at::float8 as "correctedAt",
        judged_error_ms as "correctedErrorMs", day::text as day, person, text
      from events
      where log = ${log}::uuid and run = ${run}::uuid and seq < ${before}::int and seq > coalesce(
        ${since}::int,
        (select seq from events where log = ${log}::uuid and run <> ${run}::uuid and seq < ${before}::int
          order by seq desc limit 1),
        0)
      order by seq`),
  )
}

function badgeOwner(snapshot: Snapshot, text: string, at: number): string | null {
  const parsed = parseEvent(text)
  return parsed.kind === 'known' && parsed.event.type === 'scan'
    ? scannedBy(snapshot, parsed.event.data, at)
    : null
}

async function write(
  db: DistrictDb,
  log: string,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  const list = JSON.stringify(rows)
  // In the order of the log: there may be too many to be arguments of one call.
  const [first, last] = [Number(rows[0]?.seq), Number(rows.at(-1)?.seq)]
  await db.execute(sql`
    update events e set judged_at = r.at, judged_error_ms = r.error, person = r.new_person, day = r.new_day
    from json_to_recordset(${list}::json) as r(
      seq int, at bigint, error double precision, new_person text, new_day date)
    where e.log = ${log}::uuid and e.seq = r.seq
      and e.seq between ${first}::int and ${last}::int`)
  // What refers to an event stands under its day and person, also where it has none of them; each by the index.
  const places = [
    sql`e.day = r.day and e.person = r.person`,
    sql`e.day = r.day and e.person is null and r.person is null`,
  ]
  const withoutDay = sql`e.day is null and r.day is null and e.person is not distinct from r.person`
  for (const place of rows.some(({ day }) => day === null) ? [...places, withoutDay] : places) {
    await db.execute(sql`
      update events e set person = r.new_person, day = r.new_day
      from json_to_recordset(${list}::json) as r(
        id uuid, person text, day date, new_person text, new_day date)
      where e.ref = r.id and ${place}
        and (r.new_day is distinct from r.day or r.new_person is distinct from r.person)`)
  }
}
