import { describe, expect, it } from 'vitest'
import { isJudgedOtherwise, whyJudgedOtherwise } from '../../../core/month/judged-anew.ts'
import type { PersonDay } from '../../../core/person-day/person-day.ts'
import { instantOf } from '../../../core/time.ts'

const at = (time: string) => instantOf('2026-10-06', time, 'Asia/Ho_Chi_Minh')
const scan = (time: string) => ({ at: at(time), by: 'scan' as const })
const DAY: PersonDay = {
  date: '2026-10-06',
  sessions: [
    { start: at('07:30'), end: at('11:30') },
    { start: at('13:00'), end: at('17:00') },
  ],
  marks: [
    { in: scan('07:20'), out: scan('11:31') },
    { in: scan('12:58'), out: scan('17:02') },
  ],
  states: ['present', 'present'],
  flags: [],
  away: [],
  claims: [],
  otherScans: [],
  workedMinutes: 480,
  excuse: null,
  note: null,
  symbol: '+',
  complete: true,
  asOf: at('23:59'),
}
const OTHER: PersonDay = { ...DAY, marks: [{ in: null, out: scan('11:31') }, ...DAY.marks.slice(1)] }

describe('two judgements of a day', () => {
  it('say the same whenever they were made, in whatever order their flags stand', () => {
    const flags = [
      { code: 'late', session: 0, minutes: 5, chargeable: 5 },
      { code: 'no-badge' },
    ] satisfies PersonDay['flags']
    expect(isJudgedOtherwise({ ...DAY, flags }, { ...DAY, flags: flags.toReversed(), asOf: 1 })).toBe(false)
  })

  it.each<[string, Partial<PersonDay>]>([
    ['a mark', { marks: OTHER.marks }],
    ['a state', { states: ['absent', 'present'] }],
    ['a flag', { flags: [{ code: 'missing-in', session: 0 }] }],
    ['a step away', { away: [{ from: at('09:00'), to: at('09:30'), kind: 'auto' }] }],
    ['minutes worked', { workedMinutes: 479 }],
    ['the symbol', { symbol: 'P' }],
  ])('say different things when %s differs', (_, part) => {
    expect(isJudgedOtherwise(DAY, { ...DAY, ...part })).toBe(true)
  })
})

describe('why a day comes out otherwise', () => {
  const late: PersonDay = {
    ...DAY,
    marks: [{ in: scan('10:00'), out: scan('11:31') }, ...DAY.marks.slice(1)],
  }
  const used: PersonDay = {
    ...DAY,
    claims: [{ session: 0, side: 'in', at: at('07:20'), outcome: 'used', by: 'b' }],
  }
  it.each<[string, PersonDay, PersonDay, readonly string[]]>([
    ['leave for a part of the day', OTHER, { ...DAY, excuse: 'P' }, ['excuse']],
    ['a first scan after the middle', OTHER, late, ['late-arrival']],
    ['a leader’s word', OTHER, used, ['claim']],
    ['leave and a late arrival', OTHER, { ...late, excuse: 'P' }, ['excuse', 'late-arrival']],
    ['nothing of these', OTHER, DAY, ['rules']],
  ])('is told: %s', (_, was, now, why) => {
    expect(whyJudgedOtherwise(was, now, 1)).toEqual(why)
  })

  it('is not put on rules that had judged it already', () => {
    expect(whyJudgedOtherwise(OTHER, { ...late, excuse: 'P' }, 2)).toEqual(['rules'])
  })
})
