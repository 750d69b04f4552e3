import { createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import type { PinVerifier } from '../../db/kiosk/records/desk-records.ts'

/** Binary logarithm of scrypt's N: 32 MB and some tens of milliseconds a try on a counter's machine. */
export const PIN_COST = 15
const BLOCK_SIZE = 8
const KEY_BYTES = 32
const SALT_BYTES = 16

/** What a PIN is bound to: whose it is, and a secret without which its verifier says nothing. */
export interface PinBinding {
  readonly subject: string
  /** 32 bytes; `null`: a PIN from before PINs were bound. */
  readonly secret: Uint8Array | null
}

const bind = (pin: string, { subject, secret }: PinBinding): string | Buffer =>
  secret === null ? pin : createHmac('sha256', secret).update(`giogiac/pin/1\n${subject}\n${pin}`).digest()

/** In a thread of Node's own pool, so that the event loop goes on answering scans. */
function derive(pin: string | Buffer, salt: Buffer, cost: number): Promise<Buffer> {
  const N = 2 ** cost
  const options = { N, r: BLOCK_SIZE, p: 1, maxmem: 256 * N * BLOCK_SIZE }
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, KEY_BYTES, options, (error, key) => (error === null ? resolve(key) : reject(error)))
  })
}

/** What is kept of a PIN: enough to know it again together with its secret, not to say it. */
export async function makePinVerifier(pin: string, binding: PinBinding, cost: number): Promise<PinVerifier> {
  const salt = randomBytes(SALT_BYTES)
  const verifier = await derive(bind(pin, binding), salt, cost)
  return { salt: salt.toString('hex'), verifier: verifier.toString('hex'), cost }
}

export async function matchesPin(pin: string, binding: PinBinding, kept: PinVerifier): Promise<boolean> {
  const verifier = await derive(bind(pin, binding), Buffer.from(kept.salt, 'hex'), kept.cost)
  return timingSafeEqual(verifier, Buffer.from(kept.verifier, 'hex'))
}
