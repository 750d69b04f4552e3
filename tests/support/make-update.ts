import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  MANIFEST_FILE,
  PACKAGE_FILE,
  PRODUCT,
  SIGNATURE_FILE,
  type UpdateManifest,
  writeManifest,
} from '../../core/update/update-manifest.ts'

/** A pair of keys as whoever releases the program has it. */
export const releaseKey = () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return { privateKey, pem: publicKey.export({ type: 'spki', format: 'pem' }).toString() }
}

/** Puts the three files of an update into a folder. @param change of what the manifest truly would say */
export function makeUpdate(
  folder: string,
  key: KeyObject,
  bytes: Uint8Array,
  change: Partial<UpdateManifest> = {},
): UpdateManifest {
  const manifest = {
    product: PRODUCT,
    platform: 'linux-x64',
    version: '0.2.0',
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    expires: '2099-12-31',
    ...change,
  }
  const text = Buffer.from(writeManifest(manifest))
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, PACKAGE_FILE), bytes)
  writeFileSync(join(folder, MANIFEST_FILE), text)
  writeFileSync(join(folder, SIGNATURE_FILE), sign(null, text, key))
  return manifest
}
