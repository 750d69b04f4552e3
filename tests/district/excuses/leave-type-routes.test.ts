import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LeaveTypesOfOrganisation } from '../../../core/district/excuses-api.ts'
import { TemplateAnswer } from '../../../core/district/month-api.ts'
import { LEAVE_TYPES } from '../../../core/excuses/leave-types.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { type StaffVisitor, visitAs } from '../../support/staff-visitor.ts'

const urlOf = (organisation: string) => `/api/v1/organisations/${organisation}/leave-types`
const CITY_TEMPLATE = '/api/v1/organisations/city/sheet-template'
const STUDY = { ...LEAVE_TYPES[0], code: 'ĐH', name: 'Đi học dài hạn' }

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
  const detail = ({ body }: { body: unknown }) => (body as { detail: string }).detail

  it('are the built-in ones, then those of the level above, then its own, and those of the level above again', async () => {
    expect(await read(ofWard, 'ward-a')).toMatchObject({ own: false, fromName: null, mayChange: true })
    expect((await admin.write('PUT', urlOf('city'), [...LEAVE_TYPES, STUDY])).status).toBe(204)
    const inherited = await read(ofWard, 'ward-a')
    expect(inherited).toMatchObject({ own: false, fromName: 'Thành phố Mẫu' })
    expect(inherited.types.at(-1)).toMatchObject({ code: 'ĐH', symbol: '+', column: 32 })
    expect((await ofWard.write('PUT', urlOf('ward-a'), LEAVE_TYPES.slice(0, 2))).status).toBe(204)
    const own = await read(ofWard, 'ward-a')
    expect([own.own, own.types.map(({ code }) => code)]).toEqual([true, ['P', 'R1']])
    expect((await read(admin, 'ward-b')).types).toHaveLength(LEAVE_TYPES.length + 1)
    expect((await ofWard.write('DELETE', urlOf('ward-a'), undefined)).status).toBe(204)
    expect(await read(ofWard, 'ward-a')).toEqual(inherited)
    expect((await ofWard.write('DELETE', urlOf('ward-a'), undefined)).status).toBe(409)
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
    expect([twice.status, detail(twice)]).toEqual([422, 'Dòng 14: mã cô đã dùng ở dòng 5. Hãy chọn mã khác.'])
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
  })
})
