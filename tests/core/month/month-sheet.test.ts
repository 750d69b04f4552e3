import { describe, expect, test } from 'vitest'
import { leaveTypeOf } from '../../../core/excuses/leave-types.ts'
import type { MonthFacts, SheetDay } from '../../../core/month/month-facts.ts'
import { monthNumbers } from '../../../core/month/month-numbers.ts'
import { cellText, monthSheet } from '../../../core/month/month-sheet.ts'
import { sheetDifferences } from '../../../core/month/sheet-differences.ts'
import { sheetLegend } from '../../../core/month/sheet-legend.ts'
import { cellSources } from '../../../core/month/sheet-sources.ts'
import { SheetTemplate } from '../../../core/month/sheet-template.ts'
import { violationsOf } from '../../../core/month/violations.ts'
import { instantOf } from '../../../core/time.ts'
import { inventedMonth } from '../../support/invented-month.ts'

const ZONE = 'Asia/Ho_Chi_Minh'
const DATE = '2026-11-03'
const at = (time: string): number => instantOf(DATE, time, ZONE)
type Day = SheetDay['day']

/** A day of two sessions, both worked, unless told. */
const dayOf = (more: Partial<Day> = {}, excuses: SheetDay['excuses'] = []): SheetDay => ({
  day: {
    date: DATE,
    sessions: [
      { start: at('07:30'), end: at('11:30') },
      { start: at('13:00'), end: at('17:00') },
    ],
    marks: [
      { in: { at: at('07:25'), by: 'scan' }, out: { at: at('11:31'), by: 'scan' } },
      { in: { at: at('12:58'), by: 'scan' }, out: { at: at('17:02'), by: 'scan' } },
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
    asOf: at('23:00'),
    ...more,
  },
  excuses,
  rule: 'Giờ của Thành phố, số 12/QĐ-UBND',
  holiday: null,
})

const monthOf = (day: SheetDay, template: Partial<SheetTemplate> = {}): MonthFacts => ({
  ...inventedMonth('p1', '2026-11'),
  template: SheetTemplate.parse(template),
  people: [{ id: 'x', name: 'Đặng Thị Ươm', title: 'Công chức', days: [day] }],
})
const cellOf = (facts: MonthFacts) => {
  const cell = monthSheet(facts).rows[0]?.cells[2]
  if (cell === undefined) throw new Error('no such cell')
  return cell
}
const leave = (from: string, to: string, code: string): SheetDay['excuses'][number] => ({
  from: at(from),
  to: at(to),
  code,
  document: '15/GNP',
})

describe('a cell of the sheet', () => {
  test('counts a full day of work into column 32', () => {
    expect(cellOf(monthOf(dayOf()))).toEqual({
      kind: 'spent',
      symbol: '+',
      counted: [{ column: 32, days: 1 }],
    })
  })

  test('counts unpaid leave into column 33 and sick leave into column 34', () => {
    const away = { states: ['excused', 'excused'] } satisfies Partial<Day>
    expect(cellOf(monthOf(dayOf(away, [leave('00:00', '24:00', 'R0')])))).toMatchObject({
      symbol: 'No',
      counted: [{ column: 33, days: 1 }],
    })
    expect(cellOf(monthOf(dayOf(away, [leave('00:00', '24:00', 'Ô')])))).toMatchObject({
      symbol: 'Ô',
      counted: [{ column: 34, days: 1 }],
    })
  })

  test('is spelt as the business form spells it when that set is chosen, and as the office spells it above all', () => {
    const away = dayOf({ states: ['excused', 'excused'] }, [leave('00:00', '24:00', 'R0')])
    expect(cellText(cellOf(monthOf(away, { symbols: '01a-ldtl' })))).toBe('KL')
    const own = {
      symbols: '01a-ldtl' as const,
      ownSymbols: [{ code: 'R0', symbol: 'Ro', column: 33 as const }],
    }
    expect(cellText(cellOf(monthOf(away, own)))).toBe('Ro')
  })

  test('holds one symbol for a day of two halves, or both where the office wants both', () => {
    const half = dayOf({ states: ['present', 'excused'] }, [leave('13:00', '17:00', 'R0')])
    expect(cellOf(monthOf(half))).toMatchObject({ symbol: '+', counted: [{ column: 32, days: 1 }] })
    expect(cellOf(monthOf(half, { halfDays: 'both' }))).toMatchObject({
      symbol: '+/No',
      counted: [
        { column: 32, days: 0.5 },
        { column: 33, days: 0.5 },
      ],
    })
  })

  test('counts only the half that was worked when the other was missed', () => {
    const half = dayOf({ states: ['present', 'absent'] })
    expect(cellOf(monthOf(half))).toMatchObject({ symbol: '½+', counted: [{ column: 32, days: 0.5 }] })
    expect(cellOf(monthOf(half, { halfDays: 'both' }))).toMatchObject({
      symbol: '+/V',
      counted: [{ column: 32, days: 0.5 }],
    })
  })

  test('explains a sign of half a day that the office chose, and no other', () => {
    const chosen = [{ code: 'P', symbol: 'P', half: 'P/2', column: 32 }] as const
    const usual = sheetLegend(monthSheet(monthOf(dayOf())))
    const own = sheetLegend(monthSheet(monthOf(dayOf(), { ownSymbols: [...chosen] })))
    const added = own.filter(([symbol]) => !usual.some(([other]) => other === symbol))
    expect(added).toEqual([['P/2', `nửa ngày: ${usual.find(([symbol]) => symbol === 'P')?.[1]}`]])
  })

  test('names leave that the office did not name, but for papers of before', () => {
    const facts = { ...monthOf(dayOf({}, [leave('07:30', '08:30', 'CB60')])), leaveNames: {} }
    const leaveIn = (layout: number) => cellSources({ ...facts, layout })[0]?.leave
    expect([leaveIn(1), leaveIn(2)]).toEqual(['CB60 07:30–08:30, số 15/GNP', 'CB60 07:30–08:30, số 15/GNP'])
    expect(leaveIn(3)).toBe(`${leaveTypeOf('CB60').name} 07:30–08:30, số 15/GNP`)
  })

  test('says that it is not known instead of calling anybody absent', () => {
    const silent = monthOf(dayOf({ states: ['present', 'no-data'], complete: false }))
    expect(cellOf(silent)).toEqual({ kind: 'undecided' })
    expect(cellText(cellOf(silent))).toBe('…')
    expect(monthSheet(silent).undecided).toBe(1)
    expect(sheetLegend(monthSheet(silent)).at(-1)?.[0]).toBe('…')
  })

  test('never shows lateness, which stands in the annex with its minutes', () => {
    const late = monthOf(
      dayOf({
        flags: [
          { code: 'late', session: 0, minutes: 12, chargeable: 12 },
          { code: 'early', session: 1, minutes: 20, chargeable: 0 },
          { code: 'no-badge' },
        ],
        marks: [
          { in: { at: at('07:42'), by: 'scan' }, out: null },
          { in: null, out: { at: at('16:40'), by: 'claim' } },
        ],
      }),
    )
    expect(cellText(cellOf(late))).toBe('+')
    const [person] = violationsOf(late)
    expect(person?.violations).toMatchObject([
      { kind: 'late', session: 'Sáng', required: '07:30', actual: '07:42', minutes: 12, excused: false },
      { kind: 'early', session: 'Chiều', required: '17:00', actual: '16:40', minutes: 0, excused: true },
      { kind: 'no-badge', session: '', minutes: null, excused: false },
    ])
    expect(person?.counts).toMatchObject({ late: 1, early: 0, 'no-badge': 1 })
    expect(person?.minutes).toEqual({ late: 12, early: 0, away: 0 })
  })
})

test('every cell names its marks, claims, leave and rule', () => {
  const facts: MonthFacts = {
    ...monthOf(
      dayOf(
        {
          states: ['present', 'excused'],
          marks: [
            { in: { at: at('07:25'), by: 'scan' }, out: { at: at('11:30'), by: 'claim' } },
            { in: null, out: null },
          ],
          claims: [{ session: 0, side: 'out', at: at('11:30'), outcome: 'used', by: 'l1' }],
        },
        [leave('13:00', '17:00', 'H')],
      ),
    ),
    voucherNames: { l1: 'Trần Thị Ánh' },
    leaveNames: {},
  }
  expect(cellSources(facts)).toEqual([
    {
      person: 'x',
      name: 'Đặng Thị Ươm',
      date: DATE,
      symbol: '+',
      sessions: '07:30–11:30; 13:00–17:00',
      marks: '07:25 → 11:30 (XN)',
      claims: 'Sáng về 11:30: được dùng (Trần Thị Ánh)',
      leave: 'Hội nghị, học tập, tập huấn 13:00–17:00, số 15/GNP',
      rule: 'Giờ của Thành phố, số 12/QĐ-UBND',
      rulesVersion: 7,
      complete: true,
      plain: false,
    },
  ])
})

test('the figures of the report are those of the sheet and the annex', () => {
  const facts = inventedMonth('p2', '2026-11')
  const numbers = monthNumbers(facts)
  const sheet = monthSheet(facts)
  const states = facts.people.flatMap(({ days }) => days.flatMap(({ day }) => day.states))
  expect(numbers.sessionsOwed).toBe(states.length)
  expect(
    numbers.sessionsPresent + numbers.sessionsExcused + numbers.sessionsAbsent + numbers.sessionsUnknown,
  ).toBe(states.length)
  expect(numbers.sessionsUnknown).toBe(states.filter((state) => state === 'no-data').length)
  expect(numbers.sessionsUnknown).toBeGreaterThan(0)
  expect(numbers.paidDays).toBe(sheet.rows.reduce((sum, row) => sum + row.sums[32], 0))
  const late = facts.people.flatMap(({ days }) =>
    days.flatMap(({ day }) =>
      day.flags.filter(({ code, chargeable }) => code === 'late' && chargeable !== 0),
    ),
  )
  expect(numbers.times.late).toBe(late.length)
  expect(numbers.lateMinutes).toBe(late.reduce((sum, flag) => sum + (flag.chargeable ?? 0), 0))
  expect(numbers.leaderThere + numbers.leaderGaps + numbers.leaderUnknown).toBe(numbers.leaderSessions)
  // 21 weekdays and the Saturday morning of the 7th.
  expect(numbers.workingDays).toBe(22)
  expect(numbers.weekendDays).toBe(1)
})

test('what came after a month was closed is shown cell by cell', () => {
  const before = monthOf(dayOf({ states: ['present', 'no-data'], complete: false }))
  const after = monthOf(dayOf({ states: ['present', 'absent'] }))
  expect(sheetDifferences(before, after)).toEqual([
    { person: 'x', name: 'Đặng Thị Ươm', date: DATE, before: '…', after: '½+' },
  ])
  expect(sheetDifferences(before, before)).toEqual([])
})
