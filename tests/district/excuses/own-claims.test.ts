import { afterAll, beforeAll, expect, it } from 'vitest'
import { ClaimsAnswer, type ClaimsDecided } from '../../../core/district/excuses-api.ts'
import { PersonMonth } from '../../../core/district/person-month-api.ts'
import { instantOf } from '../../../core/time.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import type { DistrictBrowser } from '../../support/district-browser.ts'
import { openAccount } from '../../support/open-account.ts'
import { createWireKiosk } from '../../support/wire-kiosk.ts'

const ZONE = 'Asia/Ho_Chi_Minh'
const DAY = '2026-11-16'
const at = (time: string): number => instantOf(DAY, time, ZONE)

onBothEngines('what a leader vouches for themselves', (engine) => {
  let district: TestDistrict
  let office: DistrictBrowser
  let second: DistrictBrowser
  let claim = ''
  beforeAll(async () => {
    district = await createTestDistrict({ database: engine.database(), now: at('06:00') })
    const kiosk = await createWireKiosk(district).enrol()
    kiosk.checkClock(0)
    const late = kiosk.scan('a2', at('08:30'))
    kiosk.add('annul', { id: late, reason: 'Quét nhầm', by: 'a2' }, { at: at('08:40') })
    const words = { staff: 'a2', date: DAY, session: 0, side: 'in', at: at('07:29') } as const
    claim = kiosk.add('claim', { ...words, reason: 'Quên quét thẻ', by: 'a2' }, { at: at('08:41') })
    for (const time of ['11:31', '12:58', '17:01']) kiosk.scan('a2', at(time))
    await kiosk.sendAll()
    district.clock.set(instantOf('2026-11-17', '08:00', ZONE))
    await kiosk.hello()
    office = await openAccount(district, { username: 'dung', role: 'district-administrator', person: 'b1' })
    second = await openAccount(district, { username: 'em', role: 'district-administrator', person: 'b2' })
  })
  afterAll(() => district.stop())

  const dayOf = async () =>
    PersonMonth.parse((await office.get('/api/v1/people/a2/months/2026-11')).body).days.find(
      ({ date }) => date === DAY,
    )
  const item = async () =>
    ClaimsAnswer.parse((await office.get(`/api/v1/claims?from=${DAY}&to=${DAY}`)).body).find(
      ({ id }) => id === claim,
    )
  const decide = async (who: DistrictBrowser, decision: 'accept' | 'refuse') => {
    const words = { claims: [claim], decision, note: 'đã hỏi người ở quầy' }
    return ((await who.post('/api/v1/claims/decisions', words)).body as ClaimsDecided).results[0]?.outcome
  }

  it('waits for the office: no arrival by it, nobody late or absent, the annulled scan beside it', async () => {
    const day = await dayOf()
    expect(day?.marks[0]?.in).toBeNull()
    expect(day?.states).toEqual(['no-data', 'present'])
    expect(day?.flags).toEqual([{ code: 'annulled-and-claimed' }, { code: 'claim-waiting', session: 0 }])
    expect(day?.claims).toMatchObject([{ at: at('07:29'), outcome: 'waiting', by: 'a2' }])
    expect(day?.annulled).toMatchObject([{ kind: 'scan', at: at('08:30'), by: 'a2' }])
    expect(await item()).toMatchObject({
      ...{ outcome: 'waiting', decision: null, notOwn: null },
      annulled: [
        { kind: 'scan', at: at('08:30'), by: 'Nguyễn Văn A2', reason: 'Quét nhầm', annulledAt: at('08:40') },
      ],
    })
  })

  it('leaves the day open on the sheet and says so in its sources', async () => {
    const papers = '/api/v1/points/point-a/months/2026-11/papers'
    const { text } = await office.get(`${papers}/nguon-so-lieu.csv`)
    const line = text.split('\r\n').find((each) => each.includes('A2') && each.includes('16/11'))
    expect(line).toContain('…')
    expect(line).toContain('Sáng đến 07:29: tự xác nhận, chờ cấp trên quyết định (Nguyễn Văn A2)')
    expect(line).toContain('đã hủy lượt quét 08:30')
    const found = (await office.get(`${papers}/ghi-nhan.csv`)).text
    const rows = found.split('\r\n').filter((each) => each.includes('A2') && each.includes('16/11'))
    expect(rows).toHaveLength(1)
    expect(rows[0]).toContain('Lượt quét đã hủy')
    expect(rows[0]).toContain('08:30')
    expect(rows[0]).toContain('Nguyễn Văn A2 hủy lúc 08:40 ngày 16/11/2026: Quét nhầm')
  })

  it('is decided by two of the office at once: one word holds, and the day is as it says', async () => {
    for (let turn = 0; turn < 3; turn++) {
      expect(await Promise.all([decide(office, 'accept'), decide(second, 'refuse')])).toEqual([
        'accepted',
        'refused',
      ])
      const decision = (await item())?.decision
      const day = await dayOf()
      if (decision === 'accepted') expect(day?.marks[0]?.in).toEqual({ at: at('07:29'), by: 'claim' })
      else expect(day?.flags).toContainEqual({ code: 'missing-in', session: 0 })
    }
    expect(await decide(office, 'accept')).toBe('accepted')
    expect((await dayOf())?.states).toEqual(['present', 'present'])
    expect((await dayOf())?.flags).toEqual([{ code: 'annulled-and-claimed' }])
    expect(await decide(second, 'refuse')).toBe('refused')
    expect((await dayOf())?.states).toEqual(['incomplete', 'present'])
    expect(await item()).toMatchObject({ outcome: 'refused', decidedBy: 'em' })
  })
})
