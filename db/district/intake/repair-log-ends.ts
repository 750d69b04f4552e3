import { sql } from 'drizzle-orm'
import { followChain } from '../chain/verify-logs.ts'
import { type DistrictDb, rowsOf } from '../engine/district-db.ts'

export interface RepairedEnd {
  readonly log: string
  readonly from: number
  readonly to: number
}

/**
 * Puts right the ends of logs that hold more than they say: an earlier version could move an end back when an old file
 * was taken beside a new batch, and every later batch then collided with what is held. Only where the chain leads from
 * the end as it stands, without a gap, to the last event held. Looks at one index entry a log, so it may run at every start.
 */
export async function repairLogEnds(
  db: DistrictDb,
  newChallenge: () => string,
): Promise<readonly RepairedEnd[]> {
  const behind = rowsOf<{ log: string }>(
    await db.execute(sql`
      select l.id::text as log from logs l
      where exists (select from events e where e.log = l.id and e.seq > l.have_seq)`),
  )
  const repaired: RepairedEnd[] = []
  for (const { log } of behind) {
    const done = await db.transaction((tx) => repairOne(tx, log, newChallenge()))
    if (done !== null) repaired.push(done)
  }
  return repaired
}

async function repairOne(tx: DistrictDb, log: string, challenge: string): Promise<RepairedEnd | null> {
  // A message of the kiosk that waits for the row has read the end as it was: it is asked to be said again.
  await tx.execute(sql`
    update devices set challenge = ${challenge} where id = (select device from logs where id = ${log}::uuid)`)
  const [end] = rowsOf<{ from: number; hash: string; to: number; run: string }>(
    await tx.execute(sql`
      select l.have_seq::int as "from", l.have_hash as hash, e.seq::int as "to", e.run::text as run
      from logs l, lateral (select seq, run from events where log = l.id order by seq desc limit 1) e
      where l.id = ${log}::uuid and e.seq > l.have_seq`),
  )
  if (end === undefined) return null
  const { from, to, run } = end
  const followed = await followChain(tx, log, { seq: from, hash: end.hash }, to)
  if (followed.kind === 'broken') return null
  await tx.execute(sql`
    update logs set have_seq = ${to}, have_hash = ${followed.hash}, have_run = ${run}::uuid
    where id = ${log}::uuid`)
  return { log, from, to }
}
