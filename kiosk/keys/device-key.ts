import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { KeyProtection } from '../../core/kiosk/kiosk-settings-api.ts'
import { Id } from '../../core/log/event.ts'
import { PublicKey } from '../../core/log/seal.ts'
import { replaceFile } from '../../db/durable-files.ts'

/** Who this kiosk is to the district: an id and an Ed25519 key pair, made here at enrolment. */
export const StoredKey = z.strictObject({
  v: z.literal(1),
  device: Id,
  publicKey: PublicKey,
  /** Raw private half, base64url. */
  privateKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
})
export type DeviceIdentity = Omit<z.infer<typeof StoredKey>, 'v'>

/** File in the data folder that holds the key pair, whichever way its private half is protected. */
export const DEVICE_KEY_FILE = 'device-key.json'

/** Keeps the private half. */
export interface DeviceKeyStore {
  /** Where it rests: in a file only its owner may read, or behind the operating system's keyring. */
  readonly protection: KeyProtection
  /** @returns `null` when there is none, or its keyring does not open it any more */
  load(): DeviceIdentity | null
  save(identity: DeviceIdentity): void
}

/** Keeps the key in `device-key.json`, readable by its owner only, replaced in one durable step. */
export function fileKeyStore(dataDirectory: string): DeviceKeyStore {
  const file = join(dataDirectory, DEVICE_KEY_FILE)
  return {
    protection: 'file',
    load() {
      if (!existsSync(file)) return null
      const { v: _, ...identity } = StoredKey.parse(JSON.parse(readFileSync(file, 'utf8')))
      return identity
    },
    save: (identity) => replaceFile(file, JSON.stringify({ v: 1, ...identity })),
  }
}

/** Makes a new identity. */
export async function makeDeviceIdentity(device: string): Promise<DeviceIdentity> {
  const pair = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])
  const { x, d } = await crypto.subtle.exportKey('jwk', pair.privateKey)
  return { device, publicKey: PublicKey.parse(x), privateKey: PublicKey.parse(d) }
}

/** The private half ready for signing, not exportable again. */
export function importPrivateKey({ publicKey, privateKey }: DeviceIdentity): Promise<CryptoKey> {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: publicKey, d: privateKey }
  return crypto.subtle.importKey('jwk', jwk, 'Ed25519', false, ['sign'])
}
