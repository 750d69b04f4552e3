import { expect, test } from 'vitest'
import { evaluateDay } from '../../../core/day/evaluate-day.ts'
import { dayInput } from '../../../core/schedule/day-input.ts'
import type { Rulebook } from '../../../core/schedule/rulebook.ts'
import { rulebookOf } from '../../support/rulebook-of.ts'

const MONDAY = '2026-03-02'
const at = (time: string, date = MONDAY, offset = '+07:00') => Date.parse(`${date}T${time}:00${offset}`)
const PATTERN: Rulebook['hours'] = [
  {
    scope: { kind: 'point', id: 'p' },
    weekdays: {
      1: [
        ['07:30', '11:30'],
        ['13:00', '17:00'],
      ],
    },
    validFrom: '2025-01-01',
  },
]

const input = (book: Rulebook, person: string | null = 'an', date = MONDAY) =>
  dayInput(book, { person, point: 'p', date, scans: [], claims: [], asOf: at('12:00'), complete: true })

test('local times become instants of the rulebook’s zone', () => {
  expect(input(rulebookOf({ hours: PATTERN })).sessions).toEqual([
    { start: at('07:30'), end: at('11:30') },
    { start: at('13:00'), end: at('17:00') },
  ])
})

test('a day on which the clocks change keeps its local times', () => {
  const book = rulebookOf({
    zone: 'Europe/Berlin',
    hours: PATTERN.map((hours) => ({ ...hours, weekdays: { 7: [['01:00', '11:30']] } })),
  })
  expect(input(book, 'an', '2026-03-29').sessions).toEqual([
    { start: at('01:00', '2026-03-29', '+01:00'), end: at('11:30', '2026-03-29', '+02:00') },
  ])
})

test('an excuse over several days is cut to the day', () => {
  const book = rulebookOf({
    hours: PATTERN,
    excuses: [{ person: 'an', from: '2026-02-27T13:00', to: '2026-03-02T09:00', code: 'P' }],
  })
  expect(input(book).excuses).toEqual([{ from: at('00:00'), to: at('09:00'), code: 'P' }])
})

test('an excuse that ends at midnight reaches neither the next day nor backwards', () => {
  const excuse = { person: 'an', from: '2026-03-02T13:00', to: '2026-03-02T24:00', code: 'P' }
  const book = rulebookOf({ excuses: [excuse] })
  expect(input(book, 'an', '2026-03-01').excuses).toEqual([])
  expect(input(book, 'an', '2026-03-03').excuses).toEqual([])
  expect(input(book).excuses).toEqual([{ from: at('13:00'), to: at('00:00', '2026-03-03'), code: 'P' }])
})

test('an excuse that ends as the day begins is not of that day', () => {
  const book = rulebookOf({
    excuses: [{ person: 'an', from: '2026-02-27T00:00', to: '2026-03-02T00:00', code: 'P' }],
  })
  expect(input(book).excuses).toEqual([])
})

test('excuses and allowances are those of the person', () => {
  const book = rulebookOf({
    excuses: [{ person: 'an', from: '2026-03-02T00:00', to: '2026-03-02T24:00', code: 'P' }],
    allowances: [{ person: 'an', minutes: 60, validFrom: '2026-01-01' }],
  })
  expect(input(book, 'binh')).toMatchObject({ excuses: [], allowanceMinutes: 0 })
  expect(input(book, null)).toMatchObject({ excuses: [], allowanceMinutes: 0 })
  expect(input(book, 'an')).toMatchObject({ excuses: [{ code: 'P' }], allowanceMinutes: 60 })
})

test('an allowance holds on its valid dates, the one decided later first', () => {
  const book = rulebookOf({
    allowances: [
      { person: 'an', minutes: 30, validFrom: '2026-02-01' },
      { person: 'an', minutes: 60, validFrom: '2025-06-01', validTo: '2026-05-31' },
    ],
  })
  expect(
    ['2025-05-31', '2026-01-05', MONDAY].map((date) => input(book, 'an', date).allowanceMinutes),
  ).toEqual([0, 60, 30])
})

test('what it gives is what evaluateDay judges', () => {
  const book = rulebookOf({
    hours: PATTERN,
    policies: [{ organisation: 't', validFrom: '2025-01-01', values: { graceLate: 5 } }],
  })
  const day = dayInput(book, {
    person: 'an',
    point: 'p',
    date: MONDAY,
    scans: [{ at: at('07:36') }],
    claims: [],
    asOf: at('08:00'),
    complete: true,
  })
  const result = evaluateDay(day)
  expect(result.states).toEqual(['here', 'awaited'])
  expect(result.flags).toEqual([{ code: 'late', session: 0, minutes: 6, chargeable: 6 }])
})
