import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { MANIFEST_FILE, PACKAGE_FILE, SIGNATURE_FILE } from '../../../core/update/update-manifest.ts'
import { createUpdates, isQuiet, QUIET_AROUND_MS } from '../../../kiosk/update/updates.ts'
import { temporaryDirectory } from '../../support/create-test-kiosk.ts'
import { makeUpdate, releaseKey } from '../../support/make-update.ts'

const NOW = Date.parse('2026-11-22T19:00:00Z')
const PACKAGE = Buffer.alloc(300_000, 'giờ giấc ')
const key = releaseKey()

let home = ''
let refusals: unknown[] = []
let changes = 0
let server: Server | null = null
beforeEach(() => {
  home = temporaryDirectory()
  refusals = []
  changes = 0
})
afterEach(() => {
  server?.close()
  server = null
  rmSync(home, { recursive: true, force: true })
})

const stick = () => join(home, 'stick')
const data = () => join(home, 'data')
const staged = () => join(data(), 'update/staged')
const start = (around: Partial<Parameters<typeof createUpdates>[0]> = {}) =>
  createUpdates({
    options: { key: key.pem, platform: 'linux-x64', built: null },
    dataDirectory: data(),
    running: '0.1.0',
    now: () => NOW,
    fetch,
    log: (_message, { why }) => refusals.push(why),
    changed: () => changes++,
    districtNow: () => null,
    newestKnown: () => null,
    districtAddress: () => null,
    sessions: () => [],
    ...around,
  })
const fromStick = async () => {
  const updates = start()
  await updates.lookAt(stick())
  return updates.waiting()
}

