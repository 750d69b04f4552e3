import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { replaceFile } from '../db/durable-files.ts'

/** What Electron's `safeStorage` offers, in the parts that are used. */
export interface SafeStorage {
  isEncryptionAvailable(): boolean
  /** Linux only, and not in the oldest Electron this is tested with. */
  getSelectedStorageBackend?(): string
  encryptString(text: string): Buffer
  decryptString(encrypted: Buffer): string
}

/** File in the data folder with the secret that only the keyring can read. */
export const KEYRING_FILE = 'device-key.keyring'
const SECRET_BYTES = 32

/** Backends of Linux that are real; `basic_text` "encrypts" with a password that everybody knows. */
const REAL_BACKENDS: readonly string[] = ['gnome_libsecret', 'kwallet', 'kwallet5', 'kwallet6']

/** How Chromium on Linux marks what a keyring's key encrypted; the known password's mark is `v10`. */
const KEYRING_MARK = 'v11'

/** Whether this machine has a keyring worth the name; asked once the program is ready. */
export function hasKeyring(storage: SafeStorage, platform: string): boolean {
  if (!storage.isEncryptionAvailable()) return false
  if (platform !== 'linux') return true
  const backend = storage.getSelectedStorageBackend?.()
  if (backend !== undefined && !REAL_BACKENDS.includes(backend)) return false
  return storage.encryptString('?').subarray(0, KEYRING_MARK.length).toString() === KEYRING_MARK
}

/**
 * The secret under which the service seals this kiosk's key: made once, kept encrypted by the operating system's
 * keyring.
 * @returns 32 bytes; `null` when there is no keyring, or it does not open what it once encrypted
 */
export function readKeyringSecret(
  storage: SafeStorage,
  platform: string,
  dataDirectory: string,
  note: (line: string) => void,
): Uint8Array | null {
  const file = join(dataDirectory, KEYRING_FILE)
  try {
    if (!hasKeyring(storage, platform)) return null
    if (existsSync(file)) {
      const kept = Buffer.from(
        storage.decryptString(Buffer.from(readFileSync(file, 'utf8'), 'base64')),
        'base64',
      )
      return kept.length === SECRET_BYTES ? kept : null
    }
    const secret = randomBytes(SECRET_BYTES)
    const encrypted = storage.encryptString(secret.toString('base64'))
    // A keyring that does not give back what it took would lock the kiosk out of its own key.
    if (storage.decryptString(encrypted) !== secret.toString('base64')) return null
    replaceFile(file, encrypted.toString('base64'))
    return secret
  } catch (error) {
    note(`kho khóa (keyring): ${error instanceof Error ? error.message : String(error)}`)
    return null
  }
}
