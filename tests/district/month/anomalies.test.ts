import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ANOMALIES, type Anomaly } from '../../../core/district/anomalies.ts'
import { IncidentsAnswer } from '../../../core/district/kiosks-api.ts'
import { WardDay } from '../../../core/district/presence-api.ts'
import { instantOf } from '../../../core/time.ts'
import { deriveAndStore } from '../../../db/district/days/derive-days.ts'
import { createSnapshots } from '../../../db/district/organisation/read-snapshot.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { digestOf } from '../../support/district-seed.ts'
import { openAccount } from '../../support/open-account.ts'
import { createWireKiosk, type WireKiosk } from '../../support/wire-kiosk.ts'

const DATE = '2026-11-18'
const at = (time: string): number => instantOf(DATE, time, 'Asia/Ho_Chi_Minh')
const MINUTE = 60_000

onBothEngines('what people have to look at', (engine) => {
  let district: TestDistrict
  let kiosk: WireKiosk
  let other: WireKiosk
  beforeAll(async () => {
    district = await createTestDistrict({ database: engine.database(), now: at('06:00') })
    kiosk = await createWireKiosk(district).enrol()
    other = await createWireKiosk(district, { point: 'point-b', name: 'Quầy B' }).enrol()
    for (const each of [kiosk, other]) each.checkClock(0)
    await other.sendAll()
    const office = await openAccount(district, { username: 'dung', role: 'district-administrator' })
    const second = await openAccount(district, { username: 'em', role: 'district-administrator' })
    const leave = { person: 'a1', from: `${DATE}T00:00`, to: `${DATE}T24:00`, code: 'NB', document: '1/GP' }
    const { id } = (await office.post('/api/v1/excuses', leave)).body as { id: string }
    await second.post('/api/v1/excuses/decisions', { ids: [id], decision: 'approve' })
    district.clock.set(at('07:00'))
    await kiosk.hello()
  })
  afterAll(() => district.stop())

  const claim = (staff: string, time: string) => ({
    ...{ staff, date: DATE, session: 0, side: 'in' as const, at: at(time), reason: 'Quên quét', by: 'a2' },
  })
  const plant: Readonly<Record<Anomaly, () => unknown>> = {
    'a scan on a day of leave': () => kiosk.scan('a1', at('07:05')),
    'one badge at two points sooner than a person travels': () => {
      kiosk.scan('a3', at('07:20'))
      other.scan('a3', at('07:20') + 40_000)
    },
    'a leader’s word for a time of silence': () =>
      kiosk.add('claim', claim('a3', '07:50'), { at: at('08:31') }),
    'three badges within four seconds': () => {
      for (const [index, person] of ['b1', 'b2', 'a3'].entries())
        kiosk.scan(person, at('08:32') + index * 1000)
    },
    'a revoked badge': () => {
      const handed = { staff: 'a1', badge: 'ab'.repeat(32), by: 'a2', reason: 'Mất thẻ' }
      kiosk.add('badge-handed-over', handed, { at: at('08:34') })
      kiosk.add(
        'scan',
        { badge: digestOf('badge of a1'), staff: 'a1', method: 'camera' },
        { at: at('08:36') },
      )
    },
    'many other codes': () => {
      for (let i = 0; i < 10; i++)
        kiosk.add('refused-code', { class: 'foreign' }, { at: at('08:37') + i * 1000 })
    },
    'a clock that was set': () => {
      const jump = { beforeMs: at('08:38'), afterMs: at('08:28'), deltaMs: -10 * MINUTE }
      kiosk.add('clock-jumped', jump, { at: at('08:38') })
    },
    'an annulled scan that was vouched for': () => {
      const late = kiosk.scan('a2', at('08:39'))
      kiosk.add('annul', { id: late, reason: 'Quét nhầm', by: 'a2' }, { at: at('08:40') })
    },
    'a leader’s word about themselves': () => kiosk.add('claim', claim('a2', '07:29'), { at: at('08:41') }),
    'a time that cannot be': () => {
      kiosk.state.run = randomUUID()
      kiosk.scan('a3', at('08:42') - 90 * 86_400_000)
    },
    'a clock that nobody compared, between two comparisons': () => {
      kiosk.state.run = randomUUID()
      kiosk.checkClock(0, at('08:44'))
    },
    'a kiosk that is silent': () => district.clock.set(at('09:30')),
  }

  it('is seen where the one table says: each planted once, sent by two kiosks at once', async () => {
    district.clock.set(at('08:45'))
    await kiosk.hello()
    for (const deed of Object.values(plant)) if (deed !== plant['a kiosk that is silent']) deed()
    await Promise.all([kiosk.sendAll(), other.sendAll()])
    plant['a kiosk that is silent']()
    const later = await openAccount(district, { username: 'sau', role: 'district-administrator' })
    const { people, kiosks } = WardDay.parse((await later.get(`/api/v1/points/point-a/days/${DATE}`)).body)
    // What a day's scans say together is told when the day is over.
    district.clock.set(instantOf('2026-11-19', '06:00', 'Asia/Ho_Chi_Minh'))
    kiosk.checkClock(0, district.clock.now())
    await Promise.all([kiosk.sendAll(), other.sendAll()])
    await kiosk.sendAll()
    const nextDay = await openAccount(district, { username: 'mai', role: 'district-administrator' })
    const incidentsNow = async () => IncidentsAnswer.parse((await nextDay.get('/api/v1/incidents')).body)
    const incidents = (await incidentsNow()).map(({ kind }) => kind)
    const flags = people.flatMap(({ day }) => day.flags.map(({ code }) => code))
    const unseen = Object.entries(ANOMALIES).filter(([, seen]) =>
      'incident' in seen
        ? !incidents.includes(seen.incident)
        : 'flag' in seen
          ? !flags.includes(seen.flag)
          : !kiosks.some(({ silent }) => silent),
    )
    expect(unseen).toEqual([])
    expect(flags).toEqual(expect.arrayContaining(['two-points', 'scan-on-leave']))
    const ofDays = async () =>
      (await incidentsNow()).filter(({ kind }) => kind === 'two-points' || kind === 'scan-on-leave')
    expect(await ofDays()).toHaveLength(2)
    // Who has looked after it is not asked again, however often and by whom the days are judged again.
    for (const { id } of await ofDays())
      await nextDay.post(`/api/v1/incidents/${id}/close`, { note: 'đã hỏi' })
    const { db } = district.database
    const snapshot = await createSnapshots().current(db)
    const days = ['a1', 'a3'].map((person) => ({ person, date: DATE }))
    const correctAgain = () =>
      db.transaction((tx) => deriveAndStore(tx, snapshot, days, district.clock.now()))
    await Promise.all([correctAgain(), correctAgain()])
    expect((await ofDays()).map(({ state, times }) => [state, times])).toEqual([
      ['closed', 1],
      ['closed', 1],
    ])
    const ofA3 = people.find(({ id }) => id === 'a3')?.day.flags.map(({ code }) => code)
    expect(ofA3).not.toContain('late')
    expect(ofA3).not.toContain('scan-on-leave')
  })
})
