import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MANIFEST_FILE, PACKAGE_FILE, SIGNATURE_FILE } from '../../../core/update/update-manifest.ts'
import { createUpdates } from '../../../kiosk/update/updates.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { makeUpdate, releaseKey } from '../../support/make-update.ts'

const PACKAGE = Buffer.alloc(3_000_000, 'chương trình ')
const key = releaseKey()
let home: string
let district: TestDistrict
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'giogiac-shelf-'))
  makeUpdate(join(home, 'shelf/linux-x64'), key.privateKey, PACKAGE)
  writeFileSync(join(home, 'secret.txt'), 'secret')
  writeFileSync(join(home, 'shelf/linux-x64/notes.txt'), 'notes')
  district = await createTestDistrict({ updatesDirectory: join(home, 'shelf') })
})
afterAll(async () => {
  await district.stop()
  rmSync(home, { recursive: true, force: true })
})

describe('the district’s shelf of updates (E15)', () => {
  test('brings a signed version to a kiosk whole', async () => {
    const updates = createUpdates({
      options: { key: key.pem, platform: 'linux-x64', built: null },
      dataDirectory: join(home, 'kiosk'),
      running: '0.1.0',
      now: () => Date.parse('2026-11-22T19:00:00Z'),
      fetch,
      log: () => {},
      changed: () => {},
      districtNow: () => null,
      newestKnown: () => null,
      districtAddress: () => `${district.address}/`,
      sessions: () => [],
    })
    await updates.lookOut()
    expect(updates.waiting()).toBe('0.2.0')
    expect(readFileSync(join(home, 'kiosk/update/staged', PACKAGE_FILE)).equals(PACKAGE)).toBe(true)
  })

  test('has nothing where a pipe, a folder or a link lies, and waits for nobody', async () => {
    const shelf = join(home, 'shelf/odd-x64')
    mkdirSync(join(shelf, SIGNATURE_FILE), { recursive: true })
    execFileSync('mkfifo', [join(shelf, MANIFEST_FILE)])
    symlinkSync(join(home, 'secret.txt'), join(shelf, PACKAGE_FILE))
    for (const name of [MANIFEST_FILE, SIGNATURE_FILE, PACKAGE_FILE]) {
      const signal = AbortSignal.timeout(5_000)
      const response = await fetch(`${district.address}/api/v1/updates/odd-x64/${name}`, { signal })
      expect(response.status, name).toBe(404)
    }
  })

  test.each([
    'linux-x64/notes.txt',
    'linux-arm64/giogiac-update.txt',
    '..%2f/secret.txt',
    'linux-x64/..%2f..%2fsecret.txt',
    'linux-x64/%2e%2e%2f%2e%2e%2fsecret.txt',
    'linux-x64',
    'LINUX-X64/giogiac-update.txt',
  ])('has nothing under %s', async (path) => {
    const response = await fetch(`${district.address}/api/v1/updates/${path}`)
    expect(response.status).toBe(404)
    expect(await response.text()).not.toMatch(/secret|notes|giogiac-shelf/)
  })
})
