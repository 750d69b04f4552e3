import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LeaveTypesOfOrganisation } from '../../../core/district/excuses-api.ts'
import { TemplateAnswer } from '../../../core/district/month-api.ts'
import { LEAVE_TYPES, leaveTypeOf } from '../../../core/excuses/leave-types.ts'
import { Directory } from '../../../core/wire/directory.ts'
import { officeSettings } from '../../../db/district/schema/months.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { type StaffVisitor, visitAs } from '../../support/staff-visitor.ts'
import { createWireKiosk, type WireKiosk } from '../../support/wire-kiosk.ts'

const urlOf = (organisation: string) => `/api/v1/organisations/${organisation}/leave-types`
const CITY_TEMPLATE = '/api/v1/organisations/city/sheet-template'
const STUDY = { ...leaveTypeOf('P'), code: 'ĐH', name: 'Đi học dài hạn', atCounter: false }

describe('the leave types of an organisation', () => {
  let district: TestDistrict
  let admin: StaffVisitor
  let ofWard: StaffVisitor
  beforeAll(async () => {
    district = await createTestDistrict()
    admin = await visitAs(district, 'district-administrator')
    ofWard = await visitAs(district, 'clerk', { organisation: 'ward-a' })
  })
  afterAll(() => district?.stop())

  const read = async (who: StaffVisitor, organisation: string) =>
    LeaveTypesOfOrganisation.parse((await who.get(urlOf(organisation))).body)
  const leavesAt = async (kiosk: WireKiosk) =>
    Directory.parse((await kiosk.directory(0)).body.directory).leaves
  const detail = ({ body }: { body: unknown }) => (body as { detail: string }).detail

  it('are the built-in ones, then those of the level above, then its own, and those of the level above again', async () => {
    expect(await read(ofWard, 'ward-a')).toMatchObject({ own: false, fromName: null, mayChange: true })
    expect((await admin.write('PUT', urlOf('city'), [...LEAVE_TYPES, STUDY])).status).toBe(204)
    const inherited = await read(ofWard, 'ward-a')
    expect(inherited).toMatchObject({ own: false, fromName: 'Thành phố Mẫu' })
    expect(inherited.types.at(-1)).toMatchObject({ code: 'ĐH', symbol: '+', column: 32 })
    expect((await ofWard.write('PUT', urlOf('ward-a'), LEAVE_TYPES.slice(0, 2))).status).toBe(204)
    const own = await read(ofWard, 'ward-a')
    expect([own.own, own.types.map(({ code }) => code)]).toEqual([true, ['P', 'CT']])
    expect((await read(admin, 'ward-b')).types).toHaveLength(LEAVE_TYPES.length + 1)
    expect((await ofWard.write('DELETE', urlOf('ward-a'), undefined)).status).toBe(204)
    expect(await read(ofWard, 'ward-a')).toEqual(inherited)
    expect((await ofWard.write('DELETE', urlOf('ward-a'), undefined)).status).toBe(409)
  })

  it('are asked for at the kiosks of the point as the office allows it, as soon as it does', async () => {
    const kiosk = await createWireKiosk(district).enrol()
    const leaves = () => leavesAt(kiosk)
    const usual = await leaves()
    expect(usual?.map(({ code }) => code)).toEqual([
      'P',
      'CT',
      'H',
      'Ô',
      'Cô',
      'NB',
      'R1',
      'R0',
      'TS',
      'CB60',
    ])
    const own = [{ ...STUDY, atCounter: true }, ...LEAVE_TYPES.filter(({ code }) => code !== 'CB60')]
    expect((await admin.write('PUT', urlOf('city'), own)).status).toBe(204)
    expect(await leaves()).toEqual([
      ...(usual ?? []).filter(({ code }) => code !== 'CB60'),
      { code: 'ĐH', name: 'Đi học dài hạn', needsDocument: true },
    ])
    expect((await ofWard.write('PUT', urlOf('ward-a'), [STUDY, leaveTypeOf('P')])).status).toBe(204)
    expect((await leaves())?.map(({ code }) => code)).toEqual(['P'])
    expect((await ofWard.write('DELETE', urlOf('ward-a'), undefined)).status).toBe(204)
    expect(await leaves()).toHaveLength(10)
  })

  it('are read as ever where a program of before wrote them, who knew nothing of the counter', async () => {
    const types = [leaveTypeOf('P'), leaveTypeOf('KL'), STUDY]
    const before = types.map(({ atCounter: _, ...type }) => type)
    const { db } = district.database
    await db.insert(officeSettings).values({ organisation: 'ward-b', kind: 'leave-types', value: before })
    expect((await read(admin, 'ward-b')).types.map(({ atCounter }) => atCounter)).toEqual([
      true,
      false,
      false,
    ])
    const kiosk = await createWireKiosk(district).enrol()
    expect((await leavesAt(kiosk))?.length).toBeGreaterThan(0)
    expect((await admin.write('PUT', urlOf('ward-b'), before)).status).toBe(204)
    expect((await read(admin, 'ward-b')).types.map(({ atCounter }) => atCounter)).toEqual([
      true,
      false,
      false,
    ])
    expect((await admin.write('DELETE', urlOf('ward-b'), undefined)).status).toBe(204)
  })

  it('are the list of one of two who set it at once, at the kiosk too', async () => {
    const kiosk = await createWireKiosk(district).enrol()
    for (let round = 0; round < 4; round++) {
      const lists = [LEAVE_TYPES.slice(0, 5), LEAVE_TYPES.slice(3, 9)] as const
      const answers = await Promise.all(lists.map((list) => admin.write('PUT', urlOf('city'), list)))
      expect(answers.map(({ status }) => status)).toEqual([204, 204])
      const kept = (await read(admin, 'city')).types.filter(({ atCounter }) => atCounter)
      const told = (await leavesAt(kiosk)) ?? []
      expect(told.map(({ code }) => code).toSorted()).toEqual(kept.map(({ code }) => code).toSorted())
    }
    expect((await admin.write('PUT', urlOf('city'), [...LEAVE_TYPES, STUDY])).status).toBe(204)
  })

  it('D6: are its own affair and that of the levels above', async () => {
    expect((await ofWard.get(urlOf('city'))).status).toBe(404)
    expect((await ofWard.write('PUT', urlOf('ward-b'), LEAVE_TYPES)).status).toBe(404)
    expect((await ofWard.write('DELETE', urlOf('city'), undefined)).status).toBe(404)
    const leader = await visitAs(district, 'ward-leader', { point: 'point-a' })
    expect(await read(leader, 'ward-a')).toMatchObject({ mayChange: false })
    const viewer = await visitAs(district, 'viewer')
    expect(await read(viewer, 'ward-a')).toMatchObject({ mayChange: false })
  })

  it('have no code twice, and the answer names the row', async () => {
    const twice = await admin.write('PUT', urlOf('city'), [...LEAVE_TYPES, { ...STUDY, code: 'cô' }])
    expect([twice.status, detail(twice)]).toEqual([422, 'Dòng 15: mã cô đã dùng ở dòng 5. Hãy chọn mã khác.'])
    const blank = { ...STUDY, code: '\u200B' }
    expect((await admin.write('PUT', urlOf('city'), [blank])).status).toBe(400)
  })

  it('have symbols of their own on the sheet, each for one type, inherited with the template', async () => {
    const { template } = TemplateAnswer.parse((await admin.get(CITY_TEMPLATE)).body)
    const withOwn = (symbol: string) => ({ ...template, ownSymbols: [{ code: 'ĐH', symbol, column: 33 }] })
    const taken = await admin.write('PUT', CITY_TEMPLATE, withOwn('Ts'))
    expect([taken.status, detail(taken)]).toEqual([
      422,
      'Ký hiệu Ts của mã ĐH đã là của mã TS. Hãy chọn ký hiệu khác.',
    ])
    expect((await admin.write('PUT', CITY_TEMPLATE, withOwn('Đh'))).status).toBe(204)
    expect((await read(ofWard, 'ward-a')).types.at(-1)).toMatchObject({ symbol: 'Đh', column: 33 })
    const url = '/api/v1/organisations/ward-a/sheet-template'
    expect((await ofWard.get(url)).body).toMatchObject({ own: false, template: withOwn('Đh') })
    const halfAs = (sign: string) => ({
      ...template,
      ownSymbols: [{ code: 'ĐH', symbol: 'Đh', half: sign, column: 33 }],
    })
    const words = [
      ['Ts', 'Ký hiệu nửa ngày Ts của mã ĐH đã là của mã TS. Hãy chọn ký hiệu khác.'],
      ['V', 'Ký hiệu nửa ngày V của mã ĐH đã chỉ vắng không lý do. Hãy chọn ký hiệu khác.'],
      ['Đh', 'Ký hiệu nửa ngày Đh của mã ĐH trùng với ký hiệu cả ngày của mã ấy. Hãy chọn ký hiệu khác.'],
    ] as const
    for (const [sign, told] of words) {
      const refused = await admin.write('PUT', CITY_TEMPLATE, halfAs(sign))
      expect([refused.status, detail(refused)]).toEqual([422, told])
    }
    const half = { ...template, ownSymbols: [{ code: 'ĐH', symbol: 'Đh', half: 'Đh/2', column: 33 }] }
    expect((await admin.write('PUT', CITY_TEMPLATE, half)).status).toBe(204)
    expect((await read(ofWard, 'ward-a')).types.at(-1)).toMatchObject({ symbol: 'Đh', half: 'Đh/2' })
  })
})
