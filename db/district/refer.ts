import { sql } from 'drizzle-orm'
import { dateKey, type PersonDate } from './day-facts.ts'
import { type DistrictDb, rowsOf } from './district-db.ts'
import type { EventRow } from './event-rows.ts'

/**
 * Gives what refers to another event (an intent, an annulment) that event's person and day. What it refers to
 * may be in the same batch, held already, or still on its way from another kiosk.
 */
export async function resolveReferences(db: DistrictDb, rows: readonly EventRow[]): Promise<EventRow[]> {
  if (!rows.some((row) => row.ref !== null)) return [...rows]
  const targets = new Map<string, { person: string | null; day: string | null }>()
  for (const row of rows) if (row.ref === null) targets.set(row.id, row)
  const elsewhere = rows.flatMap((row) => (row.ref !== null && !targets.has(row.ref) ? [row.ref] : []))
  if (elsewhere.length > 0) {
    const held = rowsOf<{ id: string; person: string | null; day: string | null }>(
      await db.execute(sql`
        select id, person, day::text as day from events
        where id in (select value::uuid from json_array_elements_text(${JSON.stringify(elsewhere)}::json)) and not repeats`),
    )
    for (const row of held) targets.set(row.id, row)
  }
  return rows.map((row) => {
    const target = row.ref === null ? undefined : targets.get(row.ref)
    return target === undefined ? row : { ...row, person: target.person, day: target.day }
  })
}

/**
 * Joins events that were waiting for one that has just been stored.
 * @returns the days concerned
 */
export async function joinWaiting(
  db: DistrictDb,
  stored: readonly EventRow[],
): Promise<readonly PersonDate[]> {
  const ids = stored.flatMap((row) => (row.person !== null && row.ref === null ? [row.id] : []))
  if (ids.length === 0) return []
  return rowsOf<PersonDate>(
    await db.execute(sql`
      update events e set person = target.person, day = target.day
      from json_array_elements_text(${JSON.stringify(ids)}::json) as stored, events target
      where e.ref = stored.value::uuid and e.ref is not null and e.person is null
        and target.id = e.ref and not target.repeats
      returning e.person, e.day::text as date`),
  )
}

export const distinctDates = (days: readonly PersonDate[]): PersonDate[] => [
  ...new Map(days.map((day) => [dateKey(day.date, day.person), day])).values(),
]
