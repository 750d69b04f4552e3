import { and, eq, lte, sql } from 'drizzle-orm'
import { RULES_VERSION } from '../../../core/day/rules-version.ts'
import type { DroppedPart } from '../../../core/log/dropped.ts'
import type { PersonDate } from '../../../core/person-day/person-date.ts'
import { type Actor, audit } from '../accounts/audit.ts'
import { readDropped } from '../chain/dropped.ts'
import { followChain, genesisOf, type LogRow } from '../chain/verify-logs.ts'
import { readDays } from '../days/derive-days.ts'
import { dropOlder } from '../days/judged-anew.ts'
import { columnRows } from '../engine/column-rows.ts'
import { type DistrictDb, rowsOf } from '../engine/district-db.ts'
import { pointOn, type Snapshot } from '../organisation/snapshot.ts'
import { devices } from '../schema/devices.ts'
import { dropped, events, waitingReferences } from '../schema/log.ts'
import { type DropPlan, planDrop } from './plan-drop.ts'

/** Who drops what, and how it is said under the district's seal. */
export interface DropOrder {
  readonly snapshot: Snapshot
  /** Local date: only events of earlier days. */
  readonly before: string
  readonly who: Actor
  /** District time, UTC ms. */
  readonly now: number
  readonly seal: (part: DroppedPart) => Promise<string>
}

export type DroppedLog =
  | { readonly kind: 'dropped' | 'nothing'; readonly plan: DropPlan }
  /** The chain does not hold: nothing was dropped, so that it can be looked at. */
  | { readonly kind: 'broken'; readonly plan: DropPlan; readonly seq: number }

/**
 * Drops the oldest events of a log that may go, in one transaction that holds the kiosk's row: their days are settled as
 * they stand, the chain is followed from beginning to end, the hash of the last dropped event is kept under the district's
 * seal, and one audit row says so. Once more drops nothing.
 */
export function dropOldEvents(db: DistrictDb, held: LogRow, order: DropOrder): Promise<DroppedLog> {
  const { snapshot, before, who, now } = order
  const { log, device } = held
  return db.transaction(async (tx) => {
    await tx.select({ id: devices.id }).from(devices).where(eq(devices.id, device)).for('update')
    const head = await readHead(tx, held)
    const plan = await planDrop(tx, snapshot, head, before)
    const { from, upTo } = plan
    if (upTo < from) return { kind: 'nothing', plan }
    const start = (await readDropped(tx, log)) ?? { seq: 0, hash: genesisOf(head) }
    const gone = await followChain(tx, log, start, upTo)
    if (gone.kind === 'broken') return { kind: 'broken', plan, seq: gone.seq }
    const rest = await followChain(tx, log, { seq: upTo, hash: gone.hash }, head.seq)
    if (rest.kind === 'broken') return { kind: 'broken', plan, seq: rest.seq }
    if (rest.hash !== head.hash) return { kind: 'broken', plan, seq: head.seq }

    await settle(tx, snapshot, plan.days, now)
    await dropOlder(tx, plan.days)
    await tx
      .delete(waitingReferences)
      .where(and(eq(waitingReferences.log, log), lte(waitingReferences.seq, upTo)))
    await tx.delete(events).where(and(eq(events.log, log), lte(events.seq, upTo)))
    const { hash } = gone
    const part = { v: 1, log, seq: upTo, hash, at: now, by: who.username, before } as const
    const row = { seq: upTo, hash, at: now, droppedBy: who.username, sealed: await order.seal(part) }
    await tx
      .insert(dropped)
      .values({ log, ...row })
      .onConflictDoUpdate({ target: dropped.log, set: row })
    await audit(tx, who, now, {
      action: 'events.drop',
      subject: `kiosk:${device}`,
      detail: { log, from, upTo, hash, before },
    })
    return { kind: 'dropped', plan }
  })
}

/** How far the log is held now that nobody appends to it. */
async function readHead(tx: DistrictDb, held: LogRow): Promise<LogRow> {
  const [row] = rowsOf<{ seq: number; hash: string }>(
    await tx.execute(
      sql`select have_seq::int as seq, have_hash as hash from logs where id = ${held.log}::uuid`,
    ),
  )
  return { ...held, ...row }
}

/** Keeps days for good as they stand: nothing will be left to judge them by. */
async function settle(
  tx: DistrictDb,
  snapshot: Snapshot,
  days: readonly PersonDate[],
  now: number,
): Promise<void> {
  for (const month of Map.groupBy(days, ({ date }) => date.slice(0, 7)).values()) {
    const judged = await readDays(tx, snapshot, month, now)
    const rows = month.flatMap(({ person, date }, index) => {
      const point = pointOn(snapshot, person, date)
      const day = judged[index]
      return point === null || !day ? [] : [{ date, person, point, result: JSON.stringify(day) }]
    })
    if (rows.length === 0) continue
    await tx.execute(sql`
      insert into day_results (day, person, point, final, rules_version, judged_by, result, settled)
      select date, person, point, true, ${snapshot.rulesVersion}::bigint, ${RULES_VERSION}::int, result, true
      from ${columnRows(rows, { date: 'date', person: 'text', point: 'text', result: 'json' })} as r
      on conflict (day, person) do update set
        point = excluded.point, final = true, rules_version = excluded.rules_version, judged_by = excluded.judged_by,
        result = excluded.result, settled = true
      where not day_results.settled`)
  }
}
