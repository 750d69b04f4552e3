import { createHmac, timingSafeEqual } from 'node:crypto'

/** Seconds of one code (RFC 6238). */
const STEP_SECONDS = 30
const DIGITS = 6
/** A phone's clock may be one step off. */
const STEPS_AROUND = 1
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

export const totpStepAt = (now: number): number => Math.floor(now / 1000 / STEP_SECONDS)

/** The code of one step: HMAC-SHA-1, dynamic truncation (RFC 4226), six digits. */
export function totpCode(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', secret).update(counter).digest()
  const offset = (mac.at(-1) ?? 0) & 15
  const number = mac.readUInt32BE(offset) & 0x7fffffff
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0')
}

/**
 * The step whose code this is, later than the last one taken: no code works twice.
 * @returns null: wrong, or taken already
 */
export function acceptTotp(
  secret: Uint8Array,
  code: string,
  now: number,
  lastStep: number | null,
): number | null {
  const typed = Buffer.from(code.replaceAll(/\s/g, ''))
  const middle = totpStepAt(now)
  for (let step = middle - STEPS_AROUND; step <= middle + STEPS_AROUND; step++) {
    const wanted = Buffer.from(totpCode(secret, step))
    const right = typed.length === wanted.length && timingSafeEqual(typed, wanted)
    if (right && (lastStep === null || step > lastStep)) return step
  }
  return null
}

/** As authenticator programs take a secret that is typed (RFC 4648, no padding). */
export function base32(bytes: Uint8Array): string {
  let text = ''
  let bits = 0
  let value = 0
  for (const byte of bytes) {
    value = (value << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += BASE32[(value >>> bits) & 31]
    }
  }
  return bits > 0 ? text + BASE32[(value << (5 - bits)) & 31] : text
}

/** What the QR for an authenticator program says. */
export function totpAddress(secret: Uint8Array, username: string, issuer: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(username)}`
  const asked = new URLSearchParams({ secret: base32(secret), issuer, digits: String(DIGITS) })
  return `otpauth://totp/${label}?${asked.toString().replaceAll('+', '%20')}`
}
