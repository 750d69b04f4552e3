import { and, eq, sql } from 'drizzle-orm'
import type { PersonDate } from '../../../core/person-day/person-date.ts'
import { dateKey } from '../days/day-facts.ts'
import { type DistrictDb, rowsOf } from '../engine/district-db.ts'
import { events, waitingReferences } from '../schema/log.ts'
import type { EventRow } from './event-rows.ts'

export interface ResolvedRows {
  readonly rows: readonly EventRow[]
  /** Those whose target is not held: another kiosk has not sent it yet. */
  readonly waiting: readonly EventRow[]
}

/**
 * Gives what refers to another event (an intent, an annulment) that event's person and day. What it refers to
 * may be in the same batch, held already, or still on its way from another kiosk.
 */
export async function resolveReferences(db: DistrictDb, rows: readonly EventRow[]): Promise<ResolvedRows> {
  if (!rows.some((row) => row.ref !== null)) return { rows, waiting: [] }
  const targets = new Map<string, { person: string | null; day: string | null }>()
  for (const row of rows) if (row.ref === null) targets.set(row.id, row)
  const elsewhere = rows.flatMap((row) => (row.ref !== null && !targets.has(row.ref) ? [row.ref] : []))
  if (elsewhere.length > 0) {
    const held = rowsOf<{ id: string; person: string | null; day: string | null }>(
      await db.execute(sql`
        select id, person, day::text as day from events
        where id = any(array(select value::uuid from json_array_elements_text(${JSON.stringify(elsewhere)}::json)))
          and not repeats`),
    )
    for (const row of held) targets.set(row.id, row)
  }
  const waiting: EventRow[] = []
  const resolved = rows.map((row) => {
    if (row.ref === null) return row
    const target = targets.get(row.ref)
    if (target !== undefined) return { ...row, person: target.person, day: target.day }
    waiting.push(row)
    return row
  })
  return { rows: resolved, waiting }
}

/** Remembers what waits for an event of another kiosk. */
export async function keepWaiting(db: DistrictDb, log: string, waiting: readonly EventRow[]): Promise<void> {
  const rows = waiting.flatMap(({ ref, seq }) => (ref === null ? [] : [{ ref, log, seq }]))
  if (rows.length > 0) await db.insert(waitingReferences).values(rows)
}

/**
 * Joins events that were waiting for one that has just been stored.
 * @returns the days concerned
 */
export async function joinWaiting(
  db: DistrictDb,
  stored: readonly EventRow[],
): Promise<readonly PersonDate[]> {
  const ids = stored.flatMap((row) => (row.ref === null ? [row.id] : []))
  if (ids.length === 0) return []
  const found = rowsOf<{ ref: string; log: string; seq: number }>(
    await db.execute(sql`
      delete from waiting_references
      where ref in (select value::uuid from json_array_elements_text(${JSON.stringify(ids)}::json))
      returning ref, log, seq`),
  )
  if (found.length === 0) return []
  const targets = new Map(stored.map((row) => [row.id, row]))
  const joined = found.map((row) => {
    const target = targets.get(row.ref)
    return { ...row, person: target?.person ?? null, day: target?.day ?? null }
  })
  for (const { log, seq, person, day } of joined) {
    await db
      .update(events)
      .set({ person, day })
      .where(and(eq(events.log, log), eq(events.seq, seq)))
  }
  return joined.flatMap(({ person, day }) => (person === null || day === null ? [] : [{ person, date: day }]))
}

export const distinctDates = (days: readonly PersonDate[]): PersonDate[] => [
  ...new Map(days.map((day) => [dateKey(day.date, day.person), day])).values(),
]
