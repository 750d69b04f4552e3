import { sql } from 'drizzle-orm'
import type { Out } from '../../../core/district/person-month-api.ts'
import { type EventData, parseEvent } from '../../../core/log/event.ts'
import type { PersonDate } from '../../../core/person-day/person-date.ts'
import { dateKey } from '../days/day-facts.ts'
import { columnRows } from '../engine/column-rows.ts'
import { type DistrictDb, rowsOf } from '../engine/district-db.ts'

interface Row {
  readonly day: string
  readonly person: string
  readonly type: string
  readonly at: number
  readonly id: string
  readonly ref: string | null
  readonly text: string
}

/**
 * What people said each time they left: for what, and when they would be back.
 * @returns by `dateKey`, in the order of time
 */
export async function readOuts(
  db: DistrictDb,
  wanted: readonly PersonDate[],
): Promise<ReadonlyMap<string, readonly Out[]>> {
  if (wanted.length === 0) return new Map()
  const rows = rowsOf<Row>(
    await db.execute(sql`
      select e.day::text as day, e.person, e.type, e.judged_at::float8 as at, e.id::text as id, e.ref::text as ref, e.text
      from ${columnRows(wanted, { date: 'date', person: 'text' })} as w
      join events e on e.day = w.date and e.person = w.person
      where not e.repeats and e.type in ('scan', 'sign-in', 'intent', 'annul')
      order by e.judged_at, e.log, e.seq`),
  )
  const annulled = new Set(rows.flatMap(({ type, ref }) => (type === 'annul' && ref !== null ? [ref] : [])))
  const standing = rows.filter(({ id, type }) => type !== 'annul' && !annulled.has(id))
  const said = new Map(
    standing.flatMap((row) =>
      row.type === 'intent' && row.ref !== null ? [[row.ref, dataOf<'intent'>(row)?.intent] as const] : [],
    ),
  )
  const outs = new Map<string, Out[]>()
  for (const row of standing) {
    if (row.type === 'intent') continue
    const data = dataOf<'scan'>(row)
    const kind = said.get(row.id) ?? data?.intent
    if (kind !== 'out-duty' && kind !== 'out-private') continue
    const { purpose = null, backAt = null } = data ?? {}
    const key = dateKey(row.day, row.person)
    outs.set(key, [...(outs.get(key) ?? []), { since: row.at, kind, purpose, backAt }])
  }
  return outs
}

function dataOf<T extends 'scan' | 'intent'>(row: Row): EventData<T> | null {
  const parsed = parseEvent(row.text)
  return parsed.kind === 'known' ? (parsed.event.data as EventData<T>) : null
}
