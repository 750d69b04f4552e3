import { afterAll, beforeAll, expect, it } from 'vitest'
import { WardDay } from '../../../core/district/presence-api.ts'
import { instantOf } from '../../../core/time.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { openAccount } from '../../support/open-account.ts'
import { createWireKiosk } from '../../support/wire-kiosk.ts'

const DATE = '2026-11-18'
const at = (time: string): number => instantOf(DATE, time, 'Asia/Ho_Chi_Minh')

onBothEngines('what a leader did with somebody’s PIN and badge', (engine) => {
  let district: TestDistrict
  beforeAll(async () => {
    district = await createTestDistrict({ database: engine.database(), now: at('07:00') })
  })
  afterAll(() => district.stop())

  it('stands on the day of whom it concerned, sent by two kiosks at once; an own PIN says nothing', async () => {
    const kiosk = await createWireKiosk(district).enrol()
    const other = await createWireKiosk(district, { name: 'Quầy 2' }).enrol()
    for (const each of [kiosk, other]) each.checkClock(0)
    const set = (who: string, about: string, time: string, what = 'pin-set') =>
      kiosk.add('access', { who, what, about }, { at: at(time) })
    const signIn = (staff: string, time: string) =>
      kiosk.add('sign-in', { staff, confirmedBy: 'pin', reason: 'Quên thẻ' }, { at: at(time) })
    set('a2', 'a1', '07:20')
    set('a2', 'a2', '07:21')
    // A first PIN has to come from somebody, and is a sign only where it was used.
    set('a2', 'a3', '07:23', 'pin-given')
    set('administrator', 'a2', '07:24', 'pin-given')
    signIn('a2', '07:28')
    signIn('a1', '07:29')
    const badge = { staff: 'a3', badge: 'ab'.repeat(32), by: 'a2', reason: 'Mất thẻ' }
    other.add('badge-handed-over', badge, { at: at('07:22') })
    await Promise.all([kiosk.sendAll(), other.sendAll()])
    district.clock.set(at('07:40'))
    const office = await openAccount(district, { username: 'dung', role: 'district-administrator' })
    const { people, names } = WardDay.parse((await office.get(`/api/v1/points/point-a/days/${DATE}`)).body)
    const codes = (id: string) => people.find((each) => each.id === id)?.day.flags.map(({ code }) => code)
    expect(codes('a1')).toEqual(expect.arrayContaining(['no-badge', 'pin-set-by-other', 'pin-used-same-day']))
    expect(codes('a2')).toEqual(['no-badge', 'pin-used-same-day'])
    expect(codes('a3')).toContain('badge-handed-over')
    const deeds = (id: string) => people.find((each) => each.id === id)?.day.deeds
    const by = { by: 'a2', reason: '' }
    expect(deeds('a1')).toEqual([
      { what: 'pin-set-by-other', at: at('07:20'), ...by },
      { what: 'pin-used-same-day', at: at('07:29'), ...by },
    ])
    expect(deeds('a2')).toEqual([{ what: 'pin-used-same-day', at: at('07:28'), by: null, reason: '' }])
    expect(deeds('a3')).toEqual([{ what: 'badge-handed-over', at: at('07:22'), by: 'a2', reason: 'Mất thẻ' }])
    expect(names).toEqual({ a2: 'Nguyễn Văn A2' })
  })
})
