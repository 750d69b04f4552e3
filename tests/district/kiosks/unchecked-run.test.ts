import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { WardDay } from '../../../core/district/presence-api.ts'
import { instantOf } from '../../../core/time.ts'
import { readIncidents } from '../../../db/district/kiosks/incidents.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { openAccount } from '../../support/open-account.ts'
import { createWireKiosk, type WireKiosk } from '../../support/wire-kiosk.ts'

const at = (time: string, day = '2026-11-18'): number => instantOf(day, time, 'Asia/Ho_Chi_Minh')

onBothEngines('a run whose clock was never compared', (engine) => {
  let district: TestDistrict
  beforeAll(async () => {
    district = await createTestDistrict({ database: engine.database(), now: at('06:00') })
  })
  afterAll(() => district.stop())

  const kioskFrom = async (day?: string): Promise<WireKiosk> => {
    district.clock.set(at('06:30', day))
    const kiosk = await createWireKiosk(district, { startedAt: at('06:30', day) }).enrol()
    kiosk.checkClock(0)
    kiosk.add('access', { who: 'a2', what: 'leader-opened' }, { at: at('07:05', day) })
    return kiosk
  }
  const restart = (kiosk: WireKiosk) => {
    kiosk.state.run = randomUUID()
    kiosk.state.up = 5000
  }
  const incidentsOf = async (kiosk: WireKiosk) =>
    (await readIncidents(district.database.db, { points: null }))
      .filter(({ device }) => device === kiosk.device)
      .map(({ kind, times, detail }) => ({ kind, times, detail }))
  const dayOf = async (person: string, date: string) => {
    const staff = await openAccount(district, {
      username: `x${randomUUID()}`,
      role: 'district-administrator',
    })
    const { body } = await staff.get(`/api/v1/points/point-a/days/${date}`)
    return WardDay.parse(body).people.find(({ id }) => id === person)?.day
  }

  it('between two that were is told with when its scans can have been, in whatever batches it comes', async () => {
    const day = '2026-11-18'
    const kiosk = await kioskFrom(day)
    const other = await kioskFrom(day)
    restart(kiosk)
    kiosk.scan('a1', at('07:24', day))
    kiosk.scan('a3', at('07:25', day))
    district.clock.set(at('08:10', day))
    await kiosk.sendAll(2)
    expect(await incidentsOf(kiosk)).toEqual([])
    expect((await dayOf('a1', day))?.unchecked).toEqual([
      { at: at('07:24', day), from: at('07:05', day), to: null },
    ])
    restart(kiosk)
    kiosk.add('access', { who: 'a2', what: 'leader-opened' }, { at: at('08:15', day) })
    kiosk.checkClock(0)
    other.scan('a1', at('08:16', day))
    await Promise.all([kiosk.sendAll(), other.sendAll()])
    await kiosk.sendAll()
    const detail = { day, from: at('07:05', day), to: at('08:15', day), scans: 2, outside: 0 }
    expect(await incidentsOf(kiosk)).toEqual([{ kind: 'clock-unknown', times: 1, detail }])
    const judged = await dayOf('a1', day)
    expect(judged?.unchecked).toEqual([
      { at: at('07:24', day), from: at('07:05', day), to: at('08:15', day) },
    ])
    expect(judged?.flags).toContainEqual({ code: 'clock-doubt' })
    expect(judged?.flags.map(({ code }) => code)).not.toContain('late')
  })

  it('tells how many scans it dated outside the time in which they can have been', async () => {
    const day = '2026-11-19'
    const kiosk = await kioskFrom(day)
    restart(kiosk)
    kiosk.scan('a1', at('06:40', day))
    restart(kiosk)
    kiosk.scan('a3', at('08:16', day))
    kiosk.checkClock(0)
    await kiosk.sendAll()
    const detail = { day, from: at('07:05', day), to: at('08:16', day), scans: 1, outside: 1 }
    expect(await incidentsOf(kiosk)).toEqual([{ kind: 'clock-unknown', times: 1, detail }])
    expect((await dayOf('a3', day))?.unchecked).toBeUndefined()
  })

  it('is nothing to look at when nobody scanned, or when no clock was compared before it', async () => {
    const day = '2026-11-20'
    const idle = await kioskFrom(day)
    restart(idle)
    idle.add('access', { who: 'a2', what: 'leader-opened' }, { at: at('07:30', day) })
    restart(idle)
    idle.checkClock(0, at('08:00', day))
    const never = await createWireKiosk(district, { startedAt: at('07:00', day) }).enrol()
    never.scan('a1', at('07:20', day))
    restart(never)
    never.checkClock(0, at('08:00', day))
    for (const kiosk of [idle, never]) {
      await kiosk.sendAll()
      expect(await incidentsOf(kiosk)).toEqual([])
    }
    expect((await dayOf('a1', day))?.unchecked).toEqual([
      { at: at('07:20', day), from: null, to: at('08:00', day) },
    ])
  })
})
