import { expect, test } from 'vitest'
import { DayCase } from '../../../core/day/day-case.ts'
import { evaluateDay } from '../../../core/day/evaluate-day.ts'
import { daySymbol } from '../../../core/symbols/day-symbol.ts'
import { C01A_HD_SYMBOLS } from '../../../core/symbols/timesheet-symbols.ts'
import { TWO } from '../day/worked-cases.ts'

function symbolOf(day: Record<string, unknown>, table = C01A_HD_SYMBOLS): string {
  const input = DayCase.parse({ sessions: TWO, scans: [], ...day })
  const symbol = daySymbol(input, evaluateDay(input).states, table)
  return symbol.kind === 'off' || symbol.kind === 'undecided' ? symbol.kind : symbol.symbol
}

const FULL = ['07:25', '11:32', '12:55', '17:01']
const excuse = (from: string, to: string, code: string) => ({ from, to, code })

test.each<[string, Record<string, unknown>, string]>([
  ['a full day is +', { scans: FULL }, '+'],
  ['lateness never shows', { scans: ['09:00', '11:32', '12:55', '16:00'] }, '+'],
  ['a forgotten scan is still a day worked', { scans: ['07:25', '11:32', '12:55'] }, '+'],
  ['a morning worked and an afternoon absent is half a day', { scans: ['07:25', '11:32'] }, '½+'],
  ['a Saturday morning is half a day', { sessions: [['07:30', '11:30']], scans: ['07:25', '11:32'] }, '½+'],
  ['a day on leave', { excuses: [excuse('07:30', '17:00', 'P')] }, 'P'],
  ['a day of sick leave', { excuses: [excuse('00:00', '24:00', 'Ô')] }, 'Ô'],
  ['unpaid leave', { excuses: [excuse('07:30', '17:00', 'R0')] }, 'No'],
  ['an excuse the table does not know counts as worked', { excuses: [excuse('07:30', '17:00', 'XX')] }, '+'],
  ['a duty trip counts as worked', { excuses: [excuse('07:30', '17:00', 'CT')] }, '+'],
  [
    'five hours of meeting and three of work is H',
    { scans: ['14:00', '17:00'], excuses: [excuse('07:30', '14:00', 'H')] },
    'H',
  ],
  [
    'three hours of meeting and five of work is +',
    { scans: ['10:30', '11:30', '13:00', '17:00'], excuses: [excuse('07:30', '10:30', 'H')] },
    '+',
  ],
  [
    'on a tie the earlier wins: leave, then work',
    { scans: ['13:00', '17:00'], excuses: [excuse('07:30', '11:30', 'P')] },
    'P',
  ],
  [
    'on a tie the earlier wins: work, then leave',
    { scans: ['07:30', '11:30'], excuses: [excuse('13:00', '17:00', 'P')] },
    '+',
  ],
  ['half a day on leave and absent for the rest', { excuses: [excuse('07:30', '11:30', 'P')] }, '½P'],
  ['a day without a trace', {}, 'V'],
  ['a day off has no symbol', { sessions: [] }, 'off'],
  ['a day that still runs is undecided', { scans: ['07:25'], asOf: '10:00' }, 'undecided'],
  ['a day nobody reported is undecided', { complete: false }, 'undecided'],
])('%s', (_name, day, symbol) => {
  expect(symbolOf(day)).toBe(symbol)
})

test('another table gives other symbols', () => {
  const table = {
    ...C01A_HD_SYMBOLS,
    rows: C01A_HD_SYMBOLS.rows.map((row) => (row.code === 'R0' ? { ...row, symbol: 'KL' } : row)),
  }
  expect(symbolOf({ excuses: [excuse('07:30', '17:00', 'R0')] }, table)).toBe('KL')
})
