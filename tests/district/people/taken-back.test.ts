import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { AuditPage } from '../../../core/audit/audit-api.ts'
import { PeoplePage, PersonDetail } from '../../../core/people/people-api.ts'
import { PeopleImportPage, TakenBack } from '../../../core/people/people-imports-api.ts'
import { ImportDone, ImportPreview } from '../../../core/people/people-list-api.ts'
import { rowsOf } from '../../../db/district/engine/district-db.ts'
import { readMonthFacts } from '../../../db/district/months/month-facts.ts'
import { lockMonth, reopenMonth } from '../../../db/district/months/month-locks.ts'
import { createSnapshots } from '../../../db/district/organisation/read-snapshot.ts'
import { erasePersonalData, readPersonalData } from '../../../db/district/retention/personal-data.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { type StaffVisitor, visitAs } from '../../support/staff-visitor.ts'
import { createWireKiosk, type WireKiosk } from '../../support/wire-kiosk.ts'

/** Wednesday 18 November 2026, 08:00 in Vietnam. */
const NOW = Date.UTC(2026, 10, 18, 1)
const IMPORTS = '/api/v1/people/imports'

onBothEngines('a list of people that was taken in by mistake', (engine) => {
  let district: TestDistrict
  let admin: StaffVisitor
  let kiosk: WireKiosk
  beforeAll(async () => {
    district = await createTestDistrict({ database: engine.database(), now: NOW })
    admin = await visitAs(district, 'district-administrator')
    kiosk = await createWireKiosk(district).enrol()
    await kiosk.sendAll()
  })
  afterAll(() => district?.stop())

  const db = () => district.database.db
  const read = (who: StaffVisitor, path: string) => who.get(path)
  /** Takes a list in: name, title, number, point, from. */
  const bring = async (rows: string[][], who = admin): Promise<string> => {
    const lines = [['Họ và tên', 'Chức danh', 'Mã số', 'Điểm tiếp nhận', 'Từ ngày'], ...rows]
    const text = lines.map((line) => line.join(';')).join('\n')
    const body = { format: 'csv', file: Buffer.from(text).toString('base64') }
    const shown = ImportPreview.parse((await who.write('POST', '/api/v1/people/import/preview', body)).body)
    if (shown.kind !== 'readable') throw new Error(shown.fault)
    const answer = await who.write('POST', '/api/v1/people/import', {
      ...body,
      name: 'danh-sach.csv',
      digest: shown.digest,
    })
    expect(answer.status, answer.text).toBe(200)
    return ImportDone.parse(answer.body).id ?? ''
  }
  const weigh = async (id: string) => TakenBack.parse((await read(admin, `${IMPORTS}/${id}`)).body)
  const takeBack = (id: string, who = admin) => who.write('DELETE', `${IMPORTS}/${id}`, undefined)
  const taken = async (id: string, who = admin) => {
    const answer = await takeBack(id, who)
    expect(answer.status, answer.text).toBe(200)
    return TakenBack.parse(answer.body)
  }
  const fates = ({ people }: TakenBack) => people.map(({ name, fate, why }) => [name, fate, why])
  const found = async (q: string) =>
    PeoplePage.parse((await read(admin, `/api/v1/people?state=all&q=${encodeURIComponent(q)}`)).body).people
  const idOf = async (q: string) => (await found(q))[0]?.id ?? ''
  const detail = async (id: string) => PersonDetail.parse((await read(admin, `/api/v1/people/${id}`)).body)
  const add = async (name: string, more: object = {}): Promise<string> => {
    const body = { name, title: 'Văn thư', staffNumber: null, point: 'point-a', from: '2026-01-05', ...more }
    const answer = await admin.write('POST', '/api/v1/people', body)
    expect(answer.status, answer.text).toBe(200)
    return (answer.body as { id: string }).id
  }
  const countOf = async (query: ReturnType<typeof sql>) =>
    Number(rowsOf<{ n: string }>(await db().execute(query))[0]?.n)

  it('is taken back whole: who came with it is gone, who was changed stands as before', async () => {
    const known = await add('Ngô Đã Có', { staffNumber: 'TB-1' })
    const numbered = await add('Ngô Có Mã')
    const before = await detail(known)
    const id = await bring([
      ['Ngô Đã Có', 'Kế toán', 'TB-1', 'Quầy B', '16/11/2026'],
      ['Ngô Có Mã', '', 'TB-3', 'Quầy A', ''],
      ['Đỗ Mới Tinh', 'Văn thư', 'TB-2', 'Quầy A', '16/11/2026'],
    ])
    expect(await detail(known)).toMatchObject({ title: 'Kế toán', posting: { point: 'point-b' } })
    expect(await detail(numbered)).toMatchObject({ staffNumber: 'TB-3' })
    const total = await countOf(sql`select count(*) as n from people`)
    const weighed = await weigh(id)
    expect(fates(weighed)).toEqual([
      ['Ngô Đã Có', 'put-back', null],
      ['Ngô Có Mã', 'put-back', null],
      ['Đỗ Mới Tinh', 'removed', null],
    ])
    expect(weighed.people[0]?.changes).toEqual([
      { field: 'title', before: 'Kế toán', after: 'Văn thư' },
      { field: 'point', before: 'Quầy B', after: 'Quầy A' },
      { field: 'from', before: '2026-11-16', after: '2026-01-05' },
    ])
    expect(weighed.people[1]?.changes).toEqual([{ field: 'staffNumber', before: 'TB-3', after: '' }])
    // Looking changes nothing.
    expect(await countOf(sql`select count(*) as n from people`)).toBe(total)
    expect(await detail(known)).toMatchObject({ title: 'Kế toán' })
    const answer = await taken(id)
    expect(answer.people).toEqual(weighed.people)
    expect(answer.run).toMatchObject({ removedAt: NOW, standing: 0, added: 1, changed: 2 })
    expect(await detail(known)).toEqual(before)
    expect(await detail(numbered)).toMatchObject({ staffNumber: null })
    expect(await found('Đỗ Mới Tinh')).toEqual([])
    const listed = PeopleImportPage.parse((await read(admin, IMPORTS)).body).items
    expect(listed.find((one) => one.id === id)).toMatchObject({
      fileName: 'danh-sach.csv',
      standing: 0,
      takenBy: 'Cán bộ district-administrator',
      removedBy: 'Cán bộ district-administrator',
    })
    expect((await takeBack(id)).status).toBe(409)
    const audit = AuditPage.parse((await read(admin, '/api/v1/audit')).body).items
    const deed = audit.find(
      ({ action, outcome }) => action === 'people.take-back-import' && outcome === 'done',
    )
    expect(deed).toMatchObject({ subject: `people-import:${id}` })
    // What is kept holds no name; the page looks names up.
    expect(JSON.stringify(audit.map(({ detail }) => detail))).not.toMatch(/Đã Có|Mới Tinh/)
    // The same list comes in again as it should have.
    expect(await bring([['Đỗ Mới Tinh', 'Văn thư', 'TB-2', 'Quầy A', '']])).not.toBe('')
  })

  it('leaves whom something speaks of, and says what', async () => {
    const names = ['Có Quét', 'Có Thẻ', 'Có Nghỉ', 'Chẳng Có Gì']
    const id = await bring(names.map((name) => [`Vi ${name}`, '', '', 'Quầy A', '']))
    const [scanned = '', badged = '', away = ''] = await Promise.all(names.map((name) => idOf(`Vi ${name}`)))
    kiosk.add('sign-in', { staff: scanned, confirmedBy: 'pin', reason: '' }, { at: NOW })
    await kiosk.hello()
    await kiosk.sendAll()
    const sheet = await admin.write('POST', '/api/v1/badges', { who: { kind: 'people', people: [badged] } })
    const excuse = { from: '2026-11-20T07:30', to: '2026-11-20T11:30', code: 'P', document: '"', reason: '' }
    expect((await admin.write('POST', '/api/v1/excuses', { person: away, ...excuse })).status).toBe(200)
    const expected = [
      ['Vi Có Quét', 'kept', 'events'],
      ['Vi Có Thẻ', 'kept', 'badges'],
      ['Vi Có Nghỉ', 'kept', 'requests'],
      ['Vi Chẳng Có Gì', 'removed', null],
    ]
    expect(fates(await weigh(id))).toEqual(expected)
    const first = await taken(id)
    expect(fates(first)).toEqual(expected)
    expect(first.run).toMatchObject({ standing: 3, removedAt: NOW })
    expect(
      (await found('Vi')).map(({ name }) => name).filter((name) => name?.startsWith('Vi C')),
    ).toHaveLength(3)
    // What stood against it can be put right, and the rest be taken back then.
    const { number } = (sheet.body as { badges: { number: number }[] }).badges[0] ?? { number: 0 }
    await admin.write('POST', `/api/v1/badges/${number}/revoke`, { why: 'other' })
    expect(fates(await taken(id))).toEqual([
      ['Vi Có Quét', 'kept', 'events'],
      ['Vi Có Thẻ', 'removed', null],
      ['Vi Có Nghỉ', 'kept', 'requests'],
    ])
  })

  it('leaves who was changed since, and says so', async () => {
    const [titled, moved, other] = [
      await add('Lý Chức'),
      await add('Lý Nơi', { staffNumber: 'LN-1' }),
      await add('Lý Khác'),
    ]
    const id = await bring([
      ['Lý Chức', 'Kế toán', '', 'Quầy A', ''],
      ['Lý Nơi', '', 'LN-1', 'Quầy B', '16/11/2026'],
      ['Lý Khác', 'Kế toán', '', 'Quầy A', ''],
      ['Lý Mới', '', '', 'Quầy A', ''],
    ])
    const words = { title: 'Trưởng phòng', staffNumber: null }
    await admin.write('PUT', `/api/v1/people/${titled}`, { name: 'Lý Chức', ...words })
    await admin.write('PUT', `/api/v1/people/${await idOf('Lý Mới')}`, { name: 'Lý Mới Sửa', ...words })
    const move = { point: 'point-a', from: '2026-11-17', role: 'staff', counter: null }
    expect((await admin.write('POST', `/api/v1/people/${moved}/transfer`, move)).status).toBe(204)
    // What the list did not touch is no change of what it did.
    const elsewhere = { point: 'point-b', from: '2026-11-17', role: 'staff', counter: null }
    expect((await admin.write('POST', `/api/v1/people/${other}/transfer`, elsewhere)).status).toBe(204)
    expect(fates(await taken(id))).toEqual([
      ['Lý Chức', 'kept', 'changed-since'],
      ['Lý Nơi', 'kept', 'changed-since'],
      ['Lý Khác', 'put-back', null],
      ['Lý Mới Sửa', 'kept', 'changed-since'],
    ])
    expect(await detail(titled)).toMatchObject({ title: 'Trưởng phòng' })
    expect((await detail(moved)).posting?.validFrom).toBe('2026-11-17')
    expect(await detail(other)).toMatchObject({ title: 'Văn thư', posting: { point: 'point-b' } })
  })

  it('comes off in the order it came: a later list’s change stands until that one is taken back', async () => {
    const person = await add('Tạ Hai Lần')
    const first = await bring([['Tạ Hai Lần', 'Một', '', 'Quầy A', '']])
    const second = await bring([['Tạ Hai Lần', 'Hai', '', 'Quầy A', '']])
    expect(fates(await taken(first))).toEqual([['Tạ Hai Lần', 'kept', 'changed-since']])
    expect(fates(await taken(second))).toEqual([['Tạ Hai Lần', 'put-back', null]])
    expect((await detail(person)).title).toBe('Một')
    expect(fates(await taken(first))).toEqual([['Tạ Hai Lần', 'put-back', null]])
    expect((await detail(person)).title).toBe('Văn thư')
  })

  it('leaves nobody nowhere with scans of their own, nor in a place that is gone', async () => {
    const back = await add('Hà Trở Lại')
    await admin.write('POST', `/api/v1/people/${back}/leave`, { on: '2026-10-30' })
    const gone = await add('Hà Chỗ Cũ', { staffNumber: 'HCC-1' })
    const dated = { validFrom: '2026-01-01', validTo: null, earlier: [] }
    const made = await admin.write('POST', '/api/v1/organisation/points', {
      name: 'Điểm tạm',
      shortName: '',
      organisation: 'ward-a',
      ...dated,
    })
    const point = (made.body as { id: string }).id
    const there = { point, from: '2026-11-16', role: 'staff', counter: null }
    await admin.write('POST', `/api/v1/people/${gone}/transfer`, there)
    const number = { name: 'Hà Trở Lại', title: 'Văn thư', staffNumber: 'HTL-1' }
    await admin.write('PUT', `/api/v1/people/${back}`, number)
    const id = await bring([
      ['Hà Trở Lại', '', 'HTL-1', 'Quầy A', '16/11/2026'],
      ['Hà Chỗ Cũ', '', 'HCC-1', 'Quầy A', '16/11/2026'],
    ])
    kiosk.add('sign-in', { staff: back, confirmedBy: 'pin', reason: '' }, { at: NOW + 60_000 })
    await kiosk.hello()
    await kiosk.sendAll()
    expect(await countOf(sql`select count(*) as n from postings where point = ${point}`)).toBe(0)
    expect((await admin.write('DELETE', `/api/v1/organisation/points/${point}`, undefined)).status).toBe(204)
    expect(fates(await taken(id))).toEqual([
      ['Hà Trở Lại', 'kept', 'events'],
      ['Hà Chỗ Cũ', 'kept', 'place-gone'],
    ])
  })

  it('leaves whom a locked month names, also when it is being locked at that moment', async () => {
    await add('Đinh Chuyển Đến', { staffNumber: 'DCD-1' })
    const id = await bring([
      ['Đinh Trong Bảng', '', '', 'Quầy B', '01/10/2026'],
      ['Đinh Chuyển Đến', '', 'DCD-1', 'Quầy B', '01/10/2026'],
    ])
    const place = { point: 'point-b', month: '2026-10' }
    const facts = async (tx = db()) => {
      const found = await readMonthFacts(tx, await createSnapshots().current(tx), place, NOW)
      if (found === null) throw new Error('no such point')
      return found
    }
    const read = await facts()
    const [locked, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const closing = db().transaction(async (tx) => {
      const lock = { id: randomUUID(), facts: read, digests: {}, by: 'x', at: NOW, note: '' }
      const outcome = await lockMonth(tx, lock, () => facts(tx))
      locked.resolve()
      await go.promise
      return outcome
    })
    await locked.promise
    const taking = taken(id)
    await setTimeout(400)
    go.resolve()
    expect(await closing).toBe('locked')
    expect(fates(await taking)).toEqual([
      ['Đinh Trong Bảng', 'kept', 'months'],
      ['Đinh Chuyển Đến', 'kept', 'months'],
    ])
    await db().transaction((tx) => reopenMonth(tx, place, 'x', NOW, 'nhập nhầm'))
    expect(fates(await taken(id))).toEqual([
      ['Đinh Trong Bảng', 'kept', 'months'],
      ['Đinh Chuyển Đến', 'put-back', null],
    ])
  })

  it('is taken back once, whoever asks at the same time, and loses to nobody who refers to its people', async () => {
    const met = new Set<string>()
    for (let round = 0; round < 6; round++) {
      const names = Array.from({ length: 4 }, (_, at) => `Hồ Cùng Lúc ${round}-${at}`)
      const id = await bring(names.map((name) => [name, '', '', 'Quầy A', '']))
      const person = await idOf(names[0] ?? '')
      const excuse = {
        person,
        from: '2026-11-20T07:30',
        to: '2026-11-20T11:30',
        code: 'P',
        document: '',
        reason: '',
      }
      const acts = [
        () => takeBack(id),
        () => admin.write('POST', '/api/v1/excuses', excuse),
        () => takeBack(id),
      ]
      const answers = await Promise.all((round % 2 === 0 ? acts : acts.toReversed()).map((act) => act()))
      met.add(answers.map(({ status }) => status).join(' '))
      const left = await found(`Hồ Cùng Lúc ${round}`)
      const isExcused =
        (await countOf(sql`select count(*) as n from excuse_requests where person = ${person}`)) > 0
      expect(left).toHaveLength(isExcused ? 1 : 0)
    }
    for (const statuses of met) expect(statuses).toMatch(/^(200|404|409|422)( (200|404|409|422)){2}$/)
  })

  it('belongs to whoever sees all its places, and of others’ people says nothing', async () => {
    const clerk = await visitAs(district, 'clerk', { organisation: 'ward-a' })
    const other = await visitAs(district, 'clerk', { organisation: 'ward-b' })
    const id = await bring([['Mai Của Phường', '', '', 'Quầy A', '16/11/2026']], clerk)
    const wide = await bring([
      ['Mai Hai Nơi', '', '', 'Quầy A', ''],
      ['Mai Nơi Kia', '', '', 'Quầy B', ''],
    ])
    const seenBy = async (who: StaffVisitor) =>
      PeopleImportPage.parse((await read(who, `${IMPORTS}?limit=500`)).body).items.map((one) => one.id)
    expect(await seenBy(clerk)).toContain(id)
    expect(await seenBy(clerk)).not.toContain(wide)
    expect(await seenBy(other)).toEqual([])
    expect((await read(other, `${IMPORTS}/${id}`)).status).toBe(404)
    expect((await takeBack(id, other)).status).toBe(404)
    expect((await takeBack(wide, clerk)).status).toBe(404)
    expect((await takeBack(id, await visitAs(district, 'viewer'))).status).toBe(403)
    expect((await takeBack('0199d2b0-0000-7000-8000-0000000000ff')).status).toBe(404)
    const move = { point: 'point-b', from: '2026-11-17', role: 'staff', counter: null }
    const path = `/api/v1/people/${await idOf('Mai Của Phường')}/transfer`
    expect((await admin.write('POST', path, move)).status).toBe(204)
    expect(fates(await taken(id, clerk))).toEqual([[null, 'kept', 'elsewhere']])
  })

  it('holds what it did to a person only as long as their name is known', async () => {
    await add('Quách Xóa Tên')
    const id = await bring([
      ['Quách Xóa Tên', 'Kế toán', '', 'Quầy A', ''],
      ['Quách Thêm Vào', 'Kế toán', '', 'Quầy A', ''],
    ])
    const [changed, added] = [await idOf('Quách Xóa Tên'), await idOf('Quách Thêm Vào')]
    const held = await readPersonalData(db(), changed)
    expect(held.find(({ table }) => table === 'imported_people')).toMatchObject({
      kind: 'whole',
      rows: [{ did: 'changed', before: { title: 'Văn thư' }, after: { title: 'Kế toán' } }],
    })
    await db().transaction((tx) => erasePersonalData(tx, changed))
    const rows = rowsOf<{ line: string }>(
      await db().execute(sql`select row_to_json(i)::text as line from imported_people i`),
    )
    expect(rows.map(({ line }) => line).join('\n')).not.toContain('Xóa Tên')
    // Whoever is deleted by hand leaves the list too.
    expect((await admin.write('DELETE', `/api/v1/people/${added}`, undefined)).status).toBe(204)
    expect(fates(await taken(id))).toEqual([[null, 'kept', 'erased']])
  })
})
