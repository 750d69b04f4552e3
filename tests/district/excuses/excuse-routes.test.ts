import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  type ExcuseItem,
  ExcusePage,
  type ExcusesDecided,
  LeaveTypesAnswer,
} from '../../../core/district/excuses-api.ts'
import { PersonMonth } from '../../../core/district/person-month-api.ts'
import { instantOf } from '../../../core/time.ts'
import { auditLog } from '../../../db/district/schema/audit.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { type StaffVisitor, visitAs } from '../../support/staff-visitor.ts'
import { createWireKiosk, type WireKiosk } from '../../support/wire-kiosk.ts'

const ZONE = 'Asia/Ho_Chi_Minh'
const DAY = '2026-11-16'

onBothEngines('excused absences', (engine) => {
  let district: TestDistrict
  let kiosk: WireKiosk
  let clerk: StaffVisitor
  let admin: StaffVisitor
  let second: StaffVisitor
  let leaderB: StaffVisitor
  beforeAll(async () => {
    district = await createTestDistrict({ database: engine.database(), now: instantOf(DAY, '18:00', ZONE) })
    kiosk = await createWireKiosk(district).enrol()
    clerk = await visitAs(district, 'clerk')
    admin = await visitAs(district, 'district-administrator')
    second = await visitAs(district, 'district-administrator', { organisation: 'city' })
    leaderB = await visitAs(district, 'ward-leader', { point: 'point-b' })
  })
  afterAll(() => district.stop())

  const list = async (who: StaffVisitor, query = ''): Promise<ExcuseItem[]> =>
    ExcusePage.parse((await who.get(`/api/v1/excuses${query}`)).body).items
  const ask = (who: StaffVisitor, more: Record<string, unknown> = {}) =>
    who.write('POST', '/api/v1/excuses', {
      person: 'a1',
      from: `${DAY}T00:00`,
      to: `${DAY}T24:00`,
      code: 'P',
      document: '12/GNP',
      reason: 'Việc nhà',
      ...more,
    })
  const decide = async (who: StaffVisitor, ids: readonly string[], decision: string, more = {}) => {
    const answer = await who.write('POST', '/api/v1/excuses/decisions', { ids, decision, ...more })
    return (answer.body as ExcusesDecided).results.map(({ outcome }) => outcome)
  }
  const idOf = (answer: { body: unknown }) => (answer.body as { id: string }).id
  const symbolOf = async (person: string, date: string) => {
    const month = PersonMonth.parse(
      (await admin.get(`/api/v1/people/${person}/months/${date.slice(0, 7)}`)).body,
    )
    return month.days.find((day) => day.date === date)?.symbol
  }

  it('asked for in the office and approved become rules that judge the day', async () => {
    const id = idOf(await ask(clerk))
    expect(
      (await list(clerk, '?state=waiting')).map((item) => [item.id, item.origin, item.requestedBy]),
    ).toEqual([[id, 'office', 'Cán bộ clerk']])
    expect(
      (await clerk.write('POST', '/api/v1/excuses/decisions', { ids: [id], decision: 'approve' })).status,
    ).toBe(403)
    expect(await decide(admin, [id], 'approve')).toEqual(['approved'])
    expect(await decide(admin, [id], 'approve')).toEqual(['not-waiting'])
    expect(await symbolOf('a1', DAY)).toBe('P')
    expect(await decide(admin, [id], 'revoke', { note: 'Người này đã đi làm' })).toEqual(['revoked'])
    expect(await symbolOf('a1', DAY)).not.toBe('P')
    expect((await list(admin)).find((item) => item.id === id)?.state).toBe('revoked')
  })

  it('take half a day or a stretch of hours', async () => {
    const id = idOf(await ask(clerk, { person: 'a3', from: `${DAY}T13:00`, to: `${DAY}T17:00`, code: 'H' }))
    expect(await decide(admin, [id], 'approve')).toEqual(['approved'])
    const month = PersonMonth.parse((await admin.get('/api/v1/people/a3/months/2026-11')).body)
    const day = month.days.find(({ date }) => date === DAY)
    expect(day?.states[1]).toBe('excused')
    expect(day?.states[0]).not.toBe('excused')
  })

  it('D8: need two people where the leave type asks for two', async () => {
    const id = idOf(await ask(admin, { code: 'R0', person: 'a2' }))
    expect(await decide(admin, [id], 'approve')).toEqual(['own-request'])
    const other = await visitAs(district, 'district-administrator', { organisation: 'ward-a' })
    expect(await decide(second, [id], 'approve')).toEqual(['agreed'])
    expect(await decide(second, [id], 'approve')).toEqual(['same-person'])
    expect(await decide(other, [id], 'approve')).toEqual(['approved'])
  })

  it('keep the number that the first of two gave', async () => {
    const id = idOf(
      await ask(clerk, {
        code: 'T',
        document: '',
        person: 'a2',
        from: '2026-11-25T00:00',
        to: '2026-11-25T24:00',
      }),
    )
    const other = await visitAs(district, 'district-administrator', { organisation: 'ward-a' })
    expect(await decide(second, [id], 'approve', { document: '12/QĐ' })).toEqual(['agreed'])
    expect(await decide(other, [id], 'approve')).toEqual(['approved'])
    expect((await list(admin)).find((item) => item.id === id)?.document).toBe('12/QĐ')
  })

  it('asked for at a kiosk are listed and decided together, each with its own outcome', async () => {
    const now = district.clock.now()
    const request = (staff: string, code: string, document: string) =>
      kiosk.add(
        'excuse-requested',
        { staff, from: '2026-11-18T00:00', to: '2026-11-18T24:00', code, document, reason: '', by: 'a2' },
        { at: now },
      )
    const trip = request('a1', 'CT', 'LĐĐ-5')
    const bare = request('a3', 'P', '')
    await kiosk.sendAll()
    const waiting = await list(admin, '?state=waiting&point=point-a')
    expect(waiting.map(({ id, origin, requestedBy }) => [id, origin, requestedBy])).toEqual(
      expect.arrayContaining([
        [trip, 'kiosk', 'Nguyễn Văn A2'],
        [bare, 'kiosk', 'Nguyễn Văn A2'],
      ]),
    )
    expect(await decide(admin, [trip, bare, '00000000-0000-4000-8000-000000000000'], 'approve')).toEqual([
      'approved',
      'document-needed',
      'not-found',
    ])
    const other = request('a2', 'CT', 'LĐĐ-6')
    await kiosk.sendAll()
    const number = { document: '15/GNP' }
    expect(await decide(admin, [bare, other], 'approve', number)).toEqual(['approved', 'approved'])
    const approved = await list(admin, '?state=approved&point=point-a')
    const numbers = new Map(approved.map(({ id, document }) => [id, document]))
    expect([numbers.get(bare), numbers.get(other)]).toEqual(['15/GNP', 'LĐĐ-6'])
    expect(await list(leaderB)).toEqual([])
    expect((await leaderB.get('/api/v1/excuses?point=point-a')).status).toBe(404)
  })

  it('are refused with a word, and leave a row in the audit log for every deed', async () => {
    const id = idOf(await ask(clerk, { from: '2026-11-20T00:00', to: '2026-11-20T24:00' }))
    expect(
      (await admin.write('POST', '/api/v1/excuses/decisions', { ids: [id], decision: 'refuse' })).status,
    ).toBe(422)
    expect(await decide(admin, [id], 'refuse', { note: 'Hết phép' })).toEqual(['refused'])
    const rows = await district.database.db
      .select()
      .from(auditLog)
      .where(eq(auditLog.action, 'excuses.decide'))
    const last = rows.filter(({ outcome }) => outcome === 'done').at(-1)
    expect(last?.subject).toBe('person:a1')
    expect(JSON.parse(last?.text ?? '{}').detail).toMatchObject({ decision: 'refuse', note: 'Hết phép' })
    expect(last?.text).not.toContain('Nguyễn')
  })

  it('are asked for only for people in scope, and only as they can be', async () => {
    expect((await ask(leaderB)).status).toBe(404)
    expect((await ask(clerk, { person: 'nobody' })).status).toBe(404)
    expect((await ask(clerk, { to: `${DAY}T00:00`, from: `${DAY}T00:00` })).status).toBe(422)
    expect((await ask(clerk, { code: 'XX' })).status).toBe(422)
    expect((await ask(clerk, { to: '2029-01-01T00:00' })).status).toBe(422)
    expect((await ask(clerk, { from: 'hôm nay' })).status).toBe(400)
  })

  it('have the symbols and columns of the sheet, and may be set by an organisation', async () => {
    const types = LeaveTypesAnswer.parse((await clerk.get('/api/v1/points/point-a/leave-types')).body)
    expect(types.find(({ code }) => code === 'R0')).toMatchObject({
      symbol: 'No',
      column: 33,
      twoPeople: true,
    })
    expect(types.find(({ code }) => code === 'Ô')).toMatchObject({
      symbol: 'Ô',
      column: 34,
      needsDocument: true,
    })
    const own = types.map(({ symbol: _s, column: _c, ...type }) => ({ ...type, needsDocument: false }))
    expect((await admin.write('PUT', '/api/v1/organisations/ward-a/leave-types', own)).status).toBe(204)
    const id = idOf(await ask(clerk, { document: '', from: '2026-11-23T00:00', to: '2026-11-23T24:00' }))
    expect(await decide(admin, [id], 'approve')).toEqual(['approved'])
  })
})
