import { hash } from 'node:crypto'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'

/** Most batches come out in one or two pieces. */
const CHUNK_BYTES = 256 * 1024

const LINE_FEED = 0x0a

const inflate = promisify(gunzip)

export type SealedBody =
  | {
      readonly kind: 'text'
      readonly text: string
      /** Base64url SHA-256 of what follows the first line, of the bytes as they came. */
      readonly sha256: string
    }
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
    const body = plain.subarray(plain.indexOf(LINE_FEED) + 1)
    return { kind: 'text', text: utf8.decode(plain), sha256: hash('sha256', body, 'base64url') }
  } catch {
    return { kind: 'malformed' }
  }
}
