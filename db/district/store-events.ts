import { sql } from 'drizzle-orm'
import { columnRows } from './column-rows.ts'
import { type DistrictDb, rowsOf } from './district-db.ts'
import type { EventRow } from './event-rows.ts'

export interface LogPlace {
  readonly log: string
  readonly device: string
  readonly point: string
}

/**
 * Appends rows in one statement. An event id that this device has already sent (in an older log) is kept for the
 * chain but not counted; that is rare, and looked for only when asked to be careful.
 * @returns the rows that count
 */
export async function storeEvents(
  db: DistrictDb,
  place: LogPlace,
  rows: readonly EventRow[],
  careful: boolean,
): Promise<readonly EventRow[]> {
  if (!careful) {
    await db.execute(insertRows(place, rows, false))
    return rows
  }
  const stored = rowsOf<{ seq: number }>(
    await db.execute(sql`
      ${insertRows(place, rows, false)} on conflict (id, device) where not repeats do nothing returning seq`),
  )
  const counted = new Set(stored.map((row) => row.seq))
  const again = rows.filter((row) => !counted.has(row.seq))
  const uncounted = again.map((row) => ({ ...row, day: null, person: null, ref: null }))
  if (again.length > 0) await db.execute(insertRows(place, uncounted, true))
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
