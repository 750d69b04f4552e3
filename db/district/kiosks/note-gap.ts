import { localDateOf } from '../../../core/time.ts'
import type { DistrictDb } from '../engine/district-db.ts'
import { raiseIncident } from './incidents.ts'

/** Events that are asked for and not to be had of whoever sent what comes after them. */
export interface Gap {
  readonly log: string
  readonly from: number
  /** The last one missing, as far as what was sent tells. */
  readonly to: number
  /** `kiosk`: it was asked for them and sent something else; `file`: what was brought by hand begins later. */
  readonly sentBy: 'kiosk' | 'file'
}

/**
 * Puts a gap that stands before people, once a kiosk and local day. A kiosk that is only corrected, and then sends what
 * is missing, is no gap.
 * @param now district time, UTC ms
 */
export async function noteGap(
  db: DistrictDb,
  device: { readonly id: string; readonly point: string },
  { log, from, to, sentBy }: Gap,
  when: { readonly now: number; readonly zone: string },
): Promise<void> {
  await raiseIncident(db, {
    kind: 'gap',
    device: device.id,
    point: device.point,
    log,
    seq: from,
    at: when.now,
    detail: { from, to, sentBy },
    sameAs: `gap ${localDateOf(when.now, when.zone)}`,
  })
}
