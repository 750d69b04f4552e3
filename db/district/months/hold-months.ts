import { sql } from 'drizzle-orm'
import type { DistrictDb } from '../engine/district-db.ts'

/**
 * Holds months of points until the transaction ends: `alone` for whoever closes or opens one, `together` for those who
 * change what it rests on. What is read after this stands until the end, so it must be the first statement of a
 * decision: in READ COMMITTED a statement does not see what was committed while it waited.
 */
export async function holdMonths(
  tx: DistrictDb,
  how: 'alone' | 'together',
  places: readonly { readonly point: string; readonly month: string }[],
): Promise<void> {
  // One order for everybody, so that nobody waits in a circle.
  const keys = [...new Set(places.map(({ point, month }) => `month ${month} ${point}`))].sort()
  for (const key of keys) {
    const place = sql`hashtextextended(${key}, 0)`
    await tx.execute(
      how === 'alone'
        ? sql`select pg_advisory_xact_lock(${place})`
        : sql`select pg_advisory_xact_lock_shared(${place})`,
    )
  }
}
