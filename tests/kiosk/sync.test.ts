import { afterEach, describe, expect, test } from 'vitest'
import {
  createTestKiosk,
  newId,
  type TestKiosk,
  type TestKioskOptions,
} from '../support/create-test-kiosk.ts'
import { eventually } from '../support/eventually.ts'
import { readChain, readLog } from '../support/read-log.ts'
import { createDistrictDouble, type DistrictDouble, type Sabotage } from '../support/sync-district.ts'
import { badgeOf, testDirectory } from '../support/test-directory.ts'
import { firstBroken } from '../support/verify-chain.ts'

let kiosk: TestKiosk
let district: DistrictDouble
afterEach(async () => {
  await kiosk.close()
  await district.close()
})

/** A kiosk enrolled by ticket, with its directory, at a district that hears everything. */
async function enrolled(options: TestKioskOptions = {}): Promise<void> {
  district = await createDistrictDouble(testDirectory(5))
  kiosk = await createTestKiosk({ directory: null, ...options })
  district.now = kiosk.clock.now
  kiosk.service.start()
  const answer = await kiosk.service.api.enrol({ ticket: district.ticket, name: 'Quầy 1' })
  expect(answer).toMatchObject({ kind: 'enrolled', point: 'Bộ phận Một cửa' })
  await caughtUp()
}

const state = () => kiosk.service.api.state({})
const syncNow = () => kiosk.service.api.syncNow({})
async function caughtUp(): Promise<void> {
  await eventually(async () => {
    expect((await state()).sync).toMatchObject({ kind: 'online', waiting: 0 })
    expect(district.events.map(({ text }) => text)).toEqual(
      readChain(kiosk.dataDirectory).events.map(({ text }) => text),
    )
  })
}
async function scans(count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    kiosk.clock.pass(1000)
    expect(await kiosk.scan(badgeOf((i % 5) + 1).code)).toMatchObject({ kind: 'recorded' })
  }
}
/** The district's copy is the kiosk's log, chained and without doubles. */
function expectWhole(): void {
  const { origin, events } = readChain(kiosk.dataDirectory)
  expect(firstBroken(origin, district.events)).toBeNull()
  expect(district.events.length).toBe(events.length)
  const ids = district.events.map(({ text }) => JSON.parse(text).id)
  expect(new Set(ids).size).toBe(ids.length)
}

describe('enrolment', () => {
  test('begins the log, takes the directory and compares the clocks', async () => {
    await enrolled()
    expect(readLog(kiosk.dataDirectory).map(({ type }) => type)).toEqual([
      'log-started',
      'run-started',
      'clock-checked',
      'directory-applied',
    ])
    expect(await kiosk.scan(badgeOf(5).code)).toMatchObject({
      person: { kind: 'ours', name: 'Nguyễn Thị Mẫu 5' },
    })
    expect(await state()).toMatchObject({
      clock: { checked: true, offsetMs: 0 },
      enrolled: { kiosk: 'Quầy 1' },
    })
    expect(await kiosk.service.api.enrol({ ticket: district.ticket })).toEqual({
      kind: 'refused',
      reason: 'already-enrolled',
    })
  })

  test('is refused with the reason, and leaves nothing behind', async () => {
    district = await createDistrictDouble(testDirectory())
    kiosk = await createTestKiosk({ directory: null })
    const ticketWith = (change: object) => {
      const [, , json = ''] = district.ticket.split(':')
      const ticket = { ...JSON.parse(Buffer.from(json, 'base64url').toString()), ...change }
      return `giogiac-enrol:1:${Buffer.from(JSON.stringify(ticket)).toString('base64url')}`
    }
    const enrol = (ticket: string) => kiosk.service.api.enrol({ ticket })
    const malformed = { kind: 'refused', reason: 'malformed-ticket' }
    for (const nonsense of [
      '',
      'giogiac-enrol:1:',
      'giogiac-enrol:1:%%%',
      'https://example.vn',
      ticketWith({ district: 'x' }),
    ]) {
      expect(await enrol(nonsense)).toEqual(malformed)
    }
    for (const address of ['file:///etc/passwd', 'javascript:alert(1)', 'http://user:pass@127.0.0.1/']) {
      expect(await enrol(ticketWith({ address }))).toEqual(malformed)
    }
    expect(await enrol(ticketWith({ code: 'WRONG-CODE' }))).toEqual({ kind: 'refused', reason: 'code-wrong' })
    expect(await enrol(ticketWith({ address: 'http://127.0.0.1:1' }))).toEqual({ kind: 'unreachable' })
    // The right district, but a ticket that pins another key: its answers are worth nothing.
    const otherKey = Buffer.alloc(32, 9).toString('base64url')
    expect(await enrol(ticketWith({ district: otherKey }))).toEqual({ kind: 'unreachable' })
    expect((await state()).enrolled).toBeNull()
    expect(await kiosk.scan(badgeOf(1).code)).toEqual({ kind: 'not-enrolled' })
  })
})

