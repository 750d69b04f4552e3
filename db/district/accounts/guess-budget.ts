import { createHash } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import type { DistrictDb } from '../engine/district-db.ts'
import { failedAttempts } from '../schema/accounts.ts'

export const GUESS_WINDOW_MS = 15 * 60_000
/** What is counted longest is counted for an hour. */
const KEPT_MS = 3_600_000
const PURGED_AT_ONCE = 200

/** One key for what is counted; nothing that a stranger typed stands in it, and no two lists share one. */
export const budgetKey = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url')

/**
 * Counts one more and says the how manieth it is, in one statement: of many at once everybody is told another number.
 * Kept in the database, so that neither a restart nor a second server forgives anything.
 * @param windowMs a count begins anew so long after it began
 */
export async function countUp(
  db: DistrictDb,
  key: string,
  windowMs: number,
  now: number,
): Promise<{ readonly count: number; readonly since: number }> {
  const { since, count } = failedAttempts
  const over = sql`(${since} <= ${now - windowMs} or ${since} > ${now + windowMs})`
  const [row] = await db
    .insert(failedAttempts)
    .values({ key, count: 1, since: now })
    .onConflictDoUpdate({
      target: failedAttempts.key,
      set: {
        count: sql`case when ${over} then 1 else ${count} + 1 end`,
        since: sql`case when ${over} then ${now} else ${since} end`,
      },
    })
    .returning({ count, since })
  if (row === undefined) throw new Error('a count was not kept')
  if (row.count === 1) await purge(db, now)
  return row
}

/** Strangers choose what is counted: what is over goes whenever a new count begins. */
async function purge(db: DistrictDb, now: number): Promise<void> {
  await db.execute(sql`
    delete from ${failedAttempts} where key in (
      select key from ${failedAttempts} where since <= ${now - KEPT_MS}
      limit ${PURGED_AT_ONCE} for update skip locked)`)
}

/** Takes one guess of a budget, before it is looked at. @returns how long to wait, ms; 0: look at it */
export async function takeFrom(
  db: DistrictDb,
  key: string,
  most: number,
  now: number,
): Promise<{ readonly count: number; readonly waitMs: number }> {
  const { count, since } = await countUp(db, key, GUESS_WINDOW_MS, now)
  return { count, waitMs: count > most ? Math.max(1, since + GUESS_WINDOW_MS - now) : 0 }
}

/** It was no guess after all. */
export async function giveBack(db: DistrictDb, key: string): Promise<void> {
  await db.execute(sql`update ${failedAttempts} set count = count - 1 where key = ${key} and count > 0`)
}

export async function forgetCount(db: DistrictDb, key: string): Promise<void> {
  await db.delete(failedAttempts).where(eq(failedAttempts.key, key))
}
