import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { PersonDetail } from '../../../core/people/people-api.ts'
import { rowsOf } from '../../../db/district/engine/district-db.ts'
import { repostPeople } from '../../../db/district/people/repost-people.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { type StaffVisitor, visitAs } from '../../support/staff-visitor.ts'

/** Wednesday 18 November 2026, 08:00 in Vietnam. */
const NOW = Date.UTC(2026, 10, 18, 1)

onBothEngines('the role or counter of many people', (engine) => {
  let district: TestDistrict
  let admin: StaffVisitor
  let wardClerk: StaffVisitor
  let counter: string
  beforeAll(async () => {
    district = await createTestDistrict({ database: engine.database(), now: NOW })
    admin = await visitAs(district, 'district-administrator')
    wardClerk = await visitAs(district, 'clerk', { organisation: 'ward-a' })
    const made = await admin.write('POST', '/api/v1/organisation/counters', {
      point: 'point-a',
      name: 'Quầy 1',
      fields: [],
      staffing: { kind: 'always' },
      validFrom: '2026-01-01',
      validTo: null,
    })
    counter = (made.body as { id: string }).id
  })
  afterAll(() => district?.stop())

  const add = async (name: string, more: object = {}): Promise<string> => {
    const body = { name, title: '', staffNumber: null, point: 'point-a', from: '2026-01-05', ...more }
    const answer = await admin.write('POST', '/api/v1/people', body)
    expect(answer.status, answer.text).toBe(200)
    return (answer.body as { id: string }).id
  }
  const three = async (name: string) => [
    await add(`${name} Một`),
    await add(`${name} Hai`),
    await add(`${name} Ba`),
  ]
  const repost = (who: StaffVisitor, people: readonly string[], from: string, change: object, key?: string) =>
    who.write('POST', '/api/v1/people/postings', { people, from, change }, key)
  const postingsOf = async (id: string) =>
    PersonDetail.parse((await admin.get(`/api/v1/people/${id}`)).body).postings.map(
      ({ point, role, counterName, validFrom, validTo }) => [point, role, counterName, validFrom, validTo],
    )
  const LEADER = { kind: 'role', role: 'leader' }
  const first = (answer: { body: unknown }) => (answer.body as { detail: string }).detail

  it('is changed from a date on, and stands as it was before it; who has it already is left as they are', async () => {
    const people = await three('Đổi Vai')
    const [one = '', two = '', other = ''] = people
    expect((await repost(admin, [other], '2026-11-02', LEADER)).body).toEqual({ changed: 1, same: 0 })
    const answer = await repost(admin, people, '2026-12-01', LEADER)
    expect(answer.body).toEqual({ changed: 2, same: 1 })
    for (const id of [one, two])
      expect(await postingsOf(id)).toEqual([
        ['point-a', 'leader', null, '2026-12-01', null],
        ['point-a', 'staff', null, '2026-01-05', '2026-11-30'],
      ])
    expect(await postingsOf(other)).toHaveLength(2)
    const [row] = rowsOf<{ text: string }>(
      await district.database.db.execute(
        sql`select text from audit_log where action = 'people.repost' order by seq desc limit 1`,
      ),
    )
    expect(row?.text).toContain(one)
    expect(row?.text).not.toContain('Đổi Vai')
  })

  it('keeps the counter when the role changes, and the role when the counter does', async () => {
    const people = await three('Đổi Quầy')
    const [one = ''] = people
    const sit = { kind: 'counter', point: 'point-a', counter }
    expect((await repost(admin, people, '2026-11-18', LEADER)).status).toBe(200)
    expect((await repost(admin, people, '2026-11-18', sit)).body).toEqual({ changed: 3, same: 0 })
    expect((await postingsOf(one))[0]).toEqual(['point-a', 'leader', 'Quầy 1', '2026-11-18', null])
    expect((await repost(admin, people, '2026-11-20', { kind: 'role', role: 'staff' })).status).toBe(200)
    expect((await postingsOf(one))[0]).toEqual(['point-a', 'staff', 'Quầy 1', '2026-11-20', null])
    expect((await repost(admin, people, '2026-11-23', { ...sit, counter: null })).status).toBe(200)
    expect((await postingsOf(one))[0]).toEqual(['point-a', 'staff', null, '2026-11-23', null])
  })

  it('lets a last working day stand', async () => {
    const id = await add('Sắp Nghỉ')
    await admin.write('POST', `/api/v1/people/${id}/leave`, { on: '2026-12-31' })
    expect((await repost(admin, [id], '2026-12-01', LEADER)).status).toBe(200)
    expect((await postingsOf(id))[0]).toEqual(['point-a', 'leader', null, '2026-12-01', '2026-12-31'])
  })

  it('is changed for nobody when one of them cannot be, and each of those is named with why', async () => {
    const [fine = '', moving = '', gone = ''] = await three('Cùng Đổi')
    const away = { point: 'point-b', from: '2026-12-15', role: 'staff', counter: null }
    expect((await admin.write('POST', `/api/v1/people/${moving}/transfer`, away)).status).toBe(204)
    await admin.write('POST', `/api/v1/people/${gone}/leave`, { on: '2026-11-20' })
    const answer = await repost(admin, [fine, moving, gone], '2026-12-01', LEADER)
    expect(answer.status).toBe(409)
    expect(first(answer)).toContain('Chưa đổi cho ai')
    expect(first(answer)).toContain('Cùng Đổi Hai: đã có phân công khác bắt đầu từ 15/12/2026')
    expect(first(answer)).toContain('Cùng Đổi Ba: không được phân công ở đâu vào ngày 01/12/2026')
    expect(first(answer)).not.toContain('Cùng Đổi Một')
    expect(await postingsOf(fine)).toHaveLength(1)
    const sit = { kind: 'counter', point: 'point-a', counter }
    const elsewhere = await repost(admin, [fine, 'b1'], '2026-12-01', sit)
    expect(elsewhere.status).toBe(409)
    expect(first(elsewhere)).toContain(
      'Nguyễn Văn B1: vào ngày 01/12/2026 được phân công ở điểm tiếp nhận khác',
    )
    expect(await postingsOf(fine)).toHaveLength(1)
    expect((await repost(admin, [fine], '2026-12-01', { ...sit, counter: 'Quầy 9' })).status).toBe(422)
  })

  it('is changed within the scope of an account alone', async () => {
    const [one = '', moving = ''] = await three('Trong Phạm Vi')
    expect((await repost(wardClerk, [one, 'b1'], '2026-12-01', LEADER)).status).toBe(404)
    const away = { point: 'point-b', from: '2026-11-25', role: 'staff', counter: null }
    expect((await admin.write('POST', `/api/v1/people/${moving}/transfer`, away)).status).toBe(204)
    expect((await repost(wardClerk, [one, moving], '2026-12-01', LEADER)).status).toBe(409)
    expect(
      (await repost(wardClerk, [one], '2026-12-01', { kind: 'counter', point: 'point-b', counter: null }))
        .status,
    ).toBe(404)
    expect(await postingsOf(one)).toHaveLength(1)
    expect((await repost(wardClerk, [one], '2026-12-01', LEADER)).status).toBe(200)
  })

  it('is changed once for one Idempotency-Key', async () => {
    const people = await three('Một Lần')
    const answers = await Promise.all(
      [1, 2].map(() => repost(admin, people, '2026-12-01', LEADER, 'the-same-repost-key')),
    )
    expect(answers.map(({ body }) => body)).toEqual([
      { changed: 3, same: 0 },
      { changed: 3, same: 0 },
    ])
  })

  it('asked for by two at once is what the later said, whole', async () => {
    const people = await three('Hai Người')
    const answers = await Promise.all([
      repost(admin, people, '2026-12-01', LEADER),
      repost(wardClerk, people.toReversed(), '2026-12-02', { kind: 'counter', point: 'point-a', counter }),
    ])
    const statuses = answers.map(({ status }) => status)
    expect(statuses).toContain(200)
    const all = await Promise.all(people.map(postingsOf))
    expect(all[1]).toEqual(all[0])
    expect(all[2]).toEqual(all[0])
    expect(all[0]).toHaveLength(statuses.every((status) => status === 200) ? 3 : 2)
  })

  it('changed by two at once leaves one posting for each day', async () => {
    const { db } = district.database
    const people = await three('Cùng Lúc')
    const done = Promise.withResolvers<void>()
    const opened = Promise.withResolvers<void>()
    const early = db.transaction(async (tx) => {
      const change = { kind: 'role', role: 'leader' } as const
      const outcome = await repostPeople(tx, { people, from: '2026-12-01', change }, null)
      done.resolve()
      await opened.promise
      return outcome
    })
    await done.promise
    const late = db.transaction((tx) =>
      repostPeople(
        tx,
        { people, from: '2026-12-02', change: { kind: 'counter', point: 'point-a', counter } },
        null,
      ),
    )
    setTimeout(opened.resolve, 300)
    expect((await early).changed).toHaveLength(3)
    expect((await late).changed).toHaveLength(3)
    for (const id of people)
      expect(await postingsOf(id)).toEqual([
        ['point-a', 'leader', 'Quầy 1', '2026-12-02', null],
        ['point-a', 'leader', null, '2026-12-01', '2026-12-01'],
        ['point-a', 'staff', null, '2026-01-05', '2026-11-30'],
      ])
  })
})
