import { sql } from 'drizzle-orm'
import { type EventData, parseEvent } from '../../../core/log/event.ts'
import { showText } from '../../../core/names.ts'
import type { DistrictDb } from '../engine/district-db.ts'
import { excuseRequests } from '../schema/log.ts'
import type { EventRow } from './event-rows.ts'

/**
 * Keeps the excuses that were asked for at a kiosk until somebody decides about them; one that was annulled before
 * that is withdrawn, whichever of the two arrives first.
 * @param rows that count, with what refers to them joined
 */
export async function keepExcuseRequests(
  tx: DistrictDb,
  place: { readonly device: string; readonly point: string },
  rows: readonly EventRow[],
): Promise<void> {
  const asked = rows.flatMap((row) => {
    const data = row.type === 'excuse-requested' && row.person !== null ? dataOf(row.text) : null
    return data === null ? [] : [requestOf(place, row, data)]
  })
  if (asked.length > 0) {
    await tx.insert(excuseRequests).values(asked).onConflictDoNothing({ target: excuseRequests.id })
  }
  const concerned = [
    ...asked.map(({ id }) => id),
    ...rows.flatMap((row) => (row.type === 'annul' && row.ref !== null ? [row.ref] : [])),
  ]
  if (concerned.length === 0) return
  // By the day of the request: an annulment counts for the day of what it annuls.
  await tx.execute(sql`
    update excuse_requests r set state = 'withdrawn'
    from events target, events annulment
    where r.id in (select value::uuid from json_array_elements_text(${JSON.stringify(concerned)}::json))
      and r.state = 'waiting' and target.id = r.id and target.device = r.device and not target.repeats
      and annulment.day = target.day and annulment.person = target.person
      and annulment.ref = r.id and annulment.type = 'annul' and not annulment.repeats`)
}

function dataOf(text: string): EventData<'excuse-requested'> | null {
  const parsed = parseEvent(text)
  return parsed.kind === 'known' && parsed.event.type === 'excuse-requested' ? parsed.event.data : null
}

const requestOf = (
  { device, point }: { readonly device: string; readonly point: string },
  row: EventRow,
  { staff, from, to, code, document, reason, by }: EventData<'excuse-requested'>,
) => ({
  id: row.id,
  device,
  person: staff,
  point,
  from,
  to,
  code,
  // What a kiosk wrote is kept in its event as it came; these are for people, and a NUL would be refused.
  document: showText(document),
  reason: showText(reason),
  requestedBy: by,
  requestedAt: row.judged_at,
  state: 'waiting' as const,
})
