import type Database from 'better-sqlite3'
import { asc, between, eq } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { chainHash } from '../../core/log/chain.ts'
import { events, log } from './schema.ts'
import { sha256 } from './sha256.ts'

/**
 * Checks the last `count` links of the chain: number, previous hash, and hash of the text as stored.
 * @returns the sequence number of the first event that does not fit, or `null`
 */
export function findBrokenLink(client: Database.Database, count: number): number | null {
  const newest = Number(client.prepare('SELECT coalesce(max(seq), 0) FROM events').pluck().get())
  return findBrokenLinkBetween(client, Math.max(1, newest - count + 1), newest)
}

/** The same for the events from `first` to `last`. */
export function findBrokenLinkBetween(client: Database.Database, first: number, last: number): number | null {
  const db = drizzle(client)
  const genesis = db.select({ genesis: log.genesis }).from(log).get()?.genesis
  let previous =
    first === 1
      ? genesis
      : db
          .select({ hash: events.hash })
          .from(events)
          .where(eq(events.seq, first - 1))
          .get()?.hash
  const rows = db
    .select({ seq: events.seq, prev: events.prev, hash: events.hash, text: events.text })
    .from(events)
    .where(between(events.seq, first, last))
    .orderBy(asc(events.seq))
    .all()
  let seq = first
  for (const row of rows) {
    if (row.seq !== seq || row.prev !== previous) return seq
    if (row.hash !== chainHash(sha256, row.prev, row.text)) return seq
    previous = row.hash
    seq++
  }
  return null
}
