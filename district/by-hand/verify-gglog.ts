import { createHash } from 'node:crypto'
import type { CryptoKey } from 'jose'
import { exportClaims, type GglogHeader } from '../../core/log/gglog.ts'
import { createGglogReader, type LineFault, type ReadToEnd } from '../../core/log/read-gglog.ts'
import { openOver } from '../../core/log/seal.ts'
import { sha256 } from '../../db/sha256.ts'
import { type GglogFile, gglogLines, UnreadableFile } from './gglog-lines.ts'

export type VerifiedGglog =
  | ReadToEnd
  | {
      readonly kind: 'refused'
      readonly line: number
      readonly why:
        | LineFault['why']
        | UnreadableFile['why']
        | 'not-text'
        | 'unknown-device'
        /** Written for another district. */
        | 'other-district'
    }

/**
 * Reads a file from beginning to end before anything of it is stored: every event, every link, and the device's seal.
 * @param keyOf the key of a device, `null` where it was never enrolled
 * @param districts raw public keys of which the file must be for one
 */
export async function verifyGglog(
  file: GglogFile,
  districts: readonly string[],
  keyOf: (device: string) => Promise<CryptoKey | null>,
): Promise<VerifiedGglog> {
  const reader = createGglogReader(sha256)
  const sealed = createHash('sha256')
  const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  let line = 0
  const refuse = (why: Extract<VerifiedGglog, { kind: 'refused' }>['why'], at = line) =>
    ({ kind: 'refused', line: at, why }) as const
  let key: CryptoKey | null = null
  try {
    for await (const bytes of gglogLines(file)) {
      line++
      if (!reader.atTrailer()) sealed.update(bytes).update('\n')
      const text = decode(utf8, bytes)
      if (text === null) return refuse('not-text')
      const fault = reader.line(text)
      if (fault !== null) return fault
      if (line > 1) continue
      const header = reader.header() as GglogHeader
      if (!districts.includes(header.district)) return refuse('other-district')
      key = await keyOf(header.device)
      if (key === null) return refuse('unknown-device')
    }
  } catch (error) {
    if (error instanceof UnreadableFile) return refuse(error.why, line + 1)
    throw error
  }
  const read = reader.end()
  if (read.kind === 'refused' || key === null) return read
  const { aud: audience, purpose, iss } = exportClaims(read.header)
  const opened = await openOver(read.trailer.jws, sealed.digest('base64url'), { key, audience, purpose })
  return opened.kind === 'opened' && opened.claims.iss === iss ? read : reader.accuse(read.trailer)
}

function decode(utf8: TextDecoder, bytes: Buffer): string | null {
  try {
    return utf8.decode(bytes)
  } catch {
    return null
  }
}
