import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/**
 * Seals a text under a secret of 32 bytes.
 * @param about what it belongs to; it opens for nothing else
 * @returns nonce, ciphertext and tag, base64url
 */
export function sealText(secret: Uint8Array, about: string, text: string): string {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(CIPHER, secret, nonce).setAAD(Buffer.from(about))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString('base64url')
}

/** @returns `null` when the secret is another one, or the text was changed */
export function openText(secret: Uint8Array, about: string, sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64url')
  const end = bytes.length - TAG_BYTES
  if (end <= NONCE_BYTES) return null
  try {
    const options = { authTagLength: TAG_BYTES }
    const decipher = createDecipheriv(CIPHER, secret, bytes.subarray(0, NONCE_BYTES), options)
      .setAAD(Buffer.from(about))
      .setAuthTag(bytes.subarray(end))
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, end)), decipher.final()]).toString(
      'utf8',
    )
  } catch {
    return null
  }
}
