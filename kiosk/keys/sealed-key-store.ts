import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Id } from '../../core/log/event.ts'
import { PublicKey } from '../../core/log/seal.ts'
import { replaceFile } from '../../db/durable-files.ts'
import {
  DEVICE_KEY_FILE,
  type DeviceIdentity,
  type DeviceKeyStore,
  fileKeyStore,
  StoredKey,
} from './device-key.ts'
import { openText, sealText } from './sealed-text.ts'

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
 * @param note gets why a key in the clear could not be sealed
 */
export function keyStoreWith(
  secret: Uint8Array | null,
  dataDirectory: string,
  note: (line: string) => void = () => {},
): DeviceKeyStore {
  const file = join(dataDirectory, DEVICE_KEY_FILE)
  const plain = fileKeyStore(dataDirectory)
  const sealedInFile = (): SealedKey | null => {
    if (!existsSync(file)) return null
    const parsed = SealedKey.safeParse(JSON.parse(readFileSync(file, 'utf8')))
    return parsed.success ? parsed.data : null
  }
  const seal = (identity: DeviceIdentity, under: Uint8Array): void =>
    replaceFile(file, JSON.stringify(sealKey(identity, under)))

  if (secret !== null && isPlain(file)) {
    const identity = plain.load()
    try {
      if (identity !== null) seal(identity, secret)
    } catch (error) {
      // The kiosk says elsewhere that its disk takes nothing; the key is sealed at a start at which it does.
      note(`device key not sealed: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return {
    get protection() {
      const sealed = sealedInFile()
      if (sealed !== null) return openKey(sealed, secret) === null ? 'unreadable' : 'keyring'
      return secret === null || isPlain(file) ? 'file' : 'keyring'
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
  const sealed = sealText(secret, whose({ device, publicKey }), privateKey)
  return { v: 2, device, publicKey, sealed }
}

/** @returns `null` when the secret is another one, or the file was changed */
function openKey({ device, publicKey, sealed }: SealedKey, secret: Uint8Array | null): DeviceIdentity | null {
  const privateKey = secret === null ? null : openText(secret, whose({ device, publicKey }), sealed)
  const parsed = StoredKey.safeParse({ v: 1, device, publicKey, privateKey })
  if (!parsed.success) return null
  const { v: _, ...identity } = parsed.data
  return identity
}

/** Sealed along: the private half fits no other device. */
const whose = ({ device, publicKey }: Pick<DeviceIdentity, 'device' | 'publicKey'>): string =>
  `giogiac/device-key/2\n${device}\n${publicKey}`
