import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Id } from '../core/log/event.ts'
import { PublicKey } from '../core/wire.ts'
import {
  DEVICE_KEY_FILE,
  type DeviceIdentity,
  type DeviceKeyStore,
  fileKeyStore,
  StoredKey,
} from './device-key.ts'
import { replaceDurably } from './replace-durably.ts'

const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** The key pair as it lies in the file, its private half readable only with the keyring's secret. */
const SealedKey = z.strictObject({
  v: z.literal(2),
  device: Id,
  publicKey: PublicKey,
  /** Nonce, ciphertext and tag, base64url. */
  sealed: z.base64url(),
})
type SealedKey = z.infer<typeof SealedKey>

/**
 * Keeps the key in `device-key.json` with its private half sealed under a secret that only the operating system's
 * keyring gives out. A key that lay there in the clear is sealed at once.
 * @param secret 32 bytes; `null`: there is no keyring, a plain file has to do
 */
export function keyStoreWith(secret: Uint8Array | null, dataDirectory: string): DeviceKeyStore {
  const file = join(dataDirectory, DEVICE_KEY_FILE)
  const plain = fileKeyStore(dataDirectory)
  const sealedInFile = (): SealedKey | null => {
    if (!existsSync(file)) return null
    const parsed = SealedKey.safeParse(JSON.parse(readFileSync(file, 'utf8')))
    return parsed.success ? parsed.data : null
  }
  const seal = (identity: DeviceIdentity, under: Uint8Array): void =>
    replaceDurably(file, JSON.stringify(sealKey(identity, under)))

  if (secret !== null && isPlain(file)) {
    const identity = plain.load()
    if (identity !== null) seal(identity, secret)
  }
  return {
    get protection() {
      const sealed = sealedInFile()
      if (sealed !== null) return openKey(sealed, secret) === null ? 'unreadable' : 'keyring'
      return secret === null ? 'file' : 'keyring'
    },
    load() {
      const sealed = sealedInFile()
      return sealed === null ? plain.load() : openKey(sealed, secret)
    },
    save(identity) {
      if (secret === null) plain.save(identity)
      else seal(identity, secret)
    },
  }
}

function isPlain(file: string): boolean {
  try {
    return StoredKey.safeParse(JSON.parse(readFileSync(file, 'utf8'))).success
  } catch {
    return false
  }
}

function sealKey({ device, publicKey, privateKey }: DeviceIdentity, secret: Uint8Array): SealedKey {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(CIPHER, secret, nonce).setAAD(whose({ device, publicKey }))
  const text = Buffer.concat([cipher.update(privateKey, 'utf8'), cipher.final()])
  const sealed = Buffer.concat([nonce, text, cipher.getAuthTag()]).toString('base64url')
  return { v: 2, device, publicKey, sealed }
}

/** @returns `null` when the secret is another one, or the file was changed */
function openKey({ device, publicKey, sealed }: SealedKey, secret: Uint8Array | null): DeviceIdentity | null {
  if (secret === null) return null
  const bytes = Buffer.from(sealed, 'base64url')
  const end = bytes.length - TAG_BYTES
  if (end <= NONCE_BYTES) return null
  try {
    const decipher = createDecipheriv(CIPHER, secret, bytes.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    })
      .setAAD(whose({ device, publicKey }))
      .setAuthTag(bytes.subarray(end))
    const text = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, end)), decipher.final()])
    const { v: _, ...identity } = StoredKey.parse({
      v: 1,
      device,
      publicKey,
      privateKey: text.toString('utf8'),
    })
    return identity
  } catch {
    return null
  }
}

/** Sealed along: the private half fits no other device. */
const whose = ({ device, publicKey }: Pick<DeviceIdentity, 'device' | 'publicKey'>): Buffer =>
  Buffer.from(`giogiac/device-key/2\n${device}\n${publicKey}`)
