import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import { parseEvent } from '../../../core/log/event.ts'
import type { KioskRecords } from '../records/kiosk-records.ts'
import { earlier, pins, pinTries, receipts, settings } from '../records/schema.ts'
import type { TakenOver } from './log-store.ts'

/** Writes what a new log keeps of the one before besides events of its own; part of the transaction that begins it. */
export function takeOver(
  db: BetterSQLite3Database,
  records: KioskRecords,
  { directory, revokedAt, lastRun, rows, earlier: before }: TakenOver,
): void {
  if (directory !== null) records.saveDirectory(directory)
  if (revokedAt !== null) records.saveRevokedAt(revokedAt)
  if (lastRun !== null) records.saveLastRun({ run: lastRun.run, stopped: lastRun.stopped })
  for (const row of rows.pins) db.insert(pins).values(row).run()
  for (const row of rows.pinTries) db.insert(pinTries).values(row).run()
  for (const row of rows.settings) db.insert(settings).values(row).run()
  for (const row of rows.receipts) db.insert(receipts).values(row).run()
  for (const [i, { text, person }] of before.entries()) {
    const parsed = parseEvent(text)
    if (parsed.kind === 'malformed') continue
    const { id, run, type } = parsed.event
    db.insert(earlier)
      .values({ seq: -1 - i, id, run, type, person, text })
      .run()
  }
}
