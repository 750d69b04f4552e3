import { sql } from 'drizzle-orm'
import type { LiveChange } from '../../../core/district/presence-api.ts'
import type { DistrictDb } from './district-db.ts'

/** The channel on which servers that share a database tell each other what changed. */
export const LIVE_CHANNEL = 'giogiac_live'

/**
 * Tells every server to look again whether somebody's open news may go on; within a transaction, when it is committed.
 * @param who user name, or `token:…`
 */
export async function tellToLookAgain(db: DistrictDb, who: string): Promise<void> {
  await db.execute(sql`select pg_notify(${LIVE_CHANNEL}, ${JSON.stringify({ lookAgain: who })})`)
}

/** Tells every server that listens, this one too; within a transaction, when it is committed. */
export async function tellChanges(db: DistrictDb, changes: readonly LiveChange[]): Promise<void> {
  if (changes.length === 0) return
  await db.execute(
    sql`select pg_notify(${LIVE_CHANNEL}, change::text) from json_array_elements(${JSON.stringify(changes)}::json) as change`,
  )
}
