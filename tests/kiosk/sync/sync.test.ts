import { afterEach, describe, expect, test } from 'vitest'
import { newId } from '../../support/create-test-kiosk.ts'
import { administratorVisit, leaderVisit, personId, visitAgain } from '../../support/desk-visits.ts'
import {
  caughtUp,
  closeBoth,
  district,
  enrolled,
  expectWhole,
  kiosk,
  scans,
  state,
  syncNow,
} from '../../support/enrolled-kiosk.ts'
import { eventually } from '../../support/eventually.ts'
import { readLog } from '../../support/read-log.ts'
import { badgeOf, testDirectory } from '../../support/test-directory.ts'

afterEach(closeBoth)

describe('the sync loop', { timeout: 30_000 }, () => {
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
    expect(offline.oldestTurnAt).not.toBeNull()
    district.sabotage = () => null
    await syncNow()
    await caughtUp()
    expectWhole()
  })

  test('counts scans, sign-ins and claims that wait, and no other events, as what people wait for', async () => {
    await enrolled()
    await leaderVisit(kiosk)
    await caughtUp()
    district.sabotage = () => 'drop-request'
    const visit = await administratorVisit(kiosk)
    await kiosk.service.api.changeSettings({ visit, change: { counter: 'Quầy 3' } })
    const deeds = (await state()).sync
    expect(deeds).toMatchObject({ turnsWaiting: 0, oldestTurnAt: null })
    expect(deeds.waiting).toBeGreaterThan(0)

    kiosk.clock.pass(60_000)
    const first = kiosk.clock.now()
    await scans(3)
    expect((await state()).sync).toMatchObject({
      turnsWaiting: 3,
      oldestTurnAt: first + 1000,
      waiting: deeds.waiting + 3,
    })
    const leader = await visitAgain(kiosk)
    const by = { id: newId(), person: personId(4) }
    const proof = { kind: 'visit', visit: leader } as const
    expect((await kiosk.service.api.signIn({ ...by, proof, reason: 'Quên thẻ' })).kind).toBe('recorded')
    const said = { date: '2026-03-02', session: 0, side: 'in', at: first, reason: 'Quên quét' } as const
    const claim = { id: newId(), visit: leader, person: personId(5), ...said }
    expect((await kiosk.service.api.claim(claim)).kind).toBe('recorded')
    expect((await state()).sync).toMatchObject({ turnsWaiting: 5, oldestTurnAt: first + 1000 })

    await kiosk.restart()
    expect((await state()).sync.turnsWaiting).toBe(5)
    district.sabotage = () => null
    kiosk.service.start()
    await caughtUp()
    expect((await state()).sync).toMatchObject({ turnsWaiting: 0, oldestTurnAt: null })
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

  test('stops at once in the middle of a request that hangs', async () => {
    await enrolled()
    district.sabotage = () => new Promise((resolve) => setTimeout(() => resolve(null), 8_000))
    await syncNow()
    await new Promise((resolve) => setTimeout(resolve, 50))
    const begun = performance.now()
    await kiosk.service.stop()
    expect(performance.now() - begun).toBeLessThan(4_000)
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
  })
})
