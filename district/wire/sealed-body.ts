import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'

/** Most batches come out in one or two pieces. */
const CHUNK_BYTES = 256 * 1024

const inflate = promisify(gunzip)

export type SealedBody =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'too-large' | 'malformed' }

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** The text of a sealed message as it came, inflated up to a bound. */
export async function readSealedBody(
  bytes: Buffer,
  encoding: string | undefined,
  mostBytes: number,
): Promise<SealedBody> {
  let plain = bytes
  if (encoding === 'gzip') {
    try {
      plain = await inflate(bytes, { maxOutputLength: mostBytes, chunkSize: CHUNK_BYTES })
    } catch (error) {
      const tooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
      return { kind: tooLarge ? 'too-large' : 'malformed' }
    }
  } else if (encoding !== undefined && encoding !== 'identity') return { kind: 'malformed' }
  if (plain.length > mostBytes) return { kind: 'too-large' }
  try {
    return { kind: 'text', text: utf8.decode(plain) }
  } catch {
    return { kind: 'malformed' }
  }
}
