import { randomBytes, randomUUID } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { keepDistrictKeys, rotateDistrictKey } from '../../../district/context/district-keys.ts'
import { readKeyringSecret } from '../../../electron/keyring.ts'
import { pinSecretsWith } from '../../../kiosk/desk/pin-secrets.ts'
import { fileKeyStore, makeDeviceIdentity } from '../../../kiosk/keys/device-key.ts'
import { keyStoreWith } from '../../../kiosk/keys/sealed-key-store.ts'
import { createUpdates } from '../../../kiosk/update/updates.ts'
import { temporaryDirectory } from '../../support/create-test-kiosk.ts'
import { diskOrder, namesAtRisk } from '../../support/disk-order.ts'
import { makeUpdate, releaseKey } from '../../support/make-update.ts'

let data = ''
beforeEach(() => {
  data = temporaryDirectory()
})
afterEach(() => rmSync(data, { recursive: true, force: true }))

/** Nothing is encrypted: only where the secret lies is looked at. */
const keyring = {
  isEncryptionAvailable: () => true,
  encryptString: (text: string) => Buffer.from(text),
  decryptString: (encrypted: Buffer) => encrypted.toString(),
}
const key = releaseKey()
const updates = () => {
  makeUpdate(join(data, 'stick'), key.privateKey, Buffer.alloc(20_000, 'chương trình'))
  mkdirSync(join(data, 'update'))
  return createUpdates({
    options: { key: key.pem, platform: 'linux-x64', built: null },
    dataDirectory: data,
    running: '0.1.0',
    now: () => Date.parse('2026-11-22T19:00:00Z'),
    fetch,
    log: () => {},
    changed: () => {},
    districtNow: () => null,
    newestKnown: () => null,
    districtAddress: () => null,
    sessions: () => [],
  })
}

describe('what is put in its place in one step outlives a power cut, name and all', () => {
  test.each<[string, () => unknown]>([
    ['the device’s key', async () => fileKeyStore(data).save(await makeDeviceIdentity(randomUUID()))],
    [
      'the device’s sealed key',
      async () => keyStoreWith(randomBytes(32), data).save(await makeDeviceIdentity(randomUUID())),
    ],
    ['the secrets of PINs', () => pinSecretsWith(null, data, randomBytes).own()],
    ['the keyring’s secret', () => readKeyringSecret(keyring, 'win32', data, () => {})],
    ['the word that a version works', () => updates().seen()],
    ['a version that waits', () => updates().lookAt(join(data, 'stick'))],
    ['the district’s first key', () => keepDistrictKeys(data)],
    ['the district’s next key', () => rotateDistrictKey(data)],
  ])('%s', async (_what, keep) => {
    const deeds = await diskOrder(keep)
    expect(deeds.filter(({ kind }) => kind === 'renamed').length).toBeGreaterThan(0)
    expect(namesAtRisk(deeds)).toEqual([])
  })
})