describe('an update (E15)', () => {
  test('from a stick waits whole beside the running version, is told once, and is remembered', async () => {
    makeUpdate(stick(), key.privateKey, PACKAGE)
    const updates = start()
    expect(updates.waiting()).toBeNull()
    await updates.lookAt(stick())
    expect(updates.waiting()).toBe('0.2.0')
    for (const name of [MANIFEST_FILE, SIGNATURE_FILE, PACKAGE_FILE]) {
      expect(readFileSync(join(staged(), name)), name).toEqual(readFileSync(join(stick(), name)))
    }
    await updates.lookAt(stick())
    expect(changes).toBe(1)
    rmSync(stick(), { recursive: true })
    expect(start().waiting()).toBe('0.2.0')
    expect(refusals).toEqual([])
  })

  test.each([
    [
      'a bad signature',
      'bad-signature',
      () => writeFileSync(join(stick(), SIGNATURE_FILE), Buffer.alloc(64, 7)),
    ],
    ['a short signature', 'bad-signature', () => truncateSync(join(stick(), SIGNATURE_FILE), 63)],
    [
      'the signature of another key',
      'bad-signature',
      () => makeUpdate(stick(), releaseKey().privateKey, PACKAGE),
    ],
    [
      'a manifest changed after it was signed',
      'bad-signature',
      () => {
        const file = join(stick(), MANIFEST_FILE)
        writeFileSync(file, readFileSync(file, 'utf8').replace('0.2.0', '0.2.1'))
      },
    ],
    [
      'the same version',
      'not-newer',
      () => makeUpdate(stick(), key.privateKey, PACKAGE, { version: '0.1.0' }),
    ],
    [
      'a lower version',
      'not-newer',
      () => makeUpdate(stick(), key.privateKey, PACKAGE, { version: '0.0.9' }),
    ],
    [
      'another product',
      'other-product',
      () => makeUpdate(stick(), key.privateKey, PACKAGE, { product: 'vn.other' }),
    ],
    [
      'another platform',
      'other-platform',
      () => makeUpdate(stick(), key.privateKey, PACKAGE, { platform: 'win32-x64' }),
    ],
    [
      'an expired manifest',
      'expired',
      () => makeUpdate(stick(), key.privateKey, PACKAGE, { expires: '2026-11-21' }),
    ],
    ['signed nonsense', 'malformed', () => makeUpdate(stick(), key.privateKey, PACKAGE, { version: 'v2' })],
    [
      'a truncated package',
      'wrong-package',
      () => truncateSync(join(stick(), PACKAGE_FILE), PACKAGE.length - 1),
    ],
    [
      'a package of another content',
      'wrong-package',
      () => writeFileSync(join(stick(), PACKAGE_FILE), Buffer.from(PACKAGE).fill(1, 9, 10)),
    ],
    [
      'a package that goes on',
      'wrong-package',
      () => writeFileSync(join(stick(), PACKAGE_FILE), Buffer.concat([PACKAGE, PACKAGE])),
    ],
    ['no package', 'wrong-package', () => rmSync(join(stick(), PACKAGE_FILE))],
  ])('with %s is refused as %s and leaves nothing behind', async (_name, why, spoil) => {
    makeUpdate(stick(), key.privateKey, PACKAGE)
    spoil()
    expect(await fromStick()).toBeNull()
    expect(refusals).toEqual([why])
    expect(existsSync(data()) ? readdirSync(join(data(), 'update')) : []).toEqual([])
  })

  test.each([[MANIFEST_FILE], [SIGNATURE_FILE]])(
    'without %s, or with one far too long, is none',
    async (name) => {
      makeUpdate(stick(), key.privateKey, PACKAGE)
      writeFileSync(join(stick(), name), Buffer.alloc(5_000_000, 'x'))
      expect(await fromStick()).toBeNull()
      rmSync(join(stick(), name))
      expect(await fromStick()).toBeNull()
      mkdirSync(join(stick(), name))
      expect(await fromStick()).toBeNull()
    },
  )

  test('that is refused leaves the good one that waits alone; a newer good one takes its place', async () => {
    makeUpdate(stick(), key.privateKey, PACKAGE)
    const updates = start()
    await updates.lookAt(stick())
    makeUpdate(stick(), releaseKey().privateKey, PACKAGE, { version: '0.3.0' })
    await updates.lookAt(stick())
    expect(updates.waiting()).toBe('0.2.0')
    makeUpdate(stick(), key.privateKey, PACKAGE, { version: '0.3.0' })
    await updates.lookAt(stick())
    expect([updates.waiting(), start().waiting()]).toEqual(['0.3.0', '0.3.0'])
  })

  test('that is older than the one that waits does not push it aside', async () => {
    makeUpdate(stick(), key.privateKey, PACKAGE, { version: '0.3.0' })
    const updates = start()
    await updates.lookAt(stick())
    makeUpdate(stick(), key.privateKey, PACKAGE, { version: '0.2.0' })
    await updates.lookAt(stick())
    expect([updates.waiting(), start().waiting(), refusals]).toEqual(['0.3.0', '0.3.0', ['not-newer']])
  })

  test('that has expired by the district’s time stays expired when the machine’s clock is set back', async () => {
    makeUpdate(stick(), key.privateKey, PACKAGE, { expires: '2026-11-20' })
    const SET_BACK = Date.parse('2026-10-01T00:00:00Z')
    // Compared: the district's word counts, not the machine's clock.
    await start({ now: () => SET_BACK, districtNow: () => NOW }).lookAt(stick())
    // Not compared any more: what was known before still counts.
    const later = start({ now: () => SET_BACK })
    await later.lookAt(stick())
    expect([later.waiting(), refusals]).toEqual([null, ['expired', 'expired']])
  })

  test('is taken by the district’s time where the machine’s clock runs ahead', async () => {
    makeUpdate(stick(), key.privateKey, PACKAGE, { expires: '2026-11-30' })
    const ahead = start({ now: () => Date.parse('2040-01-01T00:00:00Z'), districtNow: () => NOW })
    await ahead.lookAt(stick())
    expect(ahead.waiting()).toBe('0.2.0')
  })

  test('leaves the newest day that the district told in a file, for whoever puts it in place', async () => {
    const day = () => readFileSync(join(data(), 'update/newest-day'), 'utf8')
    await start({ districtNow: () => NOW }).lookOut()
    expect(day()).toBe('2026-11-22\n2026-11-22\n')
    const next = start({ districtNow: () => NOW + 86_400_000 })
    await next.lookOut()
    await next.lookOut()
    expect(day()).toBe('2026-11-23\n2026-11-23\n')
    await start().lookOut()
    expect(day()).toBe('2026-11-23\n2026-11-23\n')
  })

  const SET_BACK = () => Date.parse('2026-10-01T00:00:00Z')
  const built = { key: key.pem, platform: 'linux-x64', built: '2026-11-23' }
  test.each([
    ['the day on which the program was built', { options: built }],
    ['the newest that the kiosk knows', { newestKnown: () => NOW + 86_400_000 }],
    ['that one, in a year that no calendar has', { newestKnown: () => 8.64e15 }],
  ])('that has expired by %s stays expired where no district tells the time', async (_what, more) => {
    const day = () => readFileSync(join(data(), 'update/newest-day'), 'utf8').slice(0, 10)
    makeUpdate(stick(), key.privateKey, PACKAGE, { expires: '2026-11-22' })
    const updates = start({ now: SET_BACK, ...more })
    await updates.lookAt(stick())
    expect([updates.waiting(), refusals, day() > '2026-11-22']).toEqual([null, ['expired'], true])
    // Whoever puts it in place goes by the file: what the district tells counts, whatever was known.
    const told = start({ now: SET_BACK, ...more, districtNow: () => NOW })
    await told.lookAt(stick())
    expect([told.waiting(), day()]).toEqual(['0.2.0', '2026-11-22'])
  })

  test('knows the day that an older version kept in one line', async () => {
    makeUpdate(stick(), key.privateKey, PACKAGE, { expires: '2026-11-22' })
    mkdirSync(join(data(), 'update'), { recursive: true })
    writeFileSync(join(data(), 'update/newest-day'), '2026-11-23\n')
    await start({ now: SET_BACK }).lookAt(stick())
    expect(refusals).toEqual(['expired'])
  })

  test.skipIf(process.platform === 'win32')(
    'with a pipe, a device or a link in the place of one of its files is none, and holds nothing up',
    { timeout: 20_000 },
    async () => {
      for (const name of [MANIFEST_FILE, SIGNATURE_FILE, PACKAGE_FILE]) {
        for (const put of [
          (file: string) => execFileSync('mkfifo', [file]),
          (file: string) => symlinkSync('/dev/zero', file),
          (file: string) => symlinkSync(join(home, 'elsewhere', name), file),
        ]) {
          rmSync(stick(), { recursive: true, force: true })
          makeUpdate(stick(), key.privateKey, PACKAGE)
          makeUpdate(join(home, 'elsewhere'), key.privateKey, PACKAGE)
          rmSync(join(stick(), name))
          put(join(stick(), name))
          expect(await fromStick(), name).toBeNull()
        }
      }
      makeUpdate(join(home, 'good'), key.privateKey, PACKAGE)
      const updates = start()
      await updates.lookAt(join(home, 'good'))
      expect(updates.waiting()).toBe('0.2.0')
    },
  )

  test('makes room once it was put in place, once it expired, and when somebody changed it', async () => {
    const stage = async () => {
      makeUpdate(stick(), key.privateKey, PACKAGE)
      expect(await fromStick()).toBe('0.2.0')
    }
    await stage()
    expect(start({ running: '0.2.0' }).waiting()).toBeNull()
    expect(existsSync(staged())).toBe(false)
    await stage()
    expect(start({ now: () => Date.parse('2100-01-01T00:00:00Z') }).waiting()).toBeNull()
    await stage()
    writeFileSync(join(staged(), SIGNATURE_FILE), Buffer.alloc(64))
    expect(start().waiting()).toBeNull()
    expect(existsSync(staged())).toBe(false)
  })

  test('is taken by nobody without a key, or with a key of another kind', async () => {
    makeUpdate(stick(), key.privateKey, PACKAGE)
    for (const options of [null, { key: 'nonsense', platform: 'linux-x64', built: null }]) {
      const updates = start({ options })
      await updates.lookAt(stick())
      updates.seen()
      expect(updates.waiting()).toBeNull()
    }
    expect(existsSync(data())).toBe(false)
  })

  test('comes from the district when nobody is expected at the counter, and is asked for every six hours', async () => {
    makeUpdate(stick(), key.privateKey, PACKAGE)
    const asked: string[] = []
    const shelf = createServer((request, response) => {
      asked.push(request.url ?? '')
      try {
        response.end(readFileSync(join(stick(), (request.url ?? '').split('/').at(-1) ?? '')))
      } catch {
        response.writeHead(404).end()
      }
    })
    server = shelf
    shelf.listen(0, '127.0.0.1')
    await once(shelf, 'listening')
    const address = `http://127.0.0.1:${(shelf.address() as AddressInfo).port}/giogiac`
    const session = { start: NOW + QUIET_AROUND_MS / 2, end: NOW + 4 * 3_600_000 }
    const busy = start({ districtAddress: () => address, sessions: () => [session] })
    await busy.lookOut()
    expect(asked).toEqual([])
    const updates = start({ districtAddress: () => address })
    await updates.lookOut()
    await updates.lookOut()
    expect(updates.waiting()).toBe('0.2.0')
    expect(asked).toEqual(
      [MANIFEST_FILE, SIGNATURE_FILE, PACKAGE_FILE].map(
        (name) => `/giogiac/api/v1/updates/linux-x64/${name}`,
      ),
    )
    expect(readFileSync(join(staged(), PACKAGE_FILE))).toEqual(PACKAGE)
  })

  test('is not taken from a district that has none, hangs up or sends another page', async () => {
    let answer = 0
    const shelf = createServer((_request, response) => {
      answer++
      if (answer === 1) response.writeHead(404).end()
      else if (answer === 2) response.destroy()
      else response.writeHead(302, { location: '/elsewhere' }).end()
    })
    server = shelf
    shelf.listen(0, '127.0.0.1')
    await once(shelf, 'listening')
    const address = `http://127.0.0.1:${(shelf.address() as AddressInfo).port}/`
    for (let time = 0; time < 3; time++) {
      const updates = start({ districtAddress: () => address })
      await updates.lookOut()
      expect(updates.waiting()).toBeNull()
    }
    expect([answer, refusals]).toEqual([3, []])
  })

  test('confirms its start once the screen was seen, and not before', () => {
    const confirmed = join(data(), 'update/confirmed')
    const updates = start({ running: '0.2.0' })
    expect(existsSync(confirmed)).toBe(false)
    updates.seen()
    updates.seen()
    expect(readFileSync(confirmed, 'utf8')).toBe('0.2.0\n')
  })
})

test('it is quiet when no session is on, near or just over (E15)', () => {
  const sessions = [{ start: NOW, end: NOW + 3_600_000 }]
  const at = (ms: number) => isQuiet(sessions, NOW + ms)
  expect(at(-QUIET_AROUND_MS - 1)).toBe(true)
  expect([at(-QUIET_AROUND_MS), at(0), at(3_600_000), at(3_600_000 + QUIET_AROUND_MS)]).toEqual(
    Array(4).fill(false),
  )
  expect(at(3_600_001 + QUIET_AROUND_MS)).toBe(true)
  expect(isQuiet([], NOW)).toBe(true)
})
