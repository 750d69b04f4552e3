import { randomBytes, randomUUID } from 'node:crypto'
import { chmodSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { OWN_SECRET, pinSecretsWith } from '../../../kiosk/desk/pin-secrets.ts'
import {
  DEVICE_KEY_FILE,
  type DeviceIdentity,
  fileKeyStore,
  makeDeviceIdentity,
} from '../../../kiosk/keys/device-key.ts'
import { keyStoreWith } from '../../../kiosk/keys/sealed-key-store.ts'
import { readSecret, secretMessage } from '../../../kiosk/keys/shell-secret.ts'
import { createTestKiosk, temporaryDirectory } from '../../support/create-test-kiosk.ts'
import { administratorVisit } from '../../support/desk-visits.ts'
import { mountSmallDisk } from '../../support/small-disk.ts'

let data = ''
let identity: DeviceIdentity
beforeEach(async () => {
  data = temporaryDirectory()
  identity = await makeDeviceIdentity(randomUUID())
})
afterEach(() => rmSync(data, { recursive: true, force: true }))

const secret = randomBytes(32)
const file = () => join(data, DEVICE_KEY_FILE)
const text = () => readFileSync(file(), 'utf8')
const mode = () => statSync(file()).mode & 0o777

describe('the device key (E16)', () => {
  test('without a keyring lies in the clear in a file of mode 0600, and the store says so', () => {
    const store = keyStoreWith(null, data)
    store.save(identity)
    expect([store.protection, mode(), store.load()]).toEqual(['file', 0o600, identity])
    expect(text()).toContain(identity.privateKey)
  })

  test('with a keyring lies sealed in a file of mode 0600 and comes back whole', () => {
    const store = keyStoreWith(secret, data)
    store.save(identity)
    expect([store.protection, mode(), store.load()]).toEqual(['keyring', 0o600, identity])
    expect(text()).not.toContain(identity.privateKey)
    expect(keyStoreWith(secret, data).load()).toEqual(identity)
    expect(readdirSync(data)).toEqual([DEVICE_KEY_FILE])
  })

  test('that lay in the clear is sealed as soon as there is a keyring, and stays the same key', () => {
    fileKeyStore(data).save(identity)
    chmodSync(file(), 0o644)
    const store = keyStoreWith(secret, data)
    expect(text()).not.toContain(identity.privateKey)
    expect([store.protection, mode(), store.load()]).toEqual(['keyring', 0o600, identity])
  })

  test('that lies in the clear on a disk that takes nothing is used as it is, said to be so, and sealed later', () => {
    const disk = mountSmallDisk(256)
    if (disk === null) return
    try {
      fileKeyStore(disk.folder).save(identity)
      const pins = pinSecretsWith(null, disk.folder, randomBytes)
      expect(pins.own()).toBe(OWN_SECRET)
      const own = pins.find(OWN_SECRET)
      disk.lock()
      const notes: string[] = []
      const store = keyStoreWith(secret, disk.folder, (line) => notes.push(line))
      expect([store.protection, store.load()]).toEqual(['file', identity])
      expect(notes.join()).toMatch(/EROFS/)
      expect(pinSecretsWith(secret, disk.folder, randomBytes).find(OWN_SECRET)).toEqual(own)
      disk.unlock()
      const later = keyStoreWith(secret, disk.folder)
      expect([later.protection, later.load()]).toEqual(['keyring', identity])
      expect(pinSecretsWith(secret, disk.folder, randomBytes).find(OWN_SECRET)).toEqual(own)
    } finally {
      disk.unmount()
    }
  })

  test('is told as unreadable when its keyring is gone or another, and the file is left as it is', () => {
    keyStoreWith(secret, data).save(identity)
    const before = text()
    for (const other of [null, randomBytes(32)]) {
      const store = keyStoreWith(other, data)
      expect([store.protection, store.load()]).toEqual(['unreadable', null])
    }
    expect(text()).toBe(before)
  })

  test('is not opened for another device or after any changed character', async () => {
    keyStoreWith(secret, data).save(identity)
    const kept = JSON.parse(text())
    const other = await makeDeviceIdentity(randomUUID())
    const changes: object[] = [{ device: other.device }, { publicKey: other.publicKey }, { sealed: '' }]
    for (let at = 0; at < kept.sealed.length; at += 7) {
      const letter = kept.sealed[at] === 'A' ? 'B' : 'A'
      changes.push({ sealed: kept.sealed.slice(0, at) + letter + kept.sealed.slice(at + 1) })
    }
    for (const change of changes) {
      writeFileSync(file(), JSON.stringify({ ...kept, ...change }))
      expect(keyStoreWith(secret, data).load(), JSON.stringify(change)).toBeNull()
    }
  })

  test('is shown where it rests by the settings of a kiosk, and does not stop one that cannot read it', async () => {
    const kiosk = await createTestKiosk({ dataDirectory: data })
    const shown = async (keys: ReturnType<typeof keyStoreWith>) => {
      const again = await createTestKiosk({ dataDirectory: data, directory: null, keys })
      const visit = await administratorVisit(again)
      const answer = await again.service.api.settings({ visit })
      const health = await again.service.api.logHealth({ visit })
      await again.service.stop()
      return [answer, health].map((one) => ('keyProtection' in one ? one.keyProtection : one.kind))
    }
    await kiosk.service.stop()
    expect(await shown(keyStoreWith(null, data))).toEqual(['file', 'file'])
    expect(await shown(keyStoreWith(secret, data))).toEqual(['keyring', 'keyring'])
    expect(await shown(keyStoreWith(null, data))).toEqual(['unreadable', 'unreadable'])
  })
})

test('the secret crosses from shell to service as 32 bytes or as none, and nothing else is taken for it (E16)', () => {
  expect(readSecret(JSON.parse(JSON.stringify(secretMessage(secret))))).toEqual(secret)
  expect(readSecret(secretMessage(null))).toBeNull()
  for (const other of [null, {}, { secret: '' }, { secret: 'short' }, { call: 1 }, { secret: null, x: 1 }]) {
    expect(readSecret(other)).toBeUndefined()
  }
})
