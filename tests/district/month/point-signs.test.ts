import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { MonthSheetAnswer } from '../../../core/district/month-api.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { visitAs } from '../../support/staff-visitor.ts'
import { createWireKiosk } from '../../support/wire-kiosk.ts'

/** Local times of Vietnam. */
const at = (date: string, time: string): number => Date.parse(`${date}T${time}:00+07:00`)
const MINUTE_MS = 60_000

onBothEngines('signs of a point’s kiosks and badges in a month', (engine) => {
  let district: TestDistrict
  /** Signs in anew: days pass in between. */
  const visit = () => visitAs(district, 'district-administrator')
  beforeAll(async () => {
    district = await createTestDistrict({ database: engine.database(), now: at('2026-10-05', '07:00') })
  })
  afterAll(() => district?.stop())

  const signs = async (month: string, point = 'point-a') =>
    MonthSheetAnswer.parse((await (await visit()).get(`/api/v1/points/${point}/months/${month}`)).body)
      .pointSigns
  const said = async (month: string) =>
    (await signs(month)).map(({ code, times, days, of }) => [code, times, days, of.map(({ name }) => name)])

  it('are steps of the clock on their own day, silences while the point was open, and revoked badges', async () => {
    const kiosk = await createWireKiosk(district).enrol()
    kiosk.checkClock(0)
    await kiosk.sendAll()
    expect(await signs('2026-10')).toEqual([])
    // A small step is corrected and forgotten.
    const jump = (minutes: number, time: string) => {
      const afterMs = at('2026-10-05', time)
      const deltaMs = minutes * MINUTE_MS
      kiosk.add('clock-jumped', { beforeMs: afterMs - deltaMs, afterMs, deltaMs }, { at: afterMs })
    }
    jump(7, '07:01')
    jump(-9, '07:02')
    jump(0.5, '07:03')
    // Silent from Monday morning to Wednesday noon: open on three days of it. What it tells then is of Monday.
    district.clock.set(at('2026-10-07', '12:00'))
    await kiosk.hello()
    await kiosk.sendAll()
    // A night, from five in the afternoon to the morning: the point was closed.
    district.clock.set(at('2026-10-07', '17:00'))
    await kiosk.hello()
    district.clock.set(at('2026-10-08', '07:31'))
    await kiosk.hello()
    const [name] = (await signs('2026-10')).flatMap(({ of }) => of.map((each) => each.name))
    expect(await said('2026-10')).toEqual([
      ['clock-step', 2, 1, [name]],
      ['silence', 2, 3, [name]],
    ])
    const admin = await visit()
    const record = (await admin.get('/api/v1/people/a1')).body as { badgeHistory: { number: number }[] }
    const revoke = `/api/v1/badges/${record.badgeHistory[0]?.number}/revoke`
    expect((await admin.post(revoke, { why: 'lost' })).status).toBe(204)
    expect((await said('2026-10')).at(-1)).toEqual(['badge-revoked', 1, 1, ['Nguyễn Văn A1']])
    expect(await signs('2026-09')).toEqual([])
    expect(await signs('2026-10', 'point-b')).toEqual([])
  })

  it('go on while a kiosk is silent, and are no part of what a month is locked with', async () => {
    district.clock.set(at('2026-11-03', '10:00'))
    const silence = (await signs('2026-11')).find(({ code }) => code === 'silence')
    expect(silence).toMatchObject({ times: 1, days: 2 })
    const admin = await visit()
    const paper = '/api/v1/points/point-a/months/2026-10/papers/nguon-so-lieu.csv'
    const lock = await admin.post('/api/v1/points/point-a/months/2026-10/lock', {
      acceptUnknown: true,
      note: 'Máy chưa gửi đủ',
    })
    expect(lock.status, lock.text).toBe(200)
    const before = (await admin.get(paper)).text
    expect((await said('2026-10')).map(([code]) => code)).toEqual(['clock-step', 'silence', 'badge-revoked'])
    expect((await admin.get(paper)).text).toBe(before)
  })

  it('are logs that go on from an older copy, on the day on which that began', async () => {
    district.clock.set(at('2026-11-04', '07:00'))
    const kiosk = await createWireKiosk(district).enrol()
    kiosk.checkClock(0)
    await kiosk.sendAll()
    expect((await signs('2026-11')).some(({ code }) => code === 'restored')).toBe(false)
    kiosk.begin({ log: kiosk.state.log, seq: 1, hash: kiosk.hashAt(1) }, randomUUID())
    kiosk.checkClock(0)
    district.clock.set(at('2026-11-04', '07:20'))
    await kiosk.hello()
    await kiosk.sendAll()
    expect((await said('2026-11')).filter(([code]) => code === 'restored')).toEqual([
      ['restored', 1, 1, [expect.stringMatching(/./)]],
    ])
  })
})
