import type { z } from 'zod'
import type { ParentLog } from './event.ts'

/** SHA-256 of bytes, hexadecimal; an argument, so that each program uses the fastest it has. */
export type Sha256 = (bytes: Uint8Array) => string

const utf8 = new TextEncoder()
const EVENT_PREFIX = utf8.encode('giogiac/event/1\n')

/** Value of a hexadecimal digit by its character code, upper or lower case; 0 for anything else. */
const NIBBLES: Uint8Array = Uint8Array.from({ length: 128 }, (_, code) => {
  const value = Number.parseInt(String.fromCharCode(code), 16)
  return Number.isNaN(value) ? 0 : value
})

function writeHex(hex: string, into: Uint8Array, at: number): void {
  for (let i = 0; i < hex.length / 2; i++) {
    const high = NIBBLES[hex.charCodeAt(2 * i)] ?? 0
    into[at + i] = (high << 4) | (NIBBLES[hex.charCodeAt(2 * i + 1)] ?? 0)
  }
}

/** Standard base64, padded, of a key that travels as base64url. */
const standardBase64 = (key: string): string =>
  key
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .padEnd(Math.ceil(key.length / 4) * 4, '=')

export interface LogOrigin {
  readonly log: string
  readonly device: string
  /** Raw Ed25519 public key, base64url. */
  readonly publicKey: string
  readonly parent: z.infer<typeof ParentLog> | null
}

/** `hash(0)`: what the first event of a log is chained to (log.md, "An event"). Hexadecimal. */
export function genesisHash(sha256: Sha256, origin: LogOrigin): string {
  const parent = origin.parent ? `${origin.parent.log}:${origin.parent.seq}:${origin.parent.hash}` : ''
  const lines = ['giogiac/log/1', origin.log, origin.device, standardBase64(origin.publicKey), parent]
  return sha256(utf8.encode(lines.join('\n')))
}

const HEAD_BYTES = EVENT_PREFIX.length + 32
/** Longest UTF-8 of a UTF-16 unit. */
const MOST_BYTES_A_UNIT = 3
/** Written anew for every hash; larger texts get bytes of their own. */
const scratch = new Uint8Array(HEAD_BYTES + 16_384 * MOST_BYTES_A_UNIT)
scratch.set(EVENT_PREFIX)

/** `hash(n)` of an event's text, exactly as stored, after the event whose hash is `previous`. Hexadecimal. */
export function chainHash(sha256: Sha256, previous: string, text: string): string {
  const most = HEAD_BYTES + text.length * MOST_BYTES_A_UNIT
  let bytes = scratch
  if (most > scratch.length) {
    bytes = new Uint8Array(most)
    bytes.set(EVENT_PREFIX)
  }
  writeHex(previous, bytes, EVENT_PREFIX.length)
  const { written } = utf8.encodeInto(text, bytes.subarray(HEAD_BYTES))
  return sha256(bytes.subarray(0, HEAD_BYTES + written))
}
