import { and, desc, eq, sql } from 'drizzle-orm'
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import { receipts } from './schema.ts'

/** A month of a busy counter. */
const KEPT = 5_000

export type KeptReceipt = typeof receipts.$inferSelect

/** What the district signed to hold, as it came: a district that forgets is shown its own word. */
export interface ReceiptRecords {
  keep(receipt: KeptReceipt): void
  /** The receipt of a log that names most of it. */
  highest(log: string): KeptReceipt | null
  /** All that are kept of a log, by number. */
  of(log: string): readonly KeptReceipt[]
}

export function prepareReceiptRecords(db: BetterSQLite3Database): ReceiptRecords {
  return {
    keep(receipt) {
      const { log, seq, ...rest } = receipt
      db.insert(receipts)
        .values(receipt)
        .onConflictDoUpdate({ target: [receipts.log, receipts.seq], set: rest })
        .run()
      db.delete(receipts)
        .where(
          and(
            eq(receipts.log, log),
            sql`rowid <= (SELECT max(rowid) FROM receipts) - ${KEPT}`,
            sql`seq < ${seq}`,
          ),
        )
        .run()
    },
    highest: (log) =>
      db.select().from(receipts).where(eq(receipts.log, log)).orderBy(desc(receipts.seq)).limit(1).get() ??
      null,
    of: (log) => db.select().from(receipts).where(eq(receipts.log, log)).orderBy(receipts.seq).all(),
  }
}
