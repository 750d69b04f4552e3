import { sql } from 'drizzle-orm'
import type { SeqAnchor } from '../../../core/log/corrected-time.ts'
import type { PersonDate } from '../../../core/person-day/person-date.ts'
import { forgetDays } from '../days/derive-days.ts'
import { columnRows } from '../engine/column-rows.ts'
import { type DistrictDb, keepsPlan, rowsOf } from '../engine/district-db.ts'
import type { DayTaken, Lately } from '../schema/log.ts'
import type { EventRow } from './event-rows.ts'

export interface LogPlace {
  readonly log: string
  readonly device: string
  readonly point: string
}

/** How far a log is held, once a batch is stored. */
export interface LogEnd {
  readonly haveSeq: number
  readonly haveHash: string
  readonly haveRun: string
  readonly parent: string | null
  /** Corrected time of the first event, and the district's when it came; only of a log that is new. */
  readonly startedAt: number
  readonly arrivedAt: number
  readonly completeTo: number | null
  readonly lastCheck: SeqAnchor | null
  readonly lately: Lately | null
  readonly taken: DayTaken | null
}

/**
 * Appends rows and moves the log's end in one statement; `forget` are kept days that are judged later instead. An event
 * id that this device has already sent (in an older log) is kept for the chain but not counted; that is rare, and looked
 * for only when asked to be careful.
 * @returns the rows that count
 */
export async function storeEvents(
  db: DistrictDb,
  place: LogPlace,
  rows: readonly EventRow[],
  how: { readonly end: LogEnd; readonly forget: readonly PersonDate[]; readonly careful: boolean },
): Promise<readonly EventRow[]> {
  const { end, forget, careful } = how
  if (!careful) {
    await db.execute(sql`${keepsPlan}
      with stored as (${insertRows(place, rows, false)}) ${moveEnd(place, end)}`)
    await forgetDays(db, forget)
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
  await db.execute(moveEnd(place, end))
  await forgetDays(db, forget)
  return rows.filter((row) => counted.has(row.seq))
}

/** Moves a log's end where nothing is stored; never back. */
export async function moveLogEnd(db: DistrictDb, place: LogPlace, end: LogEnd): Promise<void> {
  await db.execute(moveEnd(place, end))
}

const moveEnd = ({ log, device }: LogPlace, end: LogEnd) => sql`
  insert into logs
    (id, device, have_seq, have_hash, have_run, parent, started_at, arrived_at, complete_to, last_check, lately, taken)
  values (${log}::uuid, ${device}::uuid, ${end.haveSeq}::int, ${end.haveHash}::text, ${end.haveRun}::uuid,
    ${end.parent}::text, ${end.startedAt}::bigint, ${end.arrivedAt}::bigint, ${end.completeTo}::bigint,
    ${jsonOf(end.lastCheck)}::json, ${jsonOf(end.lately)}::json, ${jsonOf(end.taken)}::json)
  on conflict (id) do update set have_seq = excluded.have_seq, have_hash = excluded.have_hash,
    have_run = excluded.have_run, complete_to = excluded.complete_to, last_check = excluded.last_check,
    lately = excluded.lately, taken = excluded.taken
  where logs.have_seq <= excluded.have_seq`

const jsonOf = (value: object | null): string | null => (value === null ? null : JSON.stringify(value))

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
