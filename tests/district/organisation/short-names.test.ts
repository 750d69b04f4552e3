import { afterAll, beforeAll, expect, it } from 'vitest'
import { MonthSheetAnswer } from '../../../core/district/month-api.ts'
import { Organisation, Points } from '../../../core/district/organisation-api.ts'
import { Today, WardDay } from '../../../core/district/presence-api.ts'
import { knownPeople } from '../../../core/people/known-people.ts'
import { PeoplePage } from '../../../core/people/people-api.ts'
import { directoryOf } from '../../../db/district/kiosks/directory.ts'
import { createSnapshots } from '../../../db/district/organisation/read-snapshot.ts'
import { importSurroundings } from '../../../db/district/people/import-surroundings.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { type StaffVisitor, visitAs } from '../../support/staff-visitor.ts'

const ONE_KIOSK = { kiosks: 1, lastOtherAt: null }

const NOW = Date.UTC(2026, 10, 18, 1)
const OFFICIAL = 'Trung tâm Phục vụ hành chính công phường An Lạc'

onBothEngines('short names of reception points', (engine) => {
  let district: TestDistrict
  let admin: StaffVisitor
  beforeAll(async () => {
    district = await createTestDistrict({ database: engine.database(), now: NOW })
    admin = await visitAs(district, 'district-administrator')
  })
  afterAll(() => district?.stop())

  const pointNow = async (id: string) => {
    const { points } = Organisation.parse((await admin.get('/api/v1/organisation')).body)
    const {
      id: _id,
      people: _people,
      ...words
    } = points.find((each) => each.id === id) ?? { id: '', people: 0 }
    return words
  }
  const name = async (id: string, words: object) =>
    admin.write('PUT', `/api/v1/organisation/points/${id}`, { ...(await pointNow(id)), ...words })
  const snapshotNow = () => createSnapshots().current(district.database.db)
  const listed = async () => ({
    today: Today.parse((await admin.get('/api/v1/today')).body).wards.find(({ point }) => point === 'point-a')
      ?.pointName,
    chosen: Points.parse((await admin.get('/api/v1/points')).body).find(({ id }) => id === 'point-a')?.name,
    people: PeoplePage.parse((await admin.get('/api/v1/people?point=point-a')).body).people[0]?.posting
      ?.pointName,
  })

  it('stand in lists and choices; its own page, its papers and its kiosk say the whole name', async () => {
    expect((await name('point-a', { name: OFFICIAL })).status).toBe(200)
    expect(await listed()).toEqual({ today: OFFICIAL, chosen: OFFICIAL, people: OFFICIAL })
    expect((await name('point-a', { shortName: 'An Lạc' })).status).toBe(200)
    expect(await listed()).toEqual({ today: 'An Lạc', chosen: 'An Lạc', people: 'An Lạc' })
    const ward = WardDay.parse((await admin.get('/api/v1/points/point-a/days/2026-11-18')).body)
    const sheet = MonthSheetAnswer.parse((await admin.get('/api/v1/points/point-a/months/2026-10')).body)
    expect([ward.pointName, sheet.pointName]).toEqual([OFFICIAL, OFFICIAL])
    const device = { id: 'x', point: 'point-a', name: 'K' } as unknown as Parameters<typeof directoryOf>[1]
    expect(directoryOf(await snapshotNow(), device, ONE_KIOSK, NOW).pointName).toBe(OFFICIAL)
  })

  it('stand for days on which the point was called so, and not before', async () => {
    const earlier = [{ validTo: '2026-06-30', name: 'Nhà văn hóa', organisation: 'ward-a' }]
    expect((await name('point-a', { earlier })).status).toBe(200)
    const nameOn = async (date: string) =>
      Today.parse((await admin.get(`/api/v1/today?date=${date}`)).body).wards.find(
        ({ point }) => point === 'point-a',
      )?.pointName
    expect([await nameOn('2026-06-30'), await nameOn('2026-07-01')]).toEqual(['Nhà văn hóa', 'An Lạc'])
  })

  it('are found where a list of people names its point', async () => {
    const places = importSurroundings(await snapshotNow(), null, '2026-11-18')
    const { point } = knownPeople({ ...places, defaultPoint: null, from: '2026-11-18' })
    expect([point('AN LẠC'), point(OFFICIAL), point('An Lộc')]).toEqual(['point-a', 'point-a', null])
  })

  it('are not taken by the name of another point either', async () => {
    const words = { organisation: 'ward-b', validFrom: '2026-01-01', validTo: null, earlier: [] }
    const add = (name: string) =>
      admin.write('POST', '/api/v1/organisation/points', { ...words, name, shortName: '' })
    const refused = await add('AN LẠC')
    expect([refused.status, refused.text]).toEqual([409, expect.stringContaining(OFFICIAL)])
    expect((await name('point-b', { name: 'An Lạc' })).status).toBe(409)
    expect((await name('point-b', { name: 'An Lạc', shortName: 'An Lạc 2' })).status).toBe(200)
  })

  it('are told apart: no two points stand under one word at one time, whoever writes first', async () => {
    const refused = await name('point-b', { shortName: 'an lạc' })
    expect([refused.status, refused.text]).toEqual([409, expect.stringContaining(OFFICIAL)])
    const both = await Promise.all(['point-a', 'point-b'].map((id) => name(id, { shortName: 'Một Cửa' })))
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    const [first, second] = both[0]?.status === 200 ? ['point-a', 'point-b'] : ['point-b', 'point-a']
    expect((await name(first ?? '', { validTo: '2026-11-30' })).status).toBe(200)
    const later = { shortName: 'Một Cửa', validFrom: '2026-12-01', earlier: [] }
    expect((await name(second ?? '', later)).status).toBe(200)
  })
})
