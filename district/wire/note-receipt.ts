import { z } from 'zod'
import { Id } from '../../core/log/event.ts'
import { Head } from '../../core/log/head.ts'
import { importPublicKey, open } from '../../core/log/seal.ts'
import type { DistrictDb } from '../../db/district/engine/district-db.ts'
import { raiseIncident } from '../../db/district/kiosks/incidents.ts'
import type { DistrictKeys } from '../context/district-keys.ts'

/** What an acknowledgement and a receipt of the stick have in common. */
const Signed = z.object({ log: Id, have: Head, time: z.int() })

/**
 * A kiosk shows what the district once signed: when that names more of the log than is held now, the district has lost
 * it, and people are told. What is not under one of the district's own seals is passed over.
 */
export async function noteReceipt(
  db: DistrictDb,
  keys: DistrictKeys,
  device: { readonly id: string; readonly point: string },
  receipt: { readonly sealed: string; readonly log: string },
  have: Head,
  now: number,
): Promise<void> {
  const signed = await verified(keys, device.id, receipt.sealed)
  if (signed === null || signed.log !== receipt.log || signed.have.seq <= have.seq) return
  await raiseIncident(db, {
    kind: 'rolled-back',
    device: device.id,
    point: device.point,
    log: signed.log,
    seq: have.seq,
    at: now,
    detail: { held: have.seq, signed: signed.have, signedAt: signed.time, receipt: receipt.sealed },
    sameAs: `rolled-back ${signed.log} ${signed.have.seq}`,
  })
}

async function verified(
  keys: DistrictKeys,
  audience: string,
  sealed: string,
): Promise<z.infer<typeof Signed> | null> {
  for (const { publicKey } of [keys, ...(keys.older ?? [])]) {
    const key = await importPublicKey(publicKey)
    for (const purpose of ['answer', 'receipt'] as const) {
      const opened = await open(sealed, { key, audience, purpose })
      if (opened.kind !== 'opened') continue
      const body = Signed.safeParse(JSON.parse(opened.body))
      if (body.success) return body.data
    }
  }
  return null
}
