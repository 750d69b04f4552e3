import { eq, sql } from 'drizzle-orm'
import type { Head } from '../../../core/log/head.ts'
import { type DistrictDb, rowsOf } from '../engine/district-db.ts'
import { dropped } from '../schema/log.ts'

export type Dropped = typeof dropped.$inferSelect

/** The last event of a log that was dropped after its time; `null`: it is held from its beginning. */
export async function readDropped(db: DistrictDb, log: string): Promise<Head | null> {
  const [row] = await db
    .select({ seq: dropped.seq, hash: dropped.hash })
    .from(dropped)
    .where(eq(dropped.log, log))
  return row ?? null
}

/** The same of all logs, by log. A database older than that table has dropped nothing. */
export async function readAllDropped(db: DistrictDb): Promise<ReadonlyMap<string, Dropped>> {
  const [table] = rowsOf<{ there: boolean }>(
    await db.execute(sql`select to_regclass('public.dropped') is not null as there`),
  )
  if (table?.there !== true) return new Map()
  return new Map((await db.select().from(dropped)).map((row) => [row.log, row]))
}
