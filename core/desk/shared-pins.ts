import { z } from 'zod'
import { PersonId } from '../log/event.ts'
import { PublicKey } from '../log/seal.ts'
import { Version } from '../wire/wire.ts'

/** Most times a person's PIN is counted to have been set. */
export const MOST_PIN_CHANGES = 1_000_000_000
/** More people than any point has. */
export const MOST_SHARED_PINS = 1_000
/** Binary logarithm of scrypt's N: 128 MB a try. What costs more would stop a counter's machine. */
const MOST_COST = 17

/** A PIN that holds at every kiosk of a point, as it goes between them: it can be known again, not said. */
export const SharedPin = z.object({
  person: PersonId,
  /** What its owner was when it was set: with another role goes another PIN. */
  role: z.enum(['staff', 'leader']),
  salt: z.string().regex(/^[0-9a-f]{32}$/),
  verifier: z.string().regex(/^[0-9a-f]{64}$/),
  cost: z.int().min(1).max(MOST_COST),
  own: z.boolean(),
  digits: z.int().min(1).max(64),
  count: z.int().min(0).max(MOST_PIN_CHANGES),
  /** Corrected time at which it was set, UTC ms. */
  at: z.number().min(0).max(8_640_000_000_000_000),
})
export type SharedPin = z.infer<typeof SharedPin>

/** A kiosk tells the PINs it has, and asks for those of its point and for the secret that they are bound to. */
export const PinsRequest = z.object({
  v: Version,
  /** Fresh X25519 public key, raw, base64url: nobody else can read the answer. */
  key: PublicKey,
  /** Name of the secret that these PINs are bound to; `null`: this kiosk has none yet, and no PIN to tell. */
  secret: z.string().max(64).nullable(),
  pins: z.array(SharedPin).max(MOST_SHARED_PINS),
})

/** What is inside the answer. */
export const PointPins = z.object({
  version: z.int().min(0),
  /** 32 random bytes, base64url. */
  secret: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  /** All that hold at the point. */
  pins: z.array(SharedPin),
})
export type PointPins = z.infer<typeof PointPins>

/** `sealed`: `PointPins` as JSON, encrypted to the request's key. */
export const PinsAnswer = z.object({ v: Version, challenge: z.string(), sealed: z.base64url() })

/** What the answer is encrypted for; it opens for no other kiosk and no other point. */
export const aboutPins = (device: string, point: string): string => `giogiac/pins/1\n${device}\n${point}`

/** By what verifiers name the secret they are bound to; says nothing about it. @param sha256 hexadecimal */
export const pinSecretName = (sha256: (bytes: Uint8Array) => string, secret: Uint8Array): string => {
  const label = new TextEncoder().encode('giogiac/pin-secret-name/1\n')
  const named = new Uint8Array(label.length + secret.length)
  named.set(label)
  named.set(secret, label.length)
  return sha256(named).slice(0, 16)
}

/** What decides which of two PINs of one person holds. */
export interface PinAge {
  readonly count: number
  /** `null`: from before that was kept. */
  readonly at: number | null
  readonly verifier: string
}

/**
 * Whether a PIN was set after another one: by how often it had been set, then by when, then by anything that everybody
 * sees alike.
 */
export function isNewerPin(one: PinAge, other: PinAge): boolean {
  if (one.count !== other.count) return one.count > other.count
  const [at, otherAt] = [one.at ?? -1, other.at ?? -1]
  return at === otherAt ? one.verifier > other.verifier : at > otherAt
}
