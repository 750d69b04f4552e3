import { claimedSender, importPublicKey, openOver, sealOver } from '../../core/log/seal.ts'
import { createLineHash } from '../../db/district/backup/backup-lines.ts'
import type { DistrictKey, DistrictKeys } from '../context/district-keys.ts'

/** What the last line of a backup is worth. */
export type BackupSeal =
  | { readonly kind: 'unsigned' }
  /** Not a byte was changed since the holder of `by` signed it; `known`: that is the district's key that is at hand. */
  | { readonly kind: 'signed'; readonly by: string; readonly known: boolean }
  /** The file is not what was signed. */
  | { readonly kind: 'altered' }
  /** Signed by none of the district's keys that are at hand. */
  | { readonly kind: 'other-key'; readonly by: string }

/** The seal's claims: of the district, for itself. */
const claimsOf = (publicKey: string) =>
  ({ aud: publicKey, iss: publicKey, purpose: 'backup', challenge: null }) as const

const asBase64url = (sha256: string): string => Buffer.from(sha256, 'hex').toString('base64url')

/** Signs a backup by its SHA-256, hexadecimal. */
export const backupSealer =
  ({ privateKey, publicKey }: DistrictKey) =>
  (sha256: string): Promise<string> =>
    sealOver(privateKey, claimsOf(publicKey), asBase64url(sha256))

/**
 * Reads a backup to its end and says who signed it. Throws when its lines cannot be read.
 * @param keys the district's, old ones included; `null`: not at hand, so that only the file itself can be checked
 */
export async function verifyBackupSeal(
  lines: AsyncIterable<string>,
  keys: DistrictKeys | null,
): Promise<BackupSeal> {
  const hash = createLineHash()
  let jws: string | null = null
  let isWhole = false
  for await (const line of lines) {
    // Behind the last line there is its seal, or nothing.
    if (jws !== null || (isWhole && !line.startsWith('S '))) return { kind: 'altered' }
    if (isWhole) jws = line.slice(2)
    else hash.add(line)
    isWhole = line.startsWith('E ')
  }
  if (jws === null) return { kind: 'unsigned' }
  const by = claimedSender(`${jws}\n`)
  const key = by === null ? null : await importPublicKey(by).catch(() => null)
  if (by === null || key === null) return { kind: 'altered' }
  const { aud: audience, purpose } = claimsOf(by)
  const opened = await openOver(jws, asBase64url(hash.digest()), { key, audience, purpose })
  if (opened.kind === 'refused') return { kind: 'altered' }
  const known = keys !== null && [keys, ...(keys.older ?? [])].some(({ publicKey }) => publicKey === by)
  return known || keys === null ? { kind: 'signed', by, known } : { kind: 'other-key', by }
}
