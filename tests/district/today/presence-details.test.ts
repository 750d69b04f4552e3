import { afterAll, beforeAll, expect, it } from 'vitest'
import { PersonMonth } from '../../../core/district/person-month-api.ts'
import { Today, WardDay } from '../../../core/district/presence-api.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { type StaffVisitor, visitAs } from '../../support/staff-visitor.ts'
import { createWireKiosk, type WireKiosk } from '../../support/wire-kiosk.ts'

/** Wednesday 18 November 2026, 09:00 in Vietnam. */
const NOW = Date.UTC(2026, 10, 18, 2)
const at = (hours: number, minutes: number) => Date.UTC(2026, 10, 18, hours - 7, minutes)

onBothEngines('a day as the pages tell it', (engine) => {
  let district: TestDistrict
  let admin: StaffVisitor
  let other: WireKiosk
  beforeAll(async () => {
    district = await createTestDistrict({ database: engine.database(), now: at(6, 30) })
    const kiosk = await createWireKiosk(district).enrol()
    other = await createWireKiosk(district, { point: 'point-b' }).enrol()
    district.clock.set(NOW)
    admin = await visitAs(district, 'district-administrator')
    kiosk.scan('a1', at(7, 20))
    kiosk.scan('a2', at(7, 25))
    kiosk.scan('a1', at(8, 0), { intent: 'out-duty', purpose: 'Dự họp', backAt: at(9, 30) })
    await kiosk.hello()
    await kiosk.sendAll()
  })
  afterAll(() => district?.stop())

  const ward = async (date: string) =>
    WardDay.parse((await admin.get(`/api/v1/points/point-a/days/${date}`)).body)
  const today = async (date: string) => Today.parse((await admin.get(`/api/v1/today?date=${date}`)).body)

  it('says why somebody is out and until when, on the ward’s page and in the person’s day', async () => {
    const said = { kind: 'out-duty', purpose: 'Dự họp', since: at(8, 0), backAt: at(9, 30) }
    const { people } = await ward('2026-11-18')
    expect(people.find(({ id }) => id === 'a1')).toMatchObject({ presence: 'away', out: said })
    expect(people.find(({ id }) => id === 'a2')).toMatchObject({ presence: 'here', out: null })
    const month = PersonMonth.parse((await admin.get('/api/v1/people/a1/months/2026-11')).body)
    expect(month.out).toEqual({ ...said, date: '2026-11-18' })
    const inside = PersonMonth.parse((await admin.get('/api/v1/people/a2/months/2026-11')).body)
    expect([inside.out, inside.outs]).toEqual([null, []])
  })

  it('on a day off leads to the last day on which somebody had to work', async () => {
    expect((await today('2026-11-15')).lastWorkingDay).toBe('2026-11-13')
    expect((await ward('2026-11-14')).lastWorkingDay).toBe('2026-11-13')
    expect((await today('2026-11-18')).lastWorkingDay).toBeUndefined()
    expect((await today('2026-11-15')).hoursMissing).toBeUndefined()
  })

  it('does not call a day off for which no working hours are set', async () => {
    const before = await today('2024-11-13')
    expect([before.lastWorkingDay, before.hoursMissing]).toEqual([null, true])
    expect((await ward('2024-11-13')).hoursMissing).toBe(true)
  })

  it('counts a missing scan wherever the person is by now', async () => {
    other.scan('b1', at(7, 20))
    other.scan('b1', at(13, 0))
    other.scan('b1', at(17, 5))
    district.clock.set(at(18, 0))
    await other.hello()
    await other.sendAll()
    const evening = await visitAs(district, 'viewer')
    const { wards } = Today.parse((await evening.get('/api/v1/today?date=2026-11-18')).body)
    const own = wards.find(({ point }) => point === 'point-b')
    expect([own?.counts.left, own?.missing]).toEqual([1, 1])
  })

  it('still says why somebody was out when the day is over', async () => {
    const evening = await visitAs(district, 'viewer')
    const month = PersonMonth.parse((await evening.get('/api/v1/people/a1/months/2026-11')).body)
    const said = { kind: 'out-duty', purpose: 'Dự họp', since: at(8, 0), backAt: at(9, 30) }
    expect(month.outs).toEqual([{ ...said, date: '2026-11-18' }])
  })
})
