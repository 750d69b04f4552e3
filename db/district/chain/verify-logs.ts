import { sql } from 'drizzle-orm'
import { chainHash, genesisHash, type LogOrigin } from '../../../core/log/chain.ts'
import type { Head } from '../../../core/log/head.ts'
import { sha256 } from '../../sha256.ts'
import type { DistrictDb } from '../engine/district-db.ts'
import { rowsOf } from '../engine/district-db.ts'
import { readAllDropped } from './dropped.ts'

const ROWS_AT_ONCE = 2_000

export interface LogHead {
  readonly log: string
  readonly seq: number
  readonly hash: string
}
export type LogsVerified =
  | { readonly kind: 'whole'; readonly events: number; readonly heads: readonly LogHead[] }
  /** The chain of this log does not lead from its beginning to the head that the district acknowledged. */
  | { readonly kind: 'broken'; readonly log: string; readonly seq: number }

export interface LogRow extends LogHead {
  readonly device: string
  /** Of the device. */
  readonly name: string
  readonly publicKey: string
  readonly parent: string | null
}

const parentOf = (text: string | null): LogOrigin['parent'] => {
  if (text === null) return null
  const [log = '', seq, parentHash = ''] = text.split(':')
  return { log, seq: Number(seq), hash: parentHash }
}

/** What the district acknowledged of each log, by the log's id. */
export async function readHeads(tx: DistrictDb): Promise<LogRow[]> {
  return [
    ...rowsOf<LogRow>(
      await tx.execute(sql`
        select l.id::text as log, l.have_seq::int as seq, l.have_hash as hash, l.device::text as device, d.name,
          d.public_key as "publicKey", l.parent
        from logs l join devices d on d.id = l.device order by l.id`),
    ),
  ]
}

/** Follows the chain of every log from where it is held to the head that was acknowledged. In a transaction. */
export async function verifyLogs(tx: DistrictDb): Promise<LogsVerified> {
  const heads = await readHeads(tx)
  const dropped = await readAllDropped(tx)
  let events = 0
  for (const head of heads) {
    const from = dropped.get(head.log) ?? { seq: 0, hash: genesisOf(head) }
    const followed = await followChain(tx, head.log, from, head.seq)
    if (followed.kind === 'broken') return { ...followed, log: head.log }
    if (followed.hash !== head.hash) return { kind: 'broken', log: head.log, seq: head.seq }
    events += head.seq - from.seq
  }
  return { kind: 'whole', events, heads: heads.map(({ log, seq, hash: own }) => ({ log, seq, hash: own })) }
}

/** What the first event of a log is chained to. */
export const genesisOf = ({ log, device, publicKey, parent }: LogRow): string =>
  genesisHash(sha256, { log, device, publicKey, parent: parentOf(parent) })

/** Follows the chain of one log from after an event to another. @returns the hash there, or the first that is missing */
export async function followChain(
  tx: DistrictDb,
  log: string,
  from: Head,
  to: number,
): Promise<
  { readonly kind: 'whole'; readonly hash: string } | { readonly kind: 'broken'; readonly seq: number }
> {
  let chained = from.hash
  let seq = from.seq
  while (seq < to) {
    const rows = rowsOf<{ seq: number; text: string }>(
      await tx.execute(sql`
        select seq::int, text from events where log = ${log}::uuid and seq > ${seq} and seq <= ${to}
        order by seq limit ${ROWS_AT_ONCE}`),
    )
    if (rows.length === 0) return { kind: 'broken', seq: seq + 1 }
    for (const row of rows) {
      if (row.seq !== seq + 1) return { kind: 'broken', seq: seq + 1 }
      chained = chainHash(sha256, chained, row.text)
      seq = row.seq
    }
  }
  return { kind: 'whole', hash: chained }
}
