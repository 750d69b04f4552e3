import { and, desc, eq, gt, lte } from 'drizzle-orm'
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import { dropped, events } from './schema.ts'

const ONE = 1

/**
 * Drops the oldest events up to `seq`, `most` at once, inside a transaction; the triggers see to it that nothing goes
 * that the district has not acknowledged. The hash of the last one stays: the log is checked from there.
 * @returns how many were dropped
 */
export function dropOldEvents(db: BetterSQLite3Database, seq: number, most: number): number {
  const before = db.select().from(dropped).where(eq(dropped.one, ONE)).get()
  const first = before?.seq ?? 0
  const upTo = Math.min(seq, first + most)
  if (upTo <= first) return 0
  const last = db
    .select({ seq: events.seq, hash: events.hash })
    .from(events)
    .where(and(gt(events.seq, first), lte(events.seq, upTo)))
    .orderBy(desc(events.seq))
    .limit(1)
    .get()
  if (last === undefined) return 0
  const row = { one: ONE, ...last }
  if (before === undefined) db.insert(dropped).values(row).run()
  else db.update(dropped).set(last).where(eq(dropped.one, ONE)).run()
  return db.delete(events).where(lte(events.seq, last.seq)).run().changes
}
