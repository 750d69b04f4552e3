import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { hasKeyring, KEYRING_FILE, readKeyringSecret, type SafeStorage } from '../../electron/keyring.ts'

let data = ''
let noted: string[] = []
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'giogiac-keyring-'))
  noted = []
})
afterEach(() => rmSync(data, { recursive: true, force: true }))

/** A keyring that marks a text as Chromium does and turns it around, or refuses. */
const keyring = (backend: string | null, isAvailable = true, opens = true, mark = 'v11'): SafeStorage => ({
  isEncryptionAvailable: () => isAvailable,
  ...(backend === null ? {} : { getSelectedStorageBackend: () => backend }),
  encryptString: (text) => Buffer.from(`${mark}${[...text].reverse().join('')}`),
  decryptString: (bytes) => {
    if (!opens) throw new Error('locked')
    return [...bytes.subarray(mark.length).toString()].reverse().join('')
  },
})
const read = (storage: SafeStorage, platform = 'linux') =>
  readKeyringSecret(storage, platform, data, (line) => noted.push(line))
const file = () => join(data, KEYRING_FILE)

describe('a keyring (E16)', () => {
  test.each([
    ['linux', 'gnome_libsecret', true, true],
    ['linux', 'kwallet', true, true],
    ['linux', 'kwallet5', true, true],
    ['linux', 'kwallet6', true, true],
    ['linux', 'basic_text', true, false],
    ['linux', 'unknown', true, false],
    ['linux', 'something_new', true, false],
    ['linux', null, true, true],
    ['linux', 'gnome_libsecret', false, false],
    ['win32', null, true, true],
    ['win32', null, false, false],
    ['darwin', null, true, true],
  ])('on %s with backend %s, encryption %s: counts %s', (platform, backend, isAvailable, counts) => {
    expect(hasKeyring(keyring(backend, isAvailable), platform)).toBe(counts)
    expect(read(keyring(backend, isAvailable), platform) !== null).toBe(counts)
    expect(existsSync(file())).toBe(counts)
  })

  test('on Linux is none when what it encrypts bears the mark of the password that everybody knows', () => {
    for (const backend of ['gnome_libsecret', 'kwallet6', null]) {
      expect(hasKeyring(keyring(backend, true, true, 'v10'), 'linux')).toBe(false)
      expect(hasKeyring(keyring(backend, true, true, 'v1'), 'linux')).toBe(false)
    }
  })

  test('gives the same secret at every start, which lies encrypted in a file of mode 0600', () => {
    const secret = read(keyring('gnome_libsecret'))
    expect(secret).toHaveLength(32)
    expect(read(keyring('gnome_libsecret'))).toEqual(secret)
    expect(statSync(file()).mode & 0o777).toBe(0o600)
    expect(readFileSync(file(), 'utf8')).not.toContain(Buffer.from(secret ?? []).toString('base64'))
  })

  test('that is locked, lies or was exchanged gives none, and what it encrypted is kept', () => {
    expect(read(keyring('kwallet6', true, false))).toBeNull()
    expect(read({ ...keyring('kwallet6'), decryptString: () => 'something else' })).toBeNull()
    expect(existsSync(file())).toBe(false)
    const secret = read(keyring('kwallet6'))
    const before = readFileSync(file(), 'utf8')
    expect(read(keyring('kwallet6', true, false))).toBeNull()
    expect(read(keyring('basic_text'))).toBeNull()
    expect(readFileSync(file(), 'utf8')).toBe(before)
    expect(read(keyring('kwallet6'))).toEqual(secret)
    expect(noted).toEqual(['kho khóa (keyring): locked', 'kho khóa (keyring): locked'])
    writeFileSync(file(), Buffer.from('nonsense').toString('base64'))
    expect(read(keyring('kwallet6'))).toBeNull()
  })
})
