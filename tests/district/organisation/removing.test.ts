import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Organisation } from '../../../core/district/organisation-api.ts'
import { rowsOf } from '../../../db/district/engine/district-db.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { type StaffVisitor, visitAs } from '../../support/staff-visitor.ts'
import { createWireKiosk, type WireKiosk } from '../../support/wire-kiosk.ts'

/** Wednesday 18 November 2026, 08:00 in Vietnam. */
const NOW = Date.UTC(2026, 10, 18, 1)
const ROUNDS = 12

onBothEngines('things added by mistake', (engine) => {
  let district: TestDistrict
  let admin: StaffVisitor
  let wardAdmin: StaffVisitor
  let kiosk: WireKiosk
  beforeAll(async () => {
    district = await createTestDistrict({ database: engine.database(), now: NOW })
    admin = await visitAs(district, 'district-administrator')
    wardAdmin = await visitAs(district, 'district-administrator', { organisation: 'ward-a' })
    kiosk = await createWireKiosk(district).enrol()
    await kiosk.sendAll()
  })
  afterAll(() => district?.stop())

  const ORGANISATION = '/api/v1/organisation'
  const dated = { validFrom: '2026-01-01', validTo: null }
  const make = async (path: string, body: object): Promise<string> => {
    const answer = await admin.write('POST', path, body)
    expect(answer.status, answer.text).toBe(200)
    return (answer.body as { id: string }).id
  }
  const addOrganisation = (more: object = {}) =>
    make(`${ORGANISATION}/organisations`, {
      name: 'Đơn vị nhầm',
      shortName: '',
      sign: '',
      kind: '',
      parent: 'city',
      successor: null,
      ...dated,
      earlier: [],
      ...more,
    })
  const addPoint = (organisation = 'ward-a') =>
    make(`${ORGANISATION}/points`, { name: 'Điểm nhầm', shortName: '', organisation, ...dated, earlier: [] })
  const addCounter = (point = 'point-a') =>
    make(`${ORGANISATION}/counters`, {
      point,
      name: 'Quầy nhầm',
      fields: [],
      staffing: { kind: 'never' },
      ...dated,
    })
  const addPerson = (more: object = {}) =>
    make('/api/v1/people', {
      name: '(Ký, ghi rõ họ tên)',
      title: '',
      staffNumber: null,
      point: 'point-a',
      from: '2026-11-01',
      ...more,
    })
  const remove = (kind: 'organisations' | 'points' | 'counters', id: string, who = admin) =>
    who.write('DELETE', `${ORGANISATION}/${kind}/${id}`, undefined)
  const removePerson = (id: string, who = admin) => who.write('DELETE', `/api/v1/people/${id}`, undefined)
  const tree = async () => Organisation.parse((await admin.get(ORGANISATION)).body)
  const countOf = async (query: ReturnType<typeof sql>) =>
    Number(rowsOf<{ n: string }>(await district.database.db.execute(query))[0]?.n)
  const detailOf = (answer: { body: unknown }) => (answer.body as { detail: string }).detail

  /** As a kiosk does: with the challenge it is told when its own has run out. */
  const send = async () => {
    for (let left = 3; left > 0; left--) {
      const sent = await kiosk.send(1)
      if (sent.body.problem !== 'challenge') return sent
    }
    return kiosk.send(1)
  }

  it('are deleted: a unit, its point, its counter, from the bottom up', async () => {
    const unit = await addOrganisation()
    const point = await addPoint(unit)
    const counter = await addCounter(point)
    const refused = await remove('organisations', unit)
    expect(refused.status).toBe(409)
    expect(detailOf(refused)).toContain('1 điểm tiếp nhận')
    expect(detailOf(await remove('points', point))).toContain('1 quầy')
    for (const [kind, id] of [
      ['counters', counter],
      ['points', point],
      ['organisations', unit],
    ] as const)
      expect((await remove(kind, id)).status).toBe(204)
    const left = await tree()
    expect(left.organisations.map(({ id }) => id)).not.toContain(unit)
    expect(left.points.map(({ id }) => id)).not.toContain(point)
    expect(left.counters.map(({ id }) => id)).not.toContain(counter)
    expect((await remove('points', point)).status).toBe(404)
  })

  it('are refused with everything that refers to them', async () => {
    expect(detailOf(await remove('points', 'point-a'))).toMatch(
      /3 người đang hoặc đã làm ở đây, 1 máy chấm công/,
    )
    expect(detailOf(await remove('organisations', 'city'))).toMatch(/2 đơn vị bên dưới.*1 quy định về giờ/)
    const counter = await addCounter()
    const move = { point: 'point-a', from: '2026-11-18', role: 'staff', counter }
    expect((await admin.write('POST', '/api/v1/people/a3/transfer', move)).status).toBe(204)
    expect(detailOf(await remove('counters', counter))).toContain('1 người')
    expect(detailOf(await removePerson('a1'))).toContain('1 thẻ đang dùng')
  })

  it('a person without scans goes with postings and days; one with a word of a leader stays', async () => {
    const junk = await addPerson()
    await admin.get('/api/v1/points/point-a/days/2026-11-18')
    expect(await countOf(sql`select count(*) as n from people where id = ${junk}`)).toBe(1)
    expect((await removePerson(junk)).status).toBe(204)
    for (const table of ['postings', 'day_results', 'badges'])
      expect(
        await countOf(sql`select count(*) as n from ${sql.identifier(table)} where person = ${junk}`),
        table,
      ).toBe(0)
    expect((await admin.get(`/api/v1/people/${junk}`)).status).toBe(404)

    const real = await addPerson({ name: 'Lý Thị Thật' })
    kiosk.add('sign-in', { staff: real, confirmedBy: 'pin', reason: '' }, { at: NOW })
    await kiosk.hello()
    await kiosk.sendAll()
    const refused = await removePerson(real)
    expect([refused.status, detailOf(refused)]).toEqual([
      409,
      expect.stringContaining('có lượt quét hoặc việc đã ghi ở máy chấm công'),
    ])
  })

  it('a badge that opens has to be revoked first', async () => {
    const junk = await addPerson({ name: 'Tổng cộng: 03 người' })
    const sheet = await admin.write('POST', '/api/v1/badges', { who: { kind: 'people', people: [junk] } })
    const number = (sheet.body as { badges: { number: number }[] }).badges[0]?.number
    expect(detailOf(await removePerson(junk))).toContain('1 thẻ đang dùng')
    await admin.write('POST', `/api/v1/badges/${number}/revoke`, { why: 'other' })
    expect((await removePerson(junk)).status).toBe(204)
  })

  it('can be deleted within one’s own scope only, and a unit not by whom it is the top', async () => {
    const other = await addPoint('ward-b')
    expect((await remove('points', other, wardAdmin)).status).toBe(404)
    expect((await remove('organisations', 'ward-a', wardAdmin)).status).toBe(404)
    const theirs = await addPerson({ point: 'point-b' })
    expect((await removePerson(theirs, wardAdmin)).status).toBe(404)
    const viewer = await visitAs(district, 'viewer')
    expect((await removePerson(theirs, viewer)).status).toBe(403)
  })

  it('a last working day before the first says which day that was, and what to do', async () => {
    const junk = await addPerson()
    const refused = await admin.write('POST', `/api/v1/people/${junk}/leave`, { on: '2026-10-31' })
    expect([refused.status, detailOf(refused)]).toEqual([422, expect.stringContaining('01/11/2026')])
    expect(detailOf(refused)).toContain('Xóa')
  })

  it('never lose to somebody who refers to them at the same time', async () => {
    const met = new Set<string>()
    for (let round = 0; round < ROUNDS; round++) {
      const [counter, person, unit] = [await addCounter(), await addPerson(), await addOrganisation()]
      const move = { point: 'point-a', from: '2026-11-18', role: 'staff', counter }
      const hours = {
        kind: 'hours',
        value: {
          scope: { kind: 'organisation', id: unit },
          weekdays: { 1: [['07:30', '11:30']] },
          validFrom: '2027-01-01',
        },
      }
      const excuse = {
        person,
        from: '2026-11-20T07:30',
        to: '2026-11-20T11:30',
        code: 'P',
        document: '',
        reason: '',
      }
      kiosk.add('sign-in', { staff: person, confirmedBy: 'pin', reason: '' }, { at: NOW + round * 1000 })
      const pairs = [
        [() => remove('counters', counter), () => admin.write('POST', '/api/v1/people/a2/transfer', move)],
        [
          () => remove('organisations', unit),
          () => admin.write('POST', '/api/v1/rules', { remove: [], add: [hours], reachesBack: false }),
        ],
        round % 2 === 0
          ? [() => removePerson(person), send]
          : [() => removePerson(person), () => admin.write('POST', '/api/v1/excuses', excuse)],
      ] as const
      for (const [taking, referring] of pairs) {
        const order = round % 4 < 2 ? [taking, referring] : [referring, taking]
        const statuses = (await Promise.all(order.map((act) => act()))).map(({ status }) => status)
        for (const status of statuses) expect([200, 204, 404, 409, 422], String(status)).toContain(status)
        met.add(statuses.join(' '))
      }
    }
    expect((await send()).status).toBe(200)
    expect(met.size).toBeGreaterThan(1)
    expect(
      await countOf(sql`
        select (select count(*) from postings p where p.counter like 'q-%'
            and not exists (select from counters c where c.id = p.counter))
          + (select count(*) from rules r where r.value #>> '{scope,kind}' = 'organisation'
            and not exists (select from organisations o where o.id = r.value #>> '{scope,id}'))
          + (select count(*) from events e where e.person is not null
            and not exists (select from people p where p.id = e.person))
          + (select count(*) from excuse_requests e where not exists (select from people p where p.id = e.person))
          as n`),
    ).toBe(0)
  })
})
