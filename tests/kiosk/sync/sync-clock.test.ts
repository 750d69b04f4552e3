import { afterEach, describe, expect, test } from 'vitest'
import { carriedAnchor } from '../../../kiosk/log/carry-anchor.ts'
import {
  caughtUp,
  closeBoth,
  district,
  enrolled,
  kiosk,
  state,
  syncNow,
} from '../../support/enrolled-kiosk.ts'
import { eventually } from '../../support/eventually.ts'
import { readLog } from '../../support/read-log.ts'
import { badgeOf } from '../../support/test-directory.ts'

afterEach(closeBoth)

describe("the district's clock", { timeout: 30_000 }, () => {
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

  test('goes on with the comparison when only the service was started anew, not when the machine was (L33)', async () => {
    await enrolled({ start: '2026-03-02T04:00:00+07:00', bootId: 'boot-1' })
    const truth = Date.parse('2026-03-02T07:00:00+07:00')
    const up0 = kiosk.clock.uptime()
    district.now = () => truth + (kiosk.clock.uptime() - up0)
    kiosk.clock.pass(3_600_001)
    await syncNow()
    const checks = () => readLog(kiosk.dataDirectory).filter(({ type }) => type === 'clock-checked')
    await eventually(() => expect(checks()).toHaveLength(2))
    district.sabotage = () => 'drop-request'
    // Ten hours offline, the service started anew twice, and somebody sets the clock back three hours.
    for (let i = 0; i < 2; i++) {
      kiosk.clock.pass(5 * 3_600_000)
      kiosk.clock.setWall(kiosk.clock.now() - 3 * 3_600_000)
      await kiosk.restart()
    }
    const scanned = await kiosk.scan(badgeOf(1).code)
    expect(scanned).toMatchObject({ at: district.now() })
    expect((await state()).clock).toMatchObject({ checked: true })
    const carried = checks().at(-1)?.data.errorMs
    expect(carried).toBeGreaterThanOrEqual(10 * 360)
    const inBoot = (bootId: string | null, up: number) => {
      const { keeper, run } = kiosk.service.kiosk
      const found = keeper.use((store) => carriedAnchor({ bootId }, store, run, { at: 0, up }))
      return found.kind === 'done' && found.value !== null
    }
    const up = kiosk.clock.uptime()
    expect(inBoot('boot-1', up)).toBe(true)
    // Started anew and running for longer than before; or it cannot be told.
    expect(inBoot('boot-2', up)).toBe(false)
    expect(inBoot(null, up)).toBe(false)
    expect(inBoot('boot-1', 30_000)).toBe(false)
    kiosk.clock.reboot()
    await kiosk.restart()
    expect((await state()).clock).toMatchObject({ checked: false })
    expect(checks()).toHaveLength(4)
  })
})
