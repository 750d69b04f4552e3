import { afterAll, beforeAll, expect, it } from 'vitest'
import { Organisation, type OrganisationWords } from '../../../core/district/organisation-api.ts'
import { PersonMonth } from '../../../core/district/person-month-api.ts'
import { directoryOf } from '../../../db/district/kiosks/directory.ts'
import { createSnapshots } from '../../../db/district/organisation/read-snapshot.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { type StaffVisitor, visitAs } from '../../support/staff-visitor.ts'

const ONE_KIOSK = { kiosks: 1, lastOtherAt: null }

const NOW = Date.UTC(2026, 10, 18, 1)

onBothEngines('the organisation', (engine) => {
  let district: TestDistrict
  let admin: StaffVisitor
  let wardAdmin: StaffVisitor
  beforeAll(async () => {
    district = await createTestDistrict({ database: engine.database(), now: NOW })
    admin = await visitAs(district, 'district-administrator')
    wardAdmin = await visitAs(district, 'district-administrator', { organisation: 'ward-a' })
  })
  afterAll(() => district?.stop())

  const read = async (who = admin) => Organisation.parse((await who.get('/api/v1/organisation')).body)
  const wordsOf = async (id: string): Promise<OrganisationWords> => {
    const found = (await read()).organisations.find((one) => one.id === id)
    if (found === undefined) throw new Error(`no ${id}`)
    const { id: _id, mayChange: _may, ...words } = found
    return words
  }
  const put = (id: string, words: object, who = admin) =>
    who.write('PUT', `/api/v1/organisation/organisations/${id}`, words)
  const idOf = (answer: { body: unknown }) => (answer.body as { id: string }).id

  it('keeps what a ward was called and whom it belonged to before the reform beside what it is now', async () => {
    const quan = idOf(
      await admin.write('POST', '/api/v1/organisation/organisations', {
        name: 'UBND quận 1',
        shortName: 'UBND Q.1',
        sign: 'UBND',
        kind: 'quận',
        parent: 'city',
        successor: null,
        validFrom: '1997-01-01',
        validTo: '2025-06-30',
        earlier: [],
      }),
    )
    const ward = await wordsOf('ward-a')
    const earlier = [
      {
        validTo: '2025-06-30',
        name: 'UBND phường 3',
        shortName: '',
        sign: 'UBND',
        kind: 'phường',
        parent: quan,
      },
    ]
    const written = await put('ward-a', {
      ...ward,
      name: '  UBND phường An Lộc'.normalize('NFD'),
      sign: 'UBND',
      earlier,
    })
    expect(written.status, written.text).toBe(200)
    expect(await wordsOf('ward-a')).toMatchObject({ name: 'UBND phường An Lộc', parent: 'city', earlier })
    const { book } = await createSnapshots().current(district.database.db)
    expect(book.organisations.find(({ id }) => id === 'ward-a')?.earlier).toEqual([
      { validTo: '2025-06-30', name: 'UBND phường 3', parent: quan },
    ])
  })

  it('shows a day of the past under the names of that day, and no point that had ended', async () => {
    const day = async (date: string) =>
      (
        (await admin.get(`/api/v1/today?date=${date}`)).body as {
          wards: { point: string; organisationName: string }[]
        }
      ).wards
    const nameOn = async (date: string) =>
      (await day(date)).find(({ point }) => point === 'point-a')?.organisationName
    expect(await nameOn('2025-06-30')).toBe('UBND phường 3')
    expect(await nameOn('2025-07-01')).toBe('UBND phường An Lộc')
    const words = {
      name: 'Điểm cũ',
      shortName: '',
      organisation: 'ward-b',
      validFrom: '2020-01-01',
      validTo: '2025-06-30',
      earlier: [],
    }
    const ended = idOf(await admin.write('POST', '/api/v1/organisation/points', words))
    expect((await day('2025-06-30')).map(({ point }) => point)).toContain(ended)
    expect((await day('2025-07-01')).map(({ point }) => point)).not.toContain(ended)
  })

  it('never has a circle, an unknown parent, or names out of order', async () => {
    const city = await wordsOf('city')
    expect((await put('city', { ...city, parent: 'ward-a' })).status).toBe(422)
    expect((await put('city', { ...city, parent: 'nowhere' })).status).toBe(404)
    expect((await put('city', { ...city, validTo: '1960-01-01' })).status).toBe(422)
    expect((await put('city', { ...city, name: 'A\u0000' })).status).toBe(400)
    expect(await wordsOf('city')).toEqual(city)
  })

  it('has counters with fields and times, and people who sit there, known to the kiosks by name', async () => {
    const made = await admin.write('POST', '/api/v1/organisation/counters', {
      point: 'point-a',
      name: 'Quầy 1',
      fields: ['Tư pháp - hộ tịch', 'Chứng thực'],
      staffing: { kind: 'times', weekdays: { 1: [['07:30', '11:30']] } },
      validFrom: '2026-01-01',
      validTo: null,
    })
    expect(made.status, made.text).toBe(200)
    const counter = idOf(made)
    const move = { point: 'point-a', from: '2026-11-18', role: 'staff', counter }
    expect((await admin.write('POST', '/api/v1/people/a1/transfer', move)).status).toBe(204)
    expect(
      (await admin.write('POST', '/api/v1/people/a3/transfer', { ...move, counter: 'Quầy 9' })).status,
    ).toBe(422)
    expect((await read()).counters).toMatchObject([{ id: counter, name: 'Quầy 1', people: 1 }])
    const snapshot = await createSnapshots().current(district.database.db)
    const device = { id: 'x', point: 'point-a', name: 'K' } as unknown as Parameters<typeof directoryOf>[1]
    expect(directoryOf(snapshot, device, ONE_KIOSK, NOW).people.find(({ id }) => id === 'a1')?.counter).toBe(
      'Quầy 1',
    )
    const renamed = {
      point: 'point-a',
      name: 'Quầy số 1',
      fields: [],
      staffing: { kind: 'always' },
      validFrom: '2026-01-01',
      validTo: null,
    }
    expect((await admin.write('PUT', `/api/v1/organisation/counters/${counter}`, renamed)).status).toBe(200)
    expect(
      (await admin.write('PUT', `/api/v1/organisation/counters/${counter}`, { ...renamed, point: 'point-b' }))
        .status,
    ).toBe(404)
    const wrong = { ...renamed, staffing: { kind: 'times', weekdays: { 1: [['11:30', '07:30']] } } }
    expect((await admin.write('PUT', `/api/v1/organisation/counters/${counter}`, wrong)).status).toBe(422)
  })

  it('adds and renames reception points', async () => {
    const words = {
      name: 'Điểm tiếp nhận số 2',
      shortName: '',
      organisation: 'ward-a',
      validFrom: '2026-01-01',
      validTo: null,
      earlier: [],
    }
    const point = idOf(await admin.write('POST', '/api/v1/organisation/points', words))
    const earlier = [{ validTo: '2026-06-30', name: 'Nhà văn hóa', organisation: 'ward-a' }]
    expect(
      (await admin.write('PUT', `/api/v1/organisation/points/${point}`, { ...words, earlier })).status,
    ).toBe(200)
    expect((await read()).points.find(({ id }) => id === point)).toMatchObject({
      ...words,
      earlier,
      people: 0,
    })
  })

  it('calls a point on a person’s month as it was called then', async () => {
    const words = {
      name: 'Tên mới',
      shortName: '',
      organisation: 'ward-a',
      validFrom: '2026-01-01',
      validTo: null,
    }
    const earlier = [{ validTo: '2026-06-30', name: 'Tên cũ', organisation: 'ward-a' }]
    const point = idOf(await admin.write('POST', '/api/v1/organisation/points', { ...words, earlier }))
    const posted = { name: 'Lý Thị Xưa', title: '', staffNumber: null, point, from: '2026-01-01' }
    const person = idOf(await admin.write('POST', '/api/v1/people', posted))
    const nameIn = async (month: string) =>
      PersonMonth.parse((await admin.get(`/api/v1/people/${person}/months/${month}`)).body).person.pointName
    expect([await nameIn('2026-06'), await nameIn('2026-07')]).toEqual(['Tên cũ', 'Tên mới'])
  })

  it('D6: is changed within one’s own scope only; what stands above is shown and stays', async () => {
    const seen = await read(wardAdmin)
    expect(seen.organisations.filter(({ mayChange }) => mayChange).map(({ id }) => id)).toEqual(['ward-a'])
    expect(seen.organisations.map(({ id }) => id)).not.toContain('ward-b')
    expect(seen.points.every(({ organisation }) => organisation === 'ward-a')).toBe(true)
    const city = await wordsOf('city')
    const ward = await wordsOf('ward-a')
    expect((await put('city', { ...city, name: 'Của tôi' }, wardAdmin)).status).toBe(404)
    expect((await put('ward-a', { ...ward, parent: null }, wardAdmin)).status).toBe(404)
    expect((await put('ward-a', { ...ward, shortName: 'P. An Lộc' }, wardAdmin)).status).toBe(200)
    const elsewhere = {
      name: 'X',
      shortName: '',
      organisation: 'ward-b',
      validFrom: '2026-01-01',
      validTo: null,
      earlier: [],
    }
    expect((await wardAdmin.write('POST', '/api/v1/organisation/points', elsewhere)).status).toBe(404)
    const clerk = await visitAs(district, 'clerk')
    expect((await put('ward-a', ward, clerk)).status).toBe(403)
  })
})
