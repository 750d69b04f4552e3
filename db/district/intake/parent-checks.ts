import { sql } from 'drizzle-orm'
import type { SeqAnchor } from '../../../core/log/corrected-time.ts'
import type { EventData } from '../../../core/log/event.ts'
import { parseEvent } from '../../../core/log/event.ts'
import { type DistrictDb, rowsOf } from '../engine/district-db.ts'
import type { CheckedEvent } from './check-batch.ts'
import { anchorsOf } from './event-rows.ts'

/**
 * What a log that goes on from another one carried over was recorded in runs that the older one has compared with the
 * district's clock: those comparisons hold on, as if they stood before the first event.
 */
export async function parentChecks(
  db: DistrictDb,
  fresh: readonly CheckedEvent[],
): Promise<readonly SeqAnchor[]> {
  const first = fresh[0]?.event
  if (first?.type !== 'log-started') return []
  const { parent } = first.data as EventData<'log-started'>
  if (parent === null) return []
  const runs = JSON.stringify([...new Set(fresh.map(({ event }) => event.run))])
  const rows = rowsOf<{ text: string }>(
    await db.execute(sql`
      select text from events
      where log = ${parent.log}::uuid and type = 'clock-checked' and seq <= ${parent.seq}::int
        and run in (select value::uuid from json_array_elements_text(${runs}::json))
      order by seq`),
  )
  const held = rows.flatMap(({ text }): CheckedEvent[] => {
    const parsed = parseEvent(text)
    return parsed.kind === 'malformed' ? [] : [{ event: parsed.event, known: parsed.kind === 'known', text }]
  })
  return anchorsOf(held).map((anchor) => ({ ...anchor, seq: 0 }))
}

/** The log that a log goes on from as its first event says, `log:seq:hash`; `null`: none, or that event is not among these. */
export function parentOf(fresh: readonly CheckedEvent[]): string | null {
  const first = fresh[0]?.event
  if (first?.seq !== 1 || first.type !== 'log-started') return null
  const parent = (first.data as { parent: { log: string; seq: number; hash: string } | null }).parent
  return parent === null ? null : `${parent.log}:${parent.seq}:${parent.hash}`
}
