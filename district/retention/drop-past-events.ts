import { droppedClaims } from '../../core/log/dropped.ts'
import { seal } from '../../core/log/seal.ts'
import { localDateOf } from '../../core/time.ts'
import { type Actor, COMMAND_LINE } from '../../db/district/accounts/audit.ts'
import { readHeads } from '../../db/district/chain/verify-logs.ts'
import type { DistrictDb } from '../../db/district/engine/district-db.ts'
import { createSnapshots } from '../../db/district/organisation/read-snapshot.ts'
import { type DroppedLog, dropOldEvents } from '../../db/district/retention/drop-old-events.ts'
import { planDrop } from '../../db/district/retention/plan-drop.ts'
import type { DistrictKey } from '../context/district-keys.ts'
import { monthsBefore } from '../context/months-before.ts'

/** What becomes of one log, or would. */
export type PastEvents = DroppedLog | { readonly kind: 'planned'; readonly plan: DroppedLog['plan'] }

/** The first day of the oldest month that is kept: months are dropped whole. @param today local date */
export const keptFrom = (today: string, months: number): string =>
  `${monthsBefore(today, months).slice(0, 7)}-01`

/**
 * Drops the events of every log that are past their period, log by log, each in its own transaction.
 * @param key the district's, which seals where each log goes on; `null`: only says what would go
 * @param now district time, UTC ms
 */
export async function* dropPastEvents(
  db: DistrictDb,
  keepMonths: number,
  key: DistrictKey | null,
  now: number,
  who: Actor = COMMAND_LINE,
): AsyncGenerator<PastEvents> {
  const snapshot = await createSnapshots().current(db)
  const before = keptFrom(localDateOf(now, snapshot.book.zone), keepMonths)
  for (const held of await readHeads(db)) {
    if (key === null) {
      yield { kind: 'planned', plan: await planDrop(db, snapshot, held, before) }
      continue
    }
    const { privateKey, publicKey } = key
    yield await dropOldEvents(db, held, {
      snapshot,
      before,
      who,
      now,
      seal: (part) => seal(privateKey, droppedClaims(publicKey), JSON.stringify(part)),
    })
  }
}
