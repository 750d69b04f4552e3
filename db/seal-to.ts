import {
  createCipheriv,
  createDecipheriv,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from 'node:crypto'

const CIPHER = 'aes-256-gcm'
const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Where a sealed answer goes: a key pair of that one question. */
export interface Receiver {
  /** Raw X25519 public key, base64url. */
  readonly publicKey: string
  /** `null`: not sealed to this key, for something else, or changed. */
  open(sealed: string, about: string): string | null
}

export function newReceiver(): Receiver {
  const pair = generateKeyPairSync('x25519')
  const publicKey = rawKey(pair.publicKey)
  return {
    publicKey,
    open(sealed, about) {
      const bytes = Buffer.from(sealed, 'base64url')
      if (bytes.length < KEY_BYTES + TAG_BYTES) return null
      try {
        const sender = bytes.subarray(0, KEY_BYTES).toString('base64url')
        const { key, nonce } = draw(pair.privateKey, sender, { sender, receiver: publicKey, about })
        const cipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
        cipher.setAuthTag(bytes.subarray(-TAG_BYTES))
        const text = [cipher.update(bytes.subarray(KEY_BYTES, -TAG_BYTES)), cipher.final()]
        return Buffer.concat(text).toString('utf8')
      } catch {
        return null
      }
    },
  }
}

/**
 * Encrypts a text so that only the receiver reads it, with a key of this one message (X25519, HKDF-SHA-256, AES-256-GCM).
 * @param receiver raw X25519 public key, base64url
 * @param about what it is for; it opens for nothing else
 * @returns the sender's public key, ciphertext and tag, base64url; `null`: no key can be agreed with this one
 */
export function sealTo(receiver: string, about: string, text: string): string | null {
  const pair = generateKeyPairSync('x25519')
  const sender = rawKey(pair.publicKey)
  try {
    const { key, nonce } = draw(pair.privateKey, receiver, { sender, receiver, about })
    const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
    const sealed = [cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]
    return Buffer.concat([Buffer.from(sender, 'base64url'), ...sealed]).toString('base64url')
  } catch {
    return null
  }
}

const rawKey = (key: KeyObject): string => key.export({ format: 'jwk' }).x ?? ''

/** Key and nonce of one message: both sides' public keys go in, so that nobody can put another one in their place. */
function draw(
  own: KeyObject,
  other: string,
  { sender, receiver, about }: { sender: string; receiver: string; about: string },
): { key: Buffer; nonce: Buffer } {
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x: other }, format: 'jwk' })
  const agreed = diffieHellman({ privateKey: own, publicKey })
  const both = Buffer.concat([Buffer.from(sender, 'base64url'), Buffer.from(receiver, 'base64url')])
  const drawn = Buffer.from(hkdfSync('sha256', agreed, both, about, KEY_BYTES + NONCE_BYTES))
  return { key: drawn.subarray(0, KEY_BYTES), nonce: drawn.subarray(KEY_BYTES) }
}
