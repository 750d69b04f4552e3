import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ExcuseItem, ExcusePage, type ExcusesDecided } from '../../../core/district/excuses-api.ts'
import { instantOf } from '../../../core/time.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { type StaffVisitor, visitAs } from '../../support/staff-visitor.ts'

const DAY = '2026-11-16'

describe('a leave that the level above approves', () => {
  let district: TestDistrict
  let clerk: StaffVisitor
  let ofWard: StaffVisitor
  let ofCity: StaffVisitor
  let ofAll: StaffVisitor
  beforeAll(async () => {
    district = await createTestDistrict({ now: instantOf(DAY, '18:00', 'Asia/Ho_Chi_Minh') })
    clerk = await visitAs(district, 'clerk')
    ofWard = await visitAs(district, 'district-administrator', { organisation: 'ward-a' })
    ofCity = await visitAs(district, 'district-administrator', { organisation: 'city' })
    ofAll = await visitAs(district, 'district-administrator')
  })
  afterAll(() => district?.stop())

  const ask = async (code: string, day = DAY): Promise<string> => {
    const words = { person: 'a1', from: `${day}T00:00`, to: `${day}T24:00`, code, document: '7/QĐ' }
    const { body } = await clerk.write('POST', '/api/v1/excuses', words)
    return (body as { id: string }).id
  }
  const decide = async (who: StaffVisitor, id: string, decision: string) => {
    const words = { ids: [id], decision, note: 'theo quyết định' }
    const { body } = await who.write('POST', '/api/v1/excuses/decisions', words)
    return (body as ExcusesDecided).results[0]?.outcome
  }
  const seenBy = async (who: StaffVisitor, id: string): Promise<ExcuseItem | undefined> =>
    ExcusePage.parse((await who.get('/api/v1/excuses')).body).items.find((item) => item.id === id)

  it('is decided above the organisation alone: it neither agrees, refuses nor takes back', async () => {
    const id = await ask('N')
    expect(await decide(ofWard, id, 'approve')).toBe('not-approver')
    expect(await decide(ofWard, id, 'refuse')).toBe('not-approver')
    expect(await decide(ofCity, id, 'approve')).toBe('agreed')
    expect(await decide(ofWard, id, 'approve')).toBe('not-approver')
    expect(await decide(ofAll, id, 'approve')).toBe('approved')
    expect(await decide(ofWard, id, 'revoke')).toBe('not-approver')
    expect(await decide(ofCity, id, 'revoke')).toBe('revoked')
  })

  it('says whose accounts decide, and whether the asker’s does', async () => {
    const id = await ask('N', '2026-11-17')
    expect(await seenBy(ofWard, id)).toMatchObject({ isApprover: false, approverName: 'Thành phố Mẫu' })
    expect(await seenBy(ofCity, id)).toMatchObject({ isApprover: true, approverName: 'Thành phố Mẫu' })
    const leader = await visitAs(district, 'ward-leader', { point: 'point-a' })
    expect(await seenBy(leader, id)).toMatchObject({ isApprover: false })
  })

  it('is told from what the own organisation approves, which it decides as those above do', async () => {
    const id = await ask('NB', '2026-11-18')
    expect(await seenBy(ofWard, id)).toMatchObject({ isApprover: true, approverName: 'Phường A' })
    expect(await decide(ofWard, id, 'approve')).toBe('approved')
    expect(await decide(ofCity, id, 'revoke')).toBe('revoked')
  })

  it('is what an organisation says it is', async () => {
    const url = '/api/v1/organisations/ward-a/leave-types'
    const { types } = (await ofWard.get(url)).body as { types: { code: string }[] }
    const own = types.map((type) => (type.code === 'NB' ? { ...type, approver: 'superior' } : type))
    expect((await ofWard.write('PUT', url, own)).status).toBe(204)
    const id = await ask('NB', '2026-11-19')
    expect(await decide(ofWard, id, 'approve')).toBe('not-approver')
    expect(await decide(ofAll, id, 'approve')).toBe('approved')
  })
})
