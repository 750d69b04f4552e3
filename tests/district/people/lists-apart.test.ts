import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ImportPreview } from '../../../core/people/people-list-api.ts'
import { rowsOf } from '../../../db/district/engine/district-db.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { type StaffVisitor, visitAs } from '../../support/staff-visitor.ts'
import { createWireKiosk } from '../../support/wire-kiosk.ts'
import { workbookParts, zip } from '../../support/write-xlsx.ts'

const PREVIEW = '/api/v1/people/import/preview'
const ROUNDS = 3

onBothEngines('lists of people', (engine) => {
  let district: TestDistrict
  let admin: StaffVisitor
  beforeAll(async () => {
    district = await createTestDistrict({ database: engine.database() })
    admin = await visitAs(district, 'district-administrator')
  })
  afterAll(() => district?.stop())

  it('that take seconds to read hold up no kiosk, and those beyond a few are refused for now', async () => {
    const kiosk = await createWireKiosk(district).enrol()
    await kiosk.hello()
    const sheet = `<worksheet><sheetData>${'<c/>'.repeat(3_000_000)}</sheetData></worksheet>`
    const file = zip(workbookParts(sheet, [])).toString('base64')
    let answered = 0
    const asked = Array.from({ length: 8 }, () =>
      admin.write('POST', PREVIEW, { file, format: 'xlsx' }).finally(() => answered++),
    )
    const full = (await Promise.race(asked)).status
    expect(full).toBe(503)
    const before = answered
    expect((await kiosk.hello()).status).toBe(200)
    expect((await kiosk.hello()).status).toBe(200)
    const answers = await Promise.all(asked)
    expect(before).toBeLessThan(8)
    const refused = answers.filter(({ status }) => status === 503)
    expect(refused.length).toBeGreaterThan(1)
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0)
    const read = answers.filter(({ status }) => status === 200)
    expect(read.length + refused.length).toBe(8)
    for (const { body } of read) expect(body).toMatchObject({ kind: 'refused' })
  })

  it('add somebody new once, where two bring the same at once', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const name = `Kim Hai Tệp ${'AB'[round % 2]} ${round}`
      const text = `Họ và tên;Chức danh;Điểm tiếp nhận\n${name};Văn thư;Quầy A`
      const body = { format: 'csv', file: Buffer.from(text).toString('base64') }
      const preview = ImportPreview.parse((await admin.write('POST', PREVIEW, body)).body)
      if (preview.kind !== 'readable') throw new Error(preview.fault)
      const apply = () => admin.write('POST', '/api/v1/people/import', { ...body, digest: preview.digest })
      const answers = await Promise.all([apply(), apply()])
      const { db } = district.database
      const held = rowsOf(await db.execute(sql`select id from people where name = ${name}`))
      expect(held, JSON.stringify(answers.map(({ text }) => text))).toHaveLength(1)
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
    }
  })

  it('are taken in once, and a repeated request is told what the first one did', async () => {
    const text = 'Họ và tên;Chức danh;Điểm tiếp nhận\nMộc Một Lần;Văn thư;Quầy A'
    const body = { format: 'csv', file: Buffer.from(text).toString('base64') }
    const preview = ImportPreview.parse((await admin.write('POST', PREVIEW, body)).body)
    if (preview.kind !== 'readable') throw new Error(preview.fault)
    const apply = () =>
      admin.write('POST', '/api/v1/people/import', { ...body, digest: preview.digest }, 'list-only-once')
    const first = await apply()
    expect(first.status, first.text).toBe(200)
    const again = await apply()
    expect([again.status, again.body]).toEqual([200, first.body])
  })
})
