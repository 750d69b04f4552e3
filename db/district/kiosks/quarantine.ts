import { hash } from 'node:crypto'
import { and, asc, count, eq, sql, sum } from 'drizzle-orm'
import type { DistrictDb } from '../engine/district-db.ts'
import { quarantine } from '../schema/incidents.ts'
import { type IncidentKind, raiseIncident } from './incidents.ts'

/** What one kiosk may fill: enough for a year of its scans, and too little to fill a disk. */
const MOST_MESSAGES = 2_000
const MOST_BYTES = 128 * 1024 * 1024

/** A batch that was refused, as it came. */
export interface RefusedBatch {
  readonly device: string
  readonly point: string | null
  readonly log: string
  /** Its first event, and how many. */
  readonly from: number
  readonly events: number
  readonly sealed: string
  readonly kind: Extract<IncidentKind, 'fork' | 'broken-chain' | 'revoked'>
  /** The first event that differs or does not fit. */
  readonly seq: number
  readonly why: string
  /** District time, UTC ms. */
  readonly at: number
}

/**
 * Keeps a refused batch verbatim, under the kiosk's seal, and puts the matter before people. The same story told again
 * is kept once; a kiosk that sends without end is only counted from some point on.
 */
export async function keepRefused(db: DistrictDb, batch: RefusedBatch): Promise<void> {
  const { device, log, from, events, sealed, why, at } = batch
  const bytes = Buffer.from(sealed, 'utf8')
  // The challenge differs each time the kiosk asks: the body is what is the same.
  const digest = hash('sha256', sealed.slice(sealed.indexOf('\n') + 1))
  const [held] = await db
    .select({ messages: count(), bytes: sum(sql<number>`length(${quarantine.bytes})`) })
    .from(quarantine)
    .where(eq(quarantine.device, device))
  const full = (held?.messages ?? 0) >= MOST_MESSAGES || Number(held?.bytes ?? 0) + bytes.length > MOST_BYTES
  if (!full) {
    await db
      .insert(quarantine)
      .values({ device, log, fromSeq: from, events, why: batch.kind, at, digest, bytes })
      .onConflictDoNothing()
  }
  await raiseIncident(db, {
    kind: batch.kind,
    device,
    point: batch.point,
    log,
    seq: batch.seq,
    at,
    detail: { why, from, events, quarantined: !full },
    sameAs: `${batch.kind} ${log}`,
  })
}

export interface Quarantined {
  readonly id: string
  readonly log: string
  readonly from: number
  readonly events: number
  readonly why: string
  readonly at: number
  /** The message as the kiosk sealed it. */
  readonly sealed: string
}

/** Everything kept of a kiosk's refused batches, oldest first. */
export async function readQuarantine(db: DistrictDb, device: string): Promise<readonly Quarantined[]> {
  const rows = await db
    .select()
    .from(quarantine)
    .where(and(eq(quarantine.device, device)))
    .orderBy(asc(quarantine.at), asc(quarantine.fromSeq))
  return rows.map(({ id, log, fromSeq, events, why, at, bytes }) => ({
    id,
    log,
    from: fromSeq,
    events,
    why,
    at,
    sealed: Buffer.from(bytes).toString('utf8'),
  }))
}
