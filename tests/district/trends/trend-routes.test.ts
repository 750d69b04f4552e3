import { afterAll, beforeAll, expect, it } from 'vitest'
import { CountersNow, TrendsAnswer } from '../../../core/district/trends-api.ts'
import { addDays, instantOf } from '../../../core/time.ts'
import { counters, postings } from '../../../db/district/schema/organisation.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { visitAs } from '../../support/staff-visitor.ts'
import type { WireKiosk } from '../../support/wire-kiosk.ts'
import { MONTH, workMonth, ZONE } from '../../support/worked-month.ts'

onBothEngines('trends and counters', (engine) => {
  let district: TestDistrict
  let kiosk: WireKiosk
  beforeAll(async () => {
    district = await createTestDistrict({ database: engine.database() })
    kiosk = await workMonth(district)
  })
  afterAll(() => district.stop())

  it('lateness stands at the hour and the ward where it happened, by day and by week', async () => {
    const viewer = await visitAs(district, 'viewer')
    const trends = TrendsAnswer.parse((await viewer.get(`/api/v1/trends?month=${MONTH}&point=point-a`)).body)
    expect(trends.hours).toEqual([{ point: 'point-a', hour: 7, late: 1 }])
    expect(trends.dates.find(({ date }) => date === '2026-10-06')).toMatchObject({
      sessions: 6,
      late: 1,
      lateMinutes: 17,
      absent: 0,
    })
    expect(trends.dates.find(({ date }) => date === '2026-10-07')).toMatchObject({
      absent: 2,
      sessions: 6,
      unknown: 0,
    })
    const week = trends.weeks.find(({ date }) => date === '2026-10-05')
    expect(week).toMatchObject({ late: 1, early: 1, absent: 3, sessions: 30 })
    expect(trends.weeks.length).toBeLessThanOrEqual(8)
    // Before the kiosk stood there nothing is known, and nobody was absent.
    expect(trends.weeks[0]).toMatchObject({ absent: 0 })
    const everywhere = TrendsAnswer.parse((await viewer.get(`/api/v1/trends?month=${MONTH}`)).body)
    expect(everywhere.hours).toEqual(trends.hours)
    // Point B’s three people have no kiosk.
    const tuesday = everywhere.dates.find(({ date }) => date === '2026-10-06')
    expect(tuesday).toMatchObject({ sessions: 6, late: 1, unknown: 6 })
    const leader = await visitAs(district, 'ward-leader', { point: 'point-b' })
    expect((await leader.get(`/api/v1/trends?month=${MONTH}&point=point-a`)).status).toBe(404)
  })

  it('a counter that nobody sits at comes first, while it has to be staffed', async () => {
    const date = '2026-11-04'
    const { db } = district.database
    await db.insert(counters).values([
      {
        id: 'c1',
        point: 'point-a',
        name: 'Quầy 1',
        fields: ['Tư pháp'],
        staffing: { kind: 'always' },
        validFrom: '2026-01-01',
      },
      {
        id: 'c2',
        point: 'point-a',
        name: 'Quầy 2',
        fields: [],
        staffing: { kind: 'always' },
        validFrom: '2026-01-01',
      },
      {
        id: 'c3',
        point: 'point-a',
        name: 'Quầy 3',
        fields: [],
        staffing: { kind: 'never' },
        validFrom: '2026-01-01',
      },
      {
        id: 'c4',
        point: 'point-b',
        name: 'Quầy 4',
        fields: [],
        staffing: { kind: 'always' },
        validFrom: '2026-01-01',
      },
    ])
    const seat = (person: string, counter: string, point: string) =>
      db
        .insert(postings)
        .values({ person, point, counter, validFrom: addDays(date, -1) })
        .onConflictDoNothing()
    await seat('a1', 'c1', 'point-a')
    await seat('a3', 'Quầy 2', 'point-a')
    await seat('b1', 'c4', 'point-b')
    district.clock.set(instantOf(date, '08:30', ZONE))
    const sent = kiosk.texts.length
    kiosk.scan('a1', instantOf(date, '07:20', ZONE))
    await kiosk.hello()
    await kiosk.send(sent + 1)
    await kiosk.hello()
    const viewer = await visitAs(district, 'viewer')
    const now = CountersNow.parse((await viewer.get('/api/v1/counters/now')).body)
    expect(now.kept).toBe(4)
    expect(now.counters.map(({ counter, staffed }) => [counter, staffed])).toEqual([
      ['c2', 'no'],
      ['c4', 'unknown'],
      ['c1', 'yes'],
    ])
    district.clock.set(instantOf(date, '12:10', ZONE))
    const noon = await visitAs(district, 'viewer')
    expect(CountersNow.parse((await noon.get('/api/v1/counters/now')).body).counters).toEqual([])
  })
})
