import { createCipheriv, createDecipheriv, hkdfSync, webcrypto } from 'node:crypto'
import type { DistrictKey, DistrictKeys } from './district-keys.ts'

/** Encrypts what the database must not give away by itself. */
export interface SecretBox {
  /** @param about what the secret belongs to; it opens for nothing else */
  seal(secret: Uint8Array, about: string, nonce: Uint8Array): string
  /** `null`: sealed by another key, for something else, or damaged. */
  open(sealed: string, about: string): Buffer | null
  /** Whether the key in use has sealed it, not one that goes some day. */
  isNewest(sealed: string, about: string): boolean
}

export const NONCE_BYTES = 12
const TAG_BYTES = 16
const PURPOSE = 'giogiac/secret-box/1'

/**
 * A box whose key is drawn from the district's private key: a copy of the database alone opens nothing. After a change
 * of keys it still opens what the older ones sealed.
 */
export async function createSecretBox(keys: DistrictKeys): Promise<SecretBox> {
  const newest = await drawKey(keys)
  const all = [newest, ...(await Promise.all((keys.older ?? []).map(drawKey)))]
  return {
    seal(secret, about, nonce) {
      const cipher = createCipheriv('aes-256-gcm', newest, nonce).setAAD(Buffer.from(about))
      const sealed = Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()])
      return sealed.toString('base64url')
    },
    open(sealed, about) {
      const bytes = Buffer.from(sealed, 'base64url')
      for (const key of all) {
        const opened = openWith(key, bytes, about)
        if (opened !== null) return opened
      }
      return null
    },
    isNewest: (sealed, about) => openWith(newest, Buffer.from(sealed, 'base64url'), about) !== null,
  }
}

/** An Ed25519 signature is the same every time; this text is none that the district ever signs for anybody. */
async function drawKey({ privateKey }: DistrictKey): Promise<Buffer> {
  const drawn = await webcrypto.subtle.sign('Ed25519', privateKey, Buffer.from(PURPOSE))
  return Buffer.from(hkdfSync('sha256', Buffer.from(drawn), Buffer.alloc(0), PURPOSE, 32))
}

function openWith(key: Buffer, bytes: Buffer, about: string): Buffer | null {
  if (bytes.length < NONCE_BYTES + TAG_BYTES) return null
  const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES))
  cipher.setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(-TAG_BYTES))
  try {
    return Buffer.concat([cipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), cipher.final()])
  } catch {
    return null
  }
}