describe('the sync loop', () => {
  test('brings every scan to the district soon after it was made', async () => {
    await enrolled()
    await scans(12)
    expect((await state()).sync.waiting).toBeGreaterThan(0)
    await caughtUp()
    expectWhole()
    expect((await state()).sync.districtHasUpTo).toBe(kiosk.clock.now())
  })

  test('loses and doubles nothing over an hour without the district', async () => {
    await enrolled()
    district.sabotage = () => 'drop-request'
    for (let minute = 0; minute < 60; minute++) {
      kiosk.clock.pass(59_000)
      await scans(2)
    }
    await syncNow()
    await eventually(async () => expect((await state()).sync.kind).toBe('offline'))
    const offline = (await state()).sync
    expect(offline).toMatchObject({ kind: 'offline', waiting: 120 })
    expect(offline.oldestWaitingAt).not.toBeNull()
    district.sabotage = () => null
    await syncNow()
    await caughtUp()
    expectWhole()
  })

  const LIES: readonly (readonly [string, Sabotage])[] = [
    [
      'a page of a captive portal with status 200',
      { status: 200, body: '<html>Welcome to the free WiFi</html>' },
    ],
    ['an empty 200', { status: 200, body: '' }],
    ['a 200 that looks like an answer but has no seal', { status: 200, body: '{"v":1,"have":{"seq":99}}' }],
    ['a redirect', { status: 302, body: '', headers: { location: 'http://127.0.0.1:1/' } }],
    ['a gateway that is down', { status: 502, body: 'Bad Gateway' }],
    ['garbage', { status: 200, body: '\u0000\u0001\n\u0002' }],
    ["an answer under a stranger's seal", 'other-key'],
    ['an answer for another kiosk', 'other-audience'],
    ['an answer sealed for another purpose', 'other-purpose'],
    ['an answer that was changed on the way', 'changed-answer'],
    ['a request that never arrives', 'drop-request'],
    ['an answer that never arrives', 'drop-answer'],
  ]
  test.each(LIES)('takes %s for no acknowledgement, and sends again', async (_name, lie) => {
    await enrolled()
    const acknowledged = (await state()).sync
    let lies = 0
    district.sabotage = () => (lies++ < 3 ? lie : null)
    await scans(3)
    await syncNow()
    await eventually(() => expect(lies).toBeGreaterThan(0))
    expect(acknowledged.waiting).toBe(0)
    await eventually(() => expect(lies).toBeGreaterThanOrEqual(4))
    await caughtUp()
    expectWhole()
  })

  test('does not count what a portal swallowed', async () => {
    await enrolled()
    district.sabotage = (route) => (route === 'events' ? { status: 200, body: 'OK' } : null)
    await scans(3)
    await syncNow()
    await eventually(async () => expect((await state()).sync.kind).toBe('offline'))
    expect((await state()).sync.waiting).toBe(3)
  })

  test('sends once more what was handled twice or never answered, without a double', async () => {
    await enrolled()
    let calls = 0
    district.sabotage = () => (['twice', 'drop-answer', null] as const)[calls++ % 3] ?? null
    await scans(20)
    await syncNow()
    await caughtUp()
    expectWhole()
  })

  test('asks again at once when its challenge had run out', async () => {
    await enrolled()
    district.forgetChallenges()
    const before = district.requests.length
    await scans(1)
    await syncNow()
    await caughtUp()
    expect(district.requests.slice(before).map(({ route }) => route)).toEqual(['hello', 'hello', 'events'])
    expect((await state()).sync.kind).toBe('online')
  })

  test('says that it was revoked, keeps recording, and loses nothing', async () => {
    await enrolled()
    for (const device of district.devices.values()) device.revoked = true
    await scans(2)
    await syncNow()
    await eventually(async () =>
      expect((await state()).sync).toMatchObject({ kind: 'refused', refusal: 'revoked' }),
    )
    await scans(2)
    expect((await state()).sync.waiting).toBe(4)
    for (const device of district.devices.values()) device.revoked = false
    await syncNow()
    await caughtUp()
    expectWhole()
  })

  test('sends again what the district lost', async () => {
    await enrolled()
    await scans(30)
    await syncNow()
    await caughtUp()
    district.events.length = 7
    await syncNow()
    await caughtUp()
    expectWhole()
  })

  test('sends again from the gap when the district lost events between hello and upload', async () => {
    await enrolled()
    await scans(30)
    await syncNow()
    await caughtUp()
    let lost = false
    district.sabotage = (route) => {
      if (route === 'events' && !lost) {
        lost = true
        district.events.length = 5
      }
      return null
    }
    await scans(2)
    await syncNow()
    await caughtUp()
    expect(lost).toBe(true)
    expectWhole()
  })

  test('reports a fork when the district holds another event in its place, and more than there is here', async () => {
    await enrolled()
    await scans(3)
    await syncNow()
    await caughtUp()
    const last = district.events.pop()
    district.events.push({ text: last?.text ?? '', hash: 'f'.repeat(64) })
    await syncNow()
    await eventually(async () =>
      expect((await state()).sync).toMatchObject({ kind: 'refused', refusal: 'fork' }),
    )
    if (last !== undefined) district.events.splice(-1, 1, last, { text: '{}', hash: 'e'.repeat(64) })
    await syncNow()
    await scans(1)
    await syncNow()
    expect((await state()).sync).toMatchObject({ kind: 'refused', refusal: 'fork' })
  })

  test('halves a batch that is too large for the way until it passes', async () => {
    await enrolled()
    district.sabotage = () => 'drop-request'
    await scans(40)
    const largest = () => Math.max(...district.requests.map(({ events }) => events))
    district.sabotage = (_route, body) =>
      (JSON.parse(body).events?.length ?? 0) > 7 ? { status: 413, body: 'too large' } : null
    await syncNow()
    await caughtUp()
    expectWhole()
    expect(largest()).toBeLessThanOrEqual(7)
  })

  test('halves a batch that takes too long', async () => {
    await enrolled({ timing: { requestTimeoutMs: 150 } })
    district.sabotage = () => 'drop-request'
    await scans(16)
    district.sabotage = async (_route, body) => {
      if ((JSON.parse(body).events?.length ?? 0) > 5) await new Promise((resolve) => setTimeout(resolve, 300))
      return null
    }
    await syncNow()
    await caughtUp()
    expectWhole()
  })

  test('sends many events in batches of at most 500 events and 512 kB', async () => {
    await enrolled()
    district.sabotage = () => 'drop-request'
    await scans(1100)
    district.sabotage = () => null
    await syncNow()
    await eventually(() => caughtUp(), 10_000)
    const batches = district.requests.filter(({ events }) => events > 0)
    expect(Math.max(...batches.map(({ events }) => events))).toBe(500)
    expectWhole()
  }, 20_000)

  test('takes a newer directory, and never goes back to an older', async () => {
    await enrolled()
    district.directory = { ...testDirectory(6), version: 2 }
    await syncNow()
    await eventually(async () =>
      expect(await kiosk.scan(badgeOf(6).code)).toMatchObject({
        person: { kind: 'ours', name: 'Nguyễn Thị Mẫu 6' },
      }),
    )
    district.directory = { ...testDirectory(1), version: 1 }
    await syncNow()
    await caughtUp()
    await kiosk.restart()
    expect(await kiosk.scan(badgeOf(6).code)).toMatchObject({ person: { kind: 'ours' } })
    const applied = readLog(kiosk.dataDirectory).filter(({ type }) => type === 'directory-applied')
    expect(applied.map(({ data }) => data.version)).toEqual([1, 2])
  })

  test("judges by the district's clock once compared, whatever the wall clock says", async () => {
    await enrolled({ start: '2026-03-02T05:10:00+07:00' })
    const truth = Date.parse('2026-03-02T07:25:00+07:00')
    kiosk.clock.reboot()
    await kiosk.restart()
    const up0 = kiosk.clock.uptime()
    district.now = () => truth + (kiosk.clock.uptime() - up0)
    // Before the comparison the wall clock is all there is: two hours early is outside hours.
    expect(await kiosk.scan(badgeOf(1).code)).toMatchObject({ became: { kind: 'outside-hours' } })
    kiosk.service.start()
    await eventually(async () => expect((await state()).clock.checked).toBe(true))
    expect(await kiosk.scan(badgeOf(2).code)).toMatchObject({
      at: truth,
      became: { kind: 'arrived', session: 0, lateMinutes: 0 },
    })
    kiosk.clock.pass(600_000)
    kiosk.clock.setWall('2001-01-01T00:00:00Z')
    expect(await kiosk.scan(badgeOf(3).code)).toMatchObject({
      at: truth + 600_000,
      became: { kind: 'arrived', lateMinutes: 5 },
    })
    // The scan made before the comparison in the same run is put right with it.
    expect(await kiosk.scan(badgeOf(1).code)).toMatchObject({ became: { kind: 'noted' } })
  })

  test('compares clocks once a run and then only when something moved or an hour passed', async () => {
    await enrolled()
    const checks = () => readLog(kiosk.dataDirectory).filter(({ type }) => type === 'clock-checked').length
    for (let i = 0; i < 5; i++) {
      await syncNow()
      await caughtUp()
    }
    expect(checks()).toBe(1)
    kiosk.clock.pass(3_600_001)
    await syncNow()
    await eventually(() => expect(checks()).toBe(2))
    await caughtUp()
    let ahead = 0
    district.now = () => kiosk.clock.now() + ahead
    ahead = 700
    for (let i = 0; i < 9 && checks() === 2; i++) {
      const before = district.requests.length
      await syncNow()
      await eventually(() => expect(district.requests.length).toBeGreaterThan(before))
    }
    await eventually(() => expect(checks()).toBe(3))
  })

  test('stops at once in the middle of a request that hangs', async () => {
    await enrolled()
    district.sabotage = () => new Promise((resolve) => setTimeout(() => resolve(null), 1000))
    await syncNow()
    await new Promise((resolve) => setTimeout(resolve, 50))
    const begun = performance.now()
    await kiosk.service.stop()
    expect(performance.now() - begun).toBeLessThan(500)
  })

  test('goes on after a restart where it was', async () => {
    await enrolled()
    district.sabotage = () => 'drop-request'
    await scans(5)
    await kiosk.restart()
    expect((await state()).sync).toMatchObject({ waiting: 6 })
    district.sabotage = () => null
    kiosk.service.start()
    await caughtUp()
    expectWhole()
    expect(newId()).toMatch(/-7/)
  })
})
