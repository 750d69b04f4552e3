import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ClaimItem, ClaimsAnswer } from '../../../core/district/excuses-api.ts'
import { PersonMonth } from '../../../core/district/person-month-api.ts'
import { instantOf } from '../../../core/time.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { type StaffVisitor, visitAs } from '../../support/staff-visitor.ts'
import { createWireKiosk } from '../../support/wire-kiosk.ts'

const ZONE = 'Asia/Ho_Chi_Minh'
const DAY = '2026-11-16'
const at = (time: string): number => instantOf(DAY, time, ZONE)

onBothEngines('claims for forgotten scans', (engine) => {
  let district: TestDistrict
  let admin: StaffVisitor
  const claims: Record<string, string> = {}
  beforeAll(async () => {
    district = await createTestDistrict({ database: engine.database(), now: at('06:00') })
    const kiosk = await createWireKiosk(district).enrol()
    const claim = (staff: string, session: number, side: 'in' | 'out', time: string) =>
      kiosk.add(
        'claim',
        { staff, date: DAY, session, side, at: at(time), reason: 'Quên quét', by: 'a2' },
        { at: at('17:40') },
      )
    for (const time of ['07:20', '11:35', '12:50']) kiosk.scan('a1', at(time))
    for (const time of ['07:25', '11:33', '12:55', '17:03']) kiosk.scan('a3', at(time))
    claims.used = claim('a1', 1, 'out', '17:05')
    claims.confirmed = claim('a3', 0, 'in', '07:30')
    claims.differs = claim('a3', 1, 'out', '18:10')
    claims.annulled = claim('a3', 0, 'out', '11:31')
    kiosk.add('annul', { id: claims.annulled, reason: 'Nhầm người', by: 'a2' }, { at: at('17:41') })
    district.clock.set(at('23:59'))
    await kiosk.hello()
    await kiosk.sendAll()
    district.clock.set(instantOf('2026-11-17', '08:00', ZONE))
    await kiosk.hello()
    admin = await visitAs(district, 'district-administrator')
  })
  afterAll(() => district.stop())

  const list = async (): Promise<ClaimItem[]> =>
    ClaimsAnswer.parse((await admin.get(`/api/v1/claims?from=${DAY}&to=${DAY}`)).body)
  const decide = (which: readonly string[], decision: string, note = '') =>
    admin.write('POST', '/api/v1/claims/decisions', { claims: which, decision, note })
  const dayOf = async (person: string) =>
    PersonMonth.parse((await admin.get(`/api/v1/people/${person}/months/2026-11`)).body).days.find(
      ({ date }) => date === DAY,
    )

  it('are listed with what the rules made of each and the scan it met', async () => {
    const items = await list()
    const shown = items.map(({ id, outcome, scanAt, by }) => [id, outcome, scanAt, by])
    expect(shown).toHaveLength(3)
    expect(items.flatMap(({ annulled }) => annulled)).toEqual([])
    expect(shown).toEqual(
      expect.arrayContaining([
        [claims.used, 'used', null, 'Nguyễn Văn A2'],
        [claims.confirmed, 'confirmed', at('07:25'), 'Nguyễn Văn A2'],
        [claims.differs, 'differs', at('17:03'), 'Nguyễn Văn A2'],
      ]),
    )
    expect((await dayOf('a1'))?.states).toEqual(['present', 'present'])
  })

  it('that are refused fill no mark any more, until they are accepted after all', async () => {
    expect((await decide([claims.used ?? ''], 'refuse')).status).toBe(422)
    const refused = await decide([claims.used ?? '', claims.annulled ?? ''], 'refuse', 'Không có ai xác nhận')
    expect(refused.body).toEqual({
      results: [
        { claim: claims.used, outcome: 'refused' },
        { claim: claims.annulled, outcome: 'not-found' },
      ],
    })
    const day = await dayOf('a1')
    expect(day?.states).toEqual(['present', 'incomplete'])
    expect(day?.flags.map(({ code }) => code)).toContain('missing-out')
    const item = (await list()).find(({ id }) => id === claims.used)
    expect(item).toMatchObject({
      outcome: 'refused',
      decision: 'refused',
      decisionNote: 'Không có ai xác nhận',
    })

    await decide([claims.used ?? '', claims.confirmed ?? ''], 'accept')
    expect((await dayOf('a1'))?.states).toEqual(['present', 'present'])
    expect((await list()).filter(({ decision }) => decision === 'accepted')).toHaveLength(2)
  })

  it('that differ take the place of the scan once they are accepted, and give it back when they are refused', async () => {
    expect((await dayOf('a3'))?.marks[1]?.out).toEqual({ at: at('17:03'), by: 'scan' })
    await decide([claims.differs ?? ''], 'accept')
    expect((await dayOf('a3'))?.marks[1]?.out).toEqual({ at: at('18:10'), by: 'claim' })
    expect((await list()).find(({ id }) => id === claims.differs)).toMatchObject({ outcome: 'used' })
    await decide([claims.differs ?? ''], 'refuse', 'Lượt quét là đúng')
    expect((await dayOf('a3'))?.marks[1]?.out).toEqual({ at: at('17:03'), by: 'scan' })
  })

  it('made before a scan out of habit hold the mark, made after it they differ', async () => {
    const next = '2026-11-17'
    const on = (time: string): number => instantOf(next, time, ZONE)
    const kiosk = await createWireKiosk(district).enrol()
    const claim = (staff: string, made: string) =>
      kiosk.add(
        'claim',
        { staff, date: next, session: 0, side: 'in', at: on('07:30'), reason: 'Quên thẻ', by: 'a2' },
        { at: on(made) },
      )
    claim('a1', '07:50')
    kiosk.scan('a1', on('07:55'))
    kiosk.scan('a3', on('07:55'))
    claim('a3', '07:58')
    await kiosk.hello()
    await kiosk.sendAll()
    const arrivalOf = async (person: string) =>
      PersonMonth.parse((await admin.get(`/api/v1/people/${person}/months/2026-11`)).body).days.find(
        ({ date }) => date === next,
      )?.marks[0]?.in
    expect(await arrivalOf('a1')).toEqual({ at: on('07:30'), by: 'claim' })
    expect(await arrivalOf('a3')).toEqual({ at: on('07:55'), by: 'scan' })
  })

  it('of another ward do not exist for a leader, who decides nothing either', async () => {
    const leader = await visitAs(district, 'ward-leader', { point: 'point-b' })
    expect(ClaimsAnswer.parse((await leader.get(`/api/v1/claims?from=${DAY}&to=${DAY}`)).body)).toEqual([])
    expect((await leader.get(`/api/v1/claims?from=${DAY}&to=${DAY}&point=point-a`)).status).toBe(404)
    const said = await leader.write('POST', '/api/v1/claims/decisions', {
      claims: [claims.used],
      decision: 'accept',
    })
    expect(said.status).toBe(403)
    const elsewhere = await visitAs(district, 'district-administrator', { organisation: 'ward-b' })
    const answer = await elsewhere.write('POST', '/api/v1/claims/decisions', {
      claims: [claims.used],
      decision: 'refuse',
      note: 'không thuộc tôi',
    })
    expect(answer.body).toEqual({ results: [{ claim: claims.used, outcome: 'not-found' }] })
  })

  it('are asked for at most a quarter of a year at once', async () => {
    expect((await admin.get('/api/v1/claims?from=2025-01-01&to=2026-11-01')).status).toBe(422)
    expect((await admin.get('/api/v1/claims?from=2026-11-02&to=2026-11-01')).status).toBe(422)
  })
})
