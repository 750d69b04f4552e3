import { DroppedPart, droppedClaims } from '../../core/log/dropped.ts'
import { claimedSender, importPublicKey, open } from '../../core/log/seal.ts'
import type { Dropped } from '../../db/district/chain/dropped.ts'

/** What the word about a log's dropped beginning is worth. */
export interface VerifiedDropped {
  /** Raw public key under whose seal it stands, base64url; `null`: under none. */
  readonly signedBy: string | null
  /** What is wrong with it; `null`: nothing. */
  readonly fault: string | null
}

/**
 * Whether the row that says where a log goes on is what the district sealed: else anybody with the database's password
 * could leave out the beginning of a log.
 * @param districtKeys whose seals count, raw, base64url; empty: whoever signed is only named
 */
export async function verifyDropped(row: Dropped, districtKeys: readonly string[]): Promise<VerifiedDropped> {
  const signedBy = claimedSender(row.sealed)
  const key = signedBy === null ? null : await importPublicKey(signedBy).catch(() => null)
  if (signedBy === null || key === null) return { signedBy: null, fault: 'dropped' }
  const { aud: audience, purpose } = droppedClaims(signedBy)
  const opened = await open(row.sealed, { key, audience, purpose })
  if (opened.kind === 'refused') return { signedBy, fault: `dropped: ${opened.reason}` }
  const said = DroppedPart.safeParse(JSON.parse(opened.body))
  const same =
    said.success &&
    said.data.log === row.log &&
    said.data.seq === row.seq &&
    said.data.hash === row.hash &&
    said.data.at === row.at &&
    said.data.by === row.droppedBy
  if (!same) return { signedBy, fault: 'dropped' }
  const isStrange = districtKeys.length > 0 && !districtKeys.includes(signedBy)
  return { signedBy, fault: isStrange ? `dropped: ${signedBy}` : null }
}
