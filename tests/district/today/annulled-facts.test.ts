import { afterAll, beforeAll, expect, it } from 'vitest'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { openAccount } from '../../support/open-account.ts'
import { createWireKiosk } from '../../support/wire-kiosk.ts'

const DATE = '2026-11-18'
const at = (time: string): number => Date.parse(`${DATE}T${time}:00+07:00`)

onBothEngines('what a leader annulled', (engine) => {
  let district: TestDistrict
  beforeAll(async () => {
    district = await createTestDistrict({ database: engine.database(), now: at('07:00') })
    const kiosk = await createWireKiosk(district).enrol()
    kiosk.checkClock(0)
    const late = kiosk.scan('a1', at('08:10'))
    kiosk.add('annul', { id: late, reason: 'Quét nhầm', by: 'a2' }, { at: at('08:40') })
    const claim = { staff: 'a1', date: DATE, session: 0, side: 'in', at: at('07:27') } as const
    kiosk.add('claim', { ...claim, reason: 'Quên quét thẻ', by: 'b2' }, { at: at('08:41') })
    const wrong = kiosk.add('claim', { ...claim, side: 'out', at: at('09:27'), reason: 'x y', by: 'a2' })
    kiosk.add('annul', { id: wrong, reason: 'Nhầm giờ', by: 'a2' }, { at: at('08:43') })
    kiosk.add('annul', { id: wrong, reason: 'lần nữa', by: 'a3' }, { at: at('08:44') })
    await kiosk.sendAll()
  })
  afterAll(() => district.stop())

  const annulled = [
    { kind: 'scan', at: at('08:10'), by: 'a2', reason: 'Quét nhầm', annulledAt: at('08:40') },
    {
      kind: 'claim',
      at: at('09:27'),
      session: 0,
      side: 'out',
      by: 'a2',
      reason: 'Nhầm giờ',
      annulledAt: at('08:43'),
    },
  ]

  it('stands beside what took its place on the ward’s day and in the person’s month: what, who, why, when', async () => {
    const staff = await openAccount(district, { username: 'quan.tri', role: 'district-administrator' })
    const ward = (await staff.get(`/api/v1/points/point-a/days/${DATE}`)).body as {
      people: { id: string; day: { annulled?: object[]; flags: object[]; marks: object[] } }[]
      names: Record<string, string>
    }
    const own = ward.people.find(({ id }) => id === 'a1')?.day
    expect(own?.marks[0]).toMatchObject({ in: { at: at('07:27'), by: 'claim' }, out: null })
    expect(own?.annulled).toEqual(annulled)
    expect(own?.flags).toContainEqual({ code: 'annulled-and-claimed' })
    expect(ward.names).toEqual({ a2: 'Nguyễn Văn A2', b2: 'Nguyễn Văn B2' })
    const month = (await staff.get('/api/v1/people/a1/months/2026-11')).body as {
      days: { date: string; annulled?: object[] }[]
      names: Record<string, string>
    }
    expect(month.days.find(({ date }) => date === DATE)?.annulled).toEqual(annulled)
    expect(month.days.find(({ date }) => date === '2026-11-17')).not.toHaveProperty('annulled')
    expect(month.names).toEqual({ a2: 'Nguyễn Văn A2', b2: 'Nguyễn Văn B2' })
  })

  it('stands in the month’s sources on paper', async () => {
    const staff = await openAccount(district, { username: 'quan.tri.2', role: 'district-administrator' })
    const { text } = await staff.get('/api/v1/points/point-a/months/2026-11/papers/nguon-so-lieu.csv')
    const line = text.split('\r\n').find((each) => each.includes('A1') && each.includes('18/11'))
    expect(line).toContain('đã hủy lượt quét 08:10 (Nguyễn Văn A2, 18/11/2026 08:40: Quét nhầm)')
  })
})
