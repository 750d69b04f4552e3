import { randomUUID } from 'node:crypto'
import { desc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type NoticeItem, NoticesAnswer } from '../../../core/district/notices-api.ts'
import type { Directory } from '../../../core/wire/directory.ts'
import { auditLog } from '../../../db/district/schema/audit.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { type StaffVisitor, visitAs } from '../../support/staff-visitor.ts'
import { createWireKiosk, type WireKiosk } from '../../support/wire-kiosk.ts'

/** Wednesday 18 November 2026, 08:00 in Vietnam. */
const NOW = Date.UTC(2026, 10, 18, 1)
const NOTICES = '/api/v1/notices'

onBothEngines('notices to citizens', (engine) => {
  let district: TestDistrict
  let clerk: StaffVisitor
  let ofWardA: StaffVisitor
  let kioskA: WireKiosk
  let kioskB: WireKiosk
  beforeAll(async () => {
    district = await createTestDistrict({ database: engine.database(), now: NOW })
    clerk = await visitAs(district, 'clerk')
    ofWardA = await visitAs(district, 'clerk', { organisation: 'ward-a' })
    kioskA = await createWireKiosk(district).enrol()
    kioskB = await createWireKiosk(district, { point: 'point-b' }).enrol()
  })
  afterAll(() => district.stop())

  const words = (more: object = {}) => ({
    organisation: 'ward-a',
    text: 'Ngày 24/11 nghỉ lễ, không tiếp dân.',
    validFrom: '2026-11-18',
    validTo: '2026-11-24',
    ...more,
  })
  const save = (who: StaffVisitor, more: object = {}, id: string = randomUUID()) =>
    who.write('PUT', `${NOTICES}/${id}`, words(more))
  const list = async (who: StaffVisitor): Promise<NoticeItem[]> =>
    NoticesAnswer.parse((await who.get(NOTICES)).body)
  const shownAt = async (kiosk: WireKiosk): Promise<string[]> => {
    const { directory } = (await kiosk.directory()).body as { directory?: Directory | null }
    return (directory?.notices ?? []).map(({ text }) => text)
  }

  it('that the office saves reach the next directory of the kiosks that they are for, and leave it when they are taken away', async () => {
    const id = randomUUID()
    expect((await save(clerk, {}, id)).status).toBe(204)
    expect(await shownAt(kioskA)).toEqual(['Ngày 24/11 nghỉ lễ, không tiếp dân.'])
    expect(await shownAt(kioskB)).toEqual([])
    expect(await list(clerk)).toEqual([{ id, ...words(), organisationName: 'Phường A', points: 1 }])
    expect((await save(clerk, { organisation: null, text: 'Mọi nơi' }, id)).status).toBe(204)
    expect(await shownAt(kioskA)).toEqual(['Mọi nơi'])
    expect(await shownAt(kioskB)).toEqual(['Mọi nơi'])
    expect((await clerk.write('DELETE', `${NOTICES}/${id}`, undefined)).status).toBe(204)
    expect(await shownAt(kioskB)).toEqual([])
    expect((await clerk.write('DELETE', `${NOTICES}/${id}`, undefined)).status).toBe(404)
  })

  it('D6: are written by a bound account for its own organisations only, and others do not exist for it', async () => {
    const [overall, others, own] = [randomUUID(), randomUUID(), randomUUID()]
    await save(clerk, { organisation: null, text: 'Mọi nơi' }, overall)
    await save(clerk, { organisation: 'ward-b', text: 'Phường B' }, others)
    for (const organisation of [null, 'city', 'ward-b', 'nowhere'])
      expect((await save(ofWardA, { organisation })).status, String(organisation)).toBe(404)
    for (const id of [overall, others]) {
      expect((await save(ofWardA, {}, id)).status).toBe(404)
      expect((await ofWardA.write('DELETE', `${NOTICES}/${id}`, undefined)).status).toBe(404)
    }
    expect((await save(ofWardA, {}, own)).status).toBe(204)
    expect((await save(ofWardA, { organisation: null }, own)).status).toBe(404)
    expect((await list(ofWardA)).map(({ id }) => id)).toEqual([own])
    expect((await list(clerk)).map(({ id }) => id).sort()).toEqual([overall, others, own].sort())
  })

  it('are refused with a sentence where nothing can be read, too much is said, or the end comes first', async () => {
    const refused = async (more: object) => {
      const { status, body } = await save(clerk, more)
      return `${status} ${(body as { detail: string }).detail}`
    }
    expect(await refused({ text: '\u200B \u202E' })).toMatch(/^422 Thông báo chưa có chữ nào đọc được/)
    expect(await refused({ text: 'x'.repeat(300) })).toMatch(/^422 Thông báo dài 300 ký tự, tối đa 280/)
    expect(await refused({ validTo: '2026-11-17' })).toMatch(/^422 Ngày cuối/)
    expect((await save(clerk, { validFrom: '2026-02-29' })).status).toBe(400)
    expect((await clerk.write('PUT', `${NOTICES}/mot`, words())).status).toBe(400)
    expect((await save(clerk, { text: ` ${'x\u200B'.repeat(280)} ` })).status).toBe(204)
  })

  it('D7: leave what was said before and after in the audit log', async () => {
    const id = randomUUID()
    await save(clerk, { text: 'Một' }, id)
    await save(clerk, { text: 'Hai' }, id)
    const [row] = await district.database.db
      .select({ subject: auditLog.subject, text: auditLog.text })
      .from(auditLog)
      .where(eq(auditLog.action, 'notices.save'))
      .orderBy(desc(auditLog.seq))
      .limit(1)
    expect(row?.subject).toBe(`notice:${id}`)
    expect(JSON.parse(row?.text ?? '{}').detail).toMatchObject({
      before: { text: 'Một' },
      after: { text: 'Hai' },
    })
  })
})
