import { describe, expect, it, test } from 'vitest'
import type { Intent } from '../../../core/day/day-types.ts'
import type { DayFact, OthersDay } from '../../../core/kiosk/kiosk-visit-api.ts'
import type { DayFlag, PersonDay } from '../../../core/person-day/person-day.ts'
import { elsewhereWords, factWords, outWords } from '../../../renderer/kiosk/desk/leader/day-words.ts'
import { spanOfFlag } from '../../../renderer/kiosk/desk/leader/span-of-flag.ts'
import { sayIn } from '../../../renderer/kiosk/text/kiosk-text.ts'

const say = sayIn('vi')
const ZONE = 'Asia/Ho_Chi_Minh'
const at = (time: string): number => Date.parse(`2026-04-06T${time}+07:00`)

const DAY: PersonDay = {
  date: '2026-04-06',
  sessions: [
    { start: at('07:30'), end: at('11:30') },
    { start: at('13:00'), end: at('17:00') },
  ],
  marks: [
    { in: { at: at('08:10:40'), by: 'scan' }, out: null },
    { in: { at: at('12:58'), by: 'scan' }, out: { at: at('16:52:10'), by: 'scan' } },
  ],
  states: ['incomplete', 'present'],
  flags: [],
  away: [{ from: at('14:05:30'), to: at('14:40:10'), kind: 'out-private' }],
  otherScans: [],
  workedMinutes: 0,
  excuse: null,
  note: null,
  symbol: '',
  complete: true,
  asOf: at('18:00'),
}

describe('a leave request begins with what it is about', () => {
  test.each([
    [{ code: 'late', session: 0, minutes: 40, chargeable: 40 }, '07:30', '08:10'],
    [{ code: 'early', session: 1, minutes: 8, chargeable: 8 }, '16:52', '17:00'],
    [{ code: 'away', minutes: 34, chargeable: 34 }, '14:05', '14:41'],
    [{ code: 'missing-out', session: 0 }, '07:30', '11:30'],
    [{ code: 'absent', session: 1 }, '13:00', '17:00'],
  ] as readonly (readonly [DayFlag, string, string])[])('%j', (flag, from, to) => {
    expect(spanOfFlag(flag, DAY)).toEqual({ start: at(from), end: at(to) })
  })
})

describe('what is on record about a person', () => {
  const base = { id: '0199d2b0-0000-7000-8000-000000000001', at: at('09:00'), annulled: false }
  const said = (fact: object): string => factWords({ ...base, ...fact } as DayFact, ZONE, 2, say)

  it('names people and kinds in words', () => {
    const claim = { kind: 'claim', session: 0, side: 'in', claimedAt: at('07:30'), reason: 'Quên' }
    expect(said({ ...claim, by: 'Lê Văn An' })).toBe('Lê Văn An xác nhận đến lúc 07:30 (Sáng): Quên')
    expect(said({ ...claim, by: null })).toContain('lãnh đạo nay không còn ở điểm này')
    const asked = {
      kind: 'excuse-requested',
      code: 'CT',
      codeName: null,
      document: '',
      reason: 'x',
      approved: false,
    }
    expect(said({ ...asked, from: '2026-04-06T07:30', to: '2026-04-06T08:10', by: 'Lê Văn An' })).toBe(
      'Xin nghỉ: Công tác, đi cơ sở, 07:30–08:10, số văn bản bổ sung sau; chờ cấp trên duyệt (Lê Văn An)',
    )
    const own = { ...asked, code: 'ĐH', codeName: 'Đi học dài hạn' }
    expect(said({ ...own, from: '2026-04-06T07:30', to: '2026-04-06T08:10', by: 'Lê Văn An' })).toContain(
      'Xin nghỉ: Đi học dài hạn, ',
    )
  })

  it('says of whoever is out why and until when, and nothing that was not said', () => {
    const out = (fact: object): DayFact =>
      ({
        ...base,
        kind: 'scan',
        intent: 'out-duty',
        purpose: 'Dự họp',
        backAt: at('09:30'),
        ...fact,
      }) as DayFact
    expect(outWords({ facts: [out({})], others: null }, at('09:10'), ZONE, say)).toBe(
      'Dự họp, từ 09:00, hẹn về 09:30',
    )
    expect(outWords({ facts: [out({})], others: null }, at('09:31'), ZONE, say)).toContain('đã quá giờ')
    expect(
      outWords({ facts: [out({ purpose: null, backAt: null })], others: null }, at('09:10'), ZONE, say),
    ).toBe('Ra ngoài vì công vụ, từ 09:00')
    expect(outWords({ facts: [out({ intent: null })], others: null }, at('09:10'), ZONE, say)).toBeNull()
    expect(outWords({ facts: [out({ annulled: true })], others: null }, at('09:10'), ZONE, say)).toBeNull()
  })

  it('says of whoever is out by another kiosk since when, and forgets what was said here before', () => {
    const there = (intent: Intent, time: string) => ({
      standing: 'heard' as const,
      heardTo: at('10:00'),
      unsure: false,
      scans: [{ at: at(time), intent, clockChecked: true }],
    })
    const here = {
      ...base,
      kind: 'scan',
      intent: 'out-private',
      purpose: 'Đón con',
      backAt: at('09:30'),
    } as DayFact
    const words = (others: OthersDay) => outWords({ facts: [here], others }, at('10:00'), ZONE, say)
    expect(words(there('out-duty', '09:20'))).toBe('Ra ngoài vì công vụ, từ 09:20')
    expect(words(there('out-duty', '08:20'))).toContain('Đón con, từ 09:00')
    expect(words(there('return', '09:20'))).toBeNull()
    expect(outWords({ facts: [], others: null }, at('10:00'), ZONE, say)).toBeNull()
  })

  it('calls nobody overdue who may be back at a kiosk that was not heard since', () => {
    const out = {
      ...base,
      kind: 'scan',
      intent: 'out-duty',
      purpose: 'Dự họp',
      backAt: at('09:30'),
    } as DayFact
    const others = { standing: 'silent' as const, heardTo: at('09:10'), unsure: false, scans: [] }
    const words = (more: Partial<OthersDay>) =>
      outWords({ facts: [out], others: { ...others, ...more } }, at('10:00'), ZONE, say)
    expect(words({})).toBe('Dự họp, từ 09:00, hẹn về 09:30')
    expect(words({ heardTo: at('09:40'), unsure: true })).toBe('Dự họp, từ 09:00, hẹn về 09:30')
    expect(words({ heardTo: at('09:40') })).toContain('đã quá giờ')
  })

  it('names what lies at another kiosk, and that its clock was not compared', () => {
    expect(elsewhereWords({ at: 0, clockChecked: true }, say)).toBe('Quét thẻ')
    expect(elsewhereWords({ at: 0, badge: 'absent', intent: 'leave', clockChecked: false }, say)).toBe(
      `Có mặt, quên thẻ · ${say('intent.leave')} · giờ của máy đó chưa được đối chiếu`,
    )
  })
})
