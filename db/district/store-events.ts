import { sql } from 'drizzle-orm'
import { type DistrictDb, rowsOf } from './district-db.ts'
import type { EventRow, SeqAnchor } from './event-rows.ts'

export interface LogPlace {
  readonly log: string
  readonly device: string
  readonly point: string
}

/**
 * Appends rows in one statement. An event id that this device has already sent in an older log is kept for the
 * chain but not counted.
 * @returns the rows that count
 */
export async function storeEvents(
  db: DistrictDb,
  place: LogPlace,
  rows: readonly EventRow[],
): Promise<readonly EventRow[]> {
  const insert = (some: readonly EventRow[], repeats: boolean) => sql`
    insert into events
      (log, seq, id, device, run, type, at, up, judged_at, judged_error_ms, day, person, point, ref, repeats, text)
    select ${place.log}::uuid, seq, id, ${place.device}::uuid, run, type, at, up, judged_at, judged_error_ms,
      day, person, ${place.point}, ref, ${repeats}::boolean, text
    from json_to_recordset(${JSON.stringify(some)}::json) as r(
      seq int, id uuid, run uuid, type text, at bigint, up double precision, judged_at bigint,
      judged_error_ms double precision, day date, person text, ref uuid, text text)
    order by seq
    on conflict (id, device) where not repeats do nothing`
  const stored = rowsOf<{ seq: number }>(await db.execute(sql`${insert(rows, false)} returning seq`))
  if (stored.length === rows.length) return rows
  const counted = new Set(stored.map((row) => row.seq))
  const again = rows.filter((row) => !counted.has(row.seq))
  await db.execute(
    insert(
      again.map((row) => ({ ...row, day: null, person: null, ref: null })),
      true,
    ),
  )
  return rows.filter((row) => counted.has(row.seq))
}

/** Keeps the comparisons of a kiosk's clock that a batch brought. */
export async function storeAnchors(
  db: DistrictDb,
  log: string,
  anchors: readonly SeqAnchor[],
): Promise<void> {
  if (anchors.length === 0) return
  const rows = anchors.map(({ offsetMs, errorMs, ...anchor }) => ({
    ...anchor,
    offset_ms: offsetMs,
    error_ms: errorMs,
  }))
  await db.execute(sql`
    insert into clock_anchors (log, seq, run, up, at, offset_ms, error_ms)
    select ${log}::uuid, seq, run, up, at, offset_ms, error_ms
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(
      seq int, run uuid, up double precision, at bigint, offset_ms double precision, error_ms double precision)`)
}

/** The last comparison held of each of some runs of a log. */
export async function lastAnchors(
  db: DistrictDb,
  log: string,
  runs: readonly string[],
): Promise<readonly SeqAnchor[]> {
  return rowsOf<SeqAnchor>(
    await db.execute(sql`
      select distinct on (run) seq, run, up, at::float8 as at, offset_ms as "offsetMs", error_ms as "errorMs"
      from clock_anchors
      where log = ${log}::uuid and run in (select value::uuid from json_array_elements_text(${JSON.stringify(runs)}::json))
      order by run, seq desc`),
  )
}
