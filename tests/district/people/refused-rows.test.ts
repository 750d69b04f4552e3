import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { PersonDetail } from '../../../core/people/people-api.ts'
import { ImportDone, ImportPreview } from '../../../core/people/people-list-api.ts'
import type { PlannedPerson } from '../../../core/people/plan-import.ts'
import { rowsOf } from '../../../db/district/engine/district-db.ts'
import { createSnapshots } from '../../../db/district/organisation/read-snapshot.ts'
import { applyPeopleImport } from '../../../db/district/people/apply-people-import.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { type StaffVisitor, visitAs } from '../../support/staff-visitor.ts'

/** Wednesday 18 November 2026, 08:00 in Vietnam. */
const NOW = Date.UTC(2026, 10, 18, 1)
const ROUNDS = 4

onBothEngines('a row of a list that no longer fits when it is done', (engine) => {
  let district: TestDistrict
  let admin: StaffVisitor
  beforeAll(async () => {
    district = await createTestDistrict({ database: engine.database(), now: NOW })
    admin = await visitAs(district, 'district-administrator')
  })
  afterAll(() => district?.stop())

  const add = async (name: string, staffNumber: string | null = null): Promise<string> => {
    const body = { name, title: 'Văn thư', staffNumber, point: 'point-a', from: '2026-01-05' }
    const answer = await admin.write('POST', '/api/v1/people', body)
    expect(answer.status, answer.text).toBe(200)
    return (answer.body as { id: string }).id
  }
  const titleOf = async (id: string) =>
    PersonDetail.parse((await admin.get(`/api/v1/people/${id}`)).body).title
  const importsHeld = async () =>
    rowsOf<{ id: string }>(await district.database.db.execute(sql`select id from people_imports`)).length
  const shown = async (rows: readonly string[]) => {
    const text = ['Họ và tên;Chức danh;Điểm tiếp nhận;Từ ngày', ...rows].join('\n')
    const body = { format: 'csv', file: Buffer.from(text).toString('base64') }
    const preview = ImportPreview.parse(
      (await admin.write('POST', '/api/v1/people/import/preview', body)).body,
    )
    if (preview.kind !== 'readable') throw new Error(preview.fault)
    return { preview, body: { ...body, digest: preview.digest } }
  }
  const apply = (body: object) => admin.write('POST', '/api/v1/people/import', body)

  it('is named with the reason; the others are done beside it, or none at all', async () => {
    const { db } = district.database
    const changed = await add('Ma Vừa Sửa')
    const gone = await add('Ma Vừa Xóa')
    const planned = await createSnapshots().current(db)
    const words = { name: 'Ma Vừa Sửa', title: 'Trưởng phòng', staffNumber: null }
    expect((await admin.write('PUT', `/api/v1/people/${changed}`, words)).status).toBe(204)
    expect((await admin.write('DELETE', `/api/v1/people/${gone}`, undefined)).status).toBe(204)
    await add('Ma Có Mã', 'RR-1')
    const act = (name: string, person: string | null, staffNumber: string | null = null): PlannedPerson => ({
      person,
      name,
      title: 'Kế toán',
      staffNumber,
      posting:
        person === null ? { point: 'point-a', role: 'staff', counter: null, from: '2026-11-18' } : null,
    })
    const lines = [
      { line: 2, act: act('Ma Vừa Sửa', changed) },
      { line: 3, act: act('Ma Vừa Xóa', gone) },
      { line: 4, act: act('Ma Trùng Mã', null, 'rr 1') },
      { line: 5, act: act('Ma Còn Hợp', null, 'RR-2') },
    ]
    const refused = [
      { line: 2, name: 'Ma Vừa Sửa', why: 'changed-meanwhile' },
      { line: 3, name: 'Ma Vừa Xóa', why: 'gone' },
      { line: 4, name: 'Ma Trùng Mã', why: 'number-taken' },
    ]
    const run = { id: randomUUID(), fileName: 'a.csv', at: NOW, takenBy: 'x' }
    const newId = () => `p-${randomUUID().slice(0, 16)}`
    const before = await importsHeld()
    const how = { planned, run, newId }
    expect(await db.transaction((tx) => applyPeopleImport(tx, lines, { ...how, partly: false }))).toEqual({
      added: 0,
      changed: 0,
      refused,
    })
    expect(await importsHeld()).toBe(before)
    expect(await db.transaction((tx) => applyPeopleImport(tx, lines, { ...how, partly: true }))).toEqual({
      added: 1,
      changed: 0,
      refused,
    })
    expect(await importsHeld()).toBe(before + 1)
    expect(await titleOf(changed)).toBe('Trưởng phòng')
  })

  it('does nothing to somebody whom another list changed at the same time', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const person = await add(`Bạch Cùng Lúc ${round}`)
      const partly = round % 2 === 0 ? 'yes' : 'no'
      const titles = ['Kế toán', 'Địa chính']
      const lists = await Promise.all(
        titles.map((title) => shown([`Bạch Cùng Lúc ${round};${title};Quầy A;`])),
      )
      const held = await importsHeld()
      const answers = await Promise.all(lists.map(({ body }) => apply({ ...body, partly })))
      const did = answers.map((answer) =>
        answer.status === 200 && ImportDone.parse(answer.body).changed === 1 ? 'done' : 'not',
      )
      expect(did.toSorted()).toEqual(['done', 'not'])
      expect(await titleOf(person)).toBe(titles[did.indexOf('done')])
      expect(await importsHeld()).toBe(held + 1)
      const other = answers[did.indexOf('not')]
      if (other?.status === 200)
        expect(other.body).toMatchObject({
          id: null,
          left: 1,
          refused: [{ line: 2, name: `Bạch Cùng Lúc ${round}`, why: 'changed-meanwhile' }],
        })
      else
        expect(other?.text).toMatch(
          /Danh sách đã thay đổi|dòng 2: người này vừa được thêm hoặc sửa ở nơi khác/,
        )
    }
  })

  it('by a posting that begins later is shown before it is done, and holds up nobody else', async () => {
    const coming = await add('Giáp Sắp Chuyển')
    const move = { point: 'point-b', from: '2026-12-01', role: 'staff', counter: null }
    expect((await admin.write('POST', `/api/v1/people/${coming}/transfer`, move)).status).toBe(204)
    await add('Giáp Ở Lại')
    const text = [
      'Họ và tên;Quầy;Điểm tiếp nhận',
      'Giáp Sắp Chuyển;Quầy 1;Quầy A',
      'Giáp Ở Lại;Quầy 2;Quầy A',
    ]
    const body = { format: 'csv', file: Buffer.from(text.join('\n')).toString('base64') }
    const preview = ImportPreview.parse(
      (await admin.write('POST', '/api/v1/people/import/preview', body)).body,
    )
    if (preview.kind !== 'readable') throw new Error(preview.fault)
    expect(
      preview.rows.map(({ kind, faults }) => [kind, faults.map(({ code, value }) => [code, value])]),
    ).toEqual([
      ['wrong', [['later-posting', '2026-12-01']]],
      ['changed', []],
    ])
    const done = await apply({ ...body, digest: preview.digest, partly: 'yes' })
    expect(done.body).toMatchObject({ new: 0, changed: 1, left: 1, refused: [] })
  })
})
