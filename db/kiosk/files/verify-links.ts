import type Database from 'better-sqlite3'
import { chainHash } from '../../../core/log/chain.ts'
import type { Head } from '../../../core/log/head.ts'
import { sha256 } from '../../sha256.ts'

interface LinkRow {
  readonly seq: number
  readonly prev: string
  readonly hash: string
  readonly text: string
}

/**
 * Checks the last `count` links of the chain: number, previous hash, and hash of the text as stored.
 * @returns the sequence number of the first event that does not fit, or `null`
 */
export function findBrokenLink(client: Database.Database, count: number): number | null {
  const newest = Number(client.prepare('SELECT coalesce(max(seq), 0) FROM events').pluck().get())
  return findBrokenLinkBetween(client, Math.max(1, newest - count + 1), newest)
}

/** The same for the events from `first` to `last`; those that were dropped after their time are not looked for. */
export function findBrokenLinkBetween(client: Database.Database, first: number, last: number): number | null {
  const base = baseOf(client)
  let seq = Math.max(first, base.seq + 1)
  let previous = seq === base.seq + 1 ? base.hash : hashOf(client, seq - 1)
  const rows = client
    .prepare<[number, number], LinkRow>(
      'SELECT seq, prev, hash, text FROM events WHERE seq BETWEEN ? AND ? ORDER BY seq',
    )
    .iterate(seq, last)
  for (const row of rows) {
    if (row.seq !== seq || row.prev !== previous) return seq
    if (row.hash !== chainHash(sha256, row.prev, row.text)) return seq
    previous = row.hash
    seq++
  }
  return seq <= last ? seq : null
}

const hashOf = (client: Database.Database, seq: number): unknown =>
  client.prepare('SELECT hash FROM events WHERE seq = ?').pluck().get(seq)

/** What the first event that is still there is chained to; a log of an older version has nothing dropped. */
export function baseOf(client: Database.Database): Head {
  const canDrop = client.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'dropped'").get() !== undefined
  const dropped = canDrop ? client.prepare<[], Head>('SELECT seq, hash FROM dropped').get() : undefined
  if (dropped !== undefined) return dropped
  const genesis = client.prepare('SELECT genesis FROM log').pluck().get()
  return { seq: 0, hash: typeof genesis === 'string' ? genesis : '' }
}
