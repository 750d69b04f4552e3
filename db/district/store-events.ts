import { and, desc, eq, sql } from 'drizzle-orm'
import { columnRows } from './column-rows.ts'
import { type DistrictDb, rowsOf } from './district-db.ts'
import type { EventRow, SeqAnchor } from './event-rows.ts'
import { clockAnchors } from './schema/log.ts'

export interface LogPlace {
  readonly log: string
  readonly device: string
  readonly point: string
}

const UNIQUE_VIOLATION = '23505'

/**
 * Appends rows in one statement. An event id that this device has already sent (in an older log) is kept for the
 * chain but not counted; that is rare, so it is only looked for when the plain insert runs into it.
 * @returns the rows that count
 */
export async function storeEvents(
  db: DistrictDb,
  place: LogPlace,
  rows: readonly EventRow[],
): Promise<readonly EventRow[]> {
  try {
    await db.transaction(async (savepoint) => {
      await savepoint.execute(insertRows(place, rows, false))
    })
    return rows
  } catch (error) {
    if ((error as { cause?: { code?: string } }).cause?.code !== UNIQUE_VIOLATION) throw error
  }
  const stored = rowsOf<{ seq: number }>(
    await db.execute(sql`
      ${insertRows(place, rows, false)} on conflict (id, device) where not repeats do nothing returning seq`),
  )
  const counted = new Set(stored.map((row) => row.seq))
  const again = rows.filter((row) => !counted.has(row.seq))
  const uncounted = again.map((row) => ({ ...row, day: null, person: null, ref: null }))
  await db.execute(insertRows(place, uncounted, true))
  return rows.filter((row) => counted.has(row.seq))
}

const EVENT_COLUMNS = {
  seq: 'int',
  id: 'uuid',
  run: 'uuid',
  type: 'text',
  at: 'bigint',
  up: 'double precision',
  judged_at: 'bigint',
  judged_error_ms: 'double precision',
  day: 'date',
  person: 'text',
  ref: 'uuid',
  text: 'text',
} as const

const insertRows = (place: LogPlace, rows: readonly EventRow[], repeats: boolean) => sql`
  insert into events
    (log, seq, id, device, run, type, at, up, judged_at, judged_error_ms, day, person, point, ref, repeats, text)
  select ${place.log}::uuid, seq, id, ${place.device}::uuid, run, type, at, up, judged_at, judged_error_ms,
    day, person, ${place.point}::text, ref, ${repeats}::boolean, text
  from ${columnRows(rows, EVENT_COLUMNS)} as r`

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

/** The last comparison held of a run. */
export async function lastAnchor(db: DistrictDb, log: string, run: string): Promise<SeqAnchor | null> {
  const [row] = await db
    .select()
    .from(clockAnchors)
    .where(and(eq(clockAnchors.log, log), eq(clockAnchors.run, run)))
    .orderBy(desc(clockAnchors.seq))
    .limit(1)
  return row ?? null
}
