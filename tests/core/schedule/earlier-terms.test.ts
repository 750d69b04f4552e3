import { describe, expect, test } from 'vitest'
import { datesInOrder, isTree } from '../../../core/district/organisation-faults.ts'
import { counterTimes } from '../../../core/schedule/counter-times.ts'
import { owedDay } from '../../../core/schedule/owed-sessions.ts'
import { policyFor } from '../../../core/schedule/policy-for.ts'
import type { DaySessions } from '../../../core/schedule/rulebook.ts'
import { termOn } from '../../../core/schedule/term-on.ts'
import { rulebookOf } from '../../support/rulebook-of.ts'

const OLD: DaySessions = [
  ['07:00', '11:00'],
  ['13:00', '17:00'],
]
const NEW: DaySessions = [
  ['08:00', '12:00'],
  ['13:30', '17:30'],
]
const everyDay = (day: DaySessions) => ({ 1: day, 2: day, 3: day, 4: day, 5: day })
const WARD = {
  id: 'ward',
  name: 'UBND phường An Lộc',
  parent: 'city',
  earlier: [{ validTo: '2025-06-30', name: 'UBND phường 3', parent: 'quan' }],
}
const book = rulebookOf({
  organisations: [
    { id: 'city', name: 'UBND thành phố', parent: null },
    { id: 'quan', name: 'UBND quận 1', parent: 'city' },
    WARD,
  ],
  points: [{ id: 'point', name: 'Quầy', organisation: 'ward' }],
  hours: [
    { scope: { kind: 'organisation', id: 'city' }, weekdays: everyDay(NEW), validFrom: '2020-01-01' },
    { scope: { kind: 'organisation', id: 'quan' }, weekdays: everyDay(OLD), validFrom: '2020-01-01' },
  ],
  policies: [{ organisation: 'quan', validFrom: '2020-01-01', values: { graceLate: 5 } }],
})
const question = (date: string) => ({ person: null, point: 'point', date })

describe('before and after 2025-07-01', () => {
  test('days keep the hours and policy of the body above the ward at that time', () => {
    expect(owedDay(book, question('2025-06-30')).sessions).toEqual(OLD)
    expect(owedDay(book, question('2025-07-01')).sessions).toEqual(NEW)
    expect(policyFor(book, 'point', '2025-06-30').graceLate).toBe(5)
    expect(policyFor(book, 'point', '2025-07-01').graceLate).toBe(0)
  })
  test('names are those of the date', () => {
    expect(termOn(WARD, '2025-06-30').name).toBe('UBND phường 3')
    expect(termOn(WARD, '2025-07-01').name).toBe('UBND phường An Lộc')
  })
})

describe('an organisation', () => {
  const row = (
    id: string,
    parent: string | null,
    earlier: { validTo: string; parent: string | null }[] = [],
  ) => ({ id, parent, earlier })
  test('is never above itself, on any date', () => {
    expect(isTree([row('a', null), row('b', 'a')])).toBe(true)
    expect(isTree([row('a', 'b'), row('b', 'a')])).toBe(false)
    expect(isTree([row('a', 'a')])).toBe(false)
    expect(isTree([row('a', null, [{ validTo: '2025-06-30', parent: 'b' }]), row('b', 'a')])).toBe(false)
  })
  test('has its names one after the other', () => {
    const at = (...ends: string[]) => ends.map((validTo) => ({ validTo }))
    expect(
      datesInOrder({ validFrom: '2000-01-01', validTo: null, earlier: at('2010-01-01', '2025-06-30') }),
    ).toBe(true)
    expect(
      datesInOrder({ validFrom: '2000-01-01', validTo: null, earlier: at('2025-06-30', '2010-01-01') }),
    ).toBe(false)
    expect(datesInOrder({ validFrom: '2011-01-01', validTo: null, earlier: at('2010-01-01') })).toBe(false)
    expect(datesInOrder({ validFrom: '2000-01-01', validTo: '2020-01-01', earlier: at('2025-06-30') })).toBe(
      false,
    )
  })
})

describe('a counter', () => {
  // 18 November 2026 is a Wednesday.
  test('has to be staffed when its point is open and its own times say so', () => {
    const times = { kind: 'times', weekdays: { 3: [['09:00', '14:00']] as DaySessions } } as const
    expect(counterTimes({ kind: 'always' }, NEW, '2026-11-18')).toEqual(NEW)
    expect(counterTimes({ kind: 'never' }, NEW, '2026-11-18')).toEqual([])
    expect(counterTimes(times, NEW, '2026-11-18')).toEqual([
      ['09:00', '12:00'],
      ['13:30', '14:00'],
    ])
    expect(counterTimes(times, NEW, '2026-11-19')).toEqual([])
    expect(counterTimes(times, [], '2026-11-18')).toEqual([])
  })
})
