import { MINUTE_MS } from '../day/minutes.ts'
import { daySymbol } from '../symbols/day-symbol.ts'
import type { SymbolTable } from '../symbols/timesheet-symbols.ts'
import { datesOfMonth, localDateOf, weekdayOf } from '../time.ts'
import type { MonthFacts, SheetDay } from './month-facts.ts'
import { symbolTableOf } from './sheet-symbols.ts'
import type { SheetTemplate } from './sheet-template.ts'

/** Columns of the form: 32 paid time, 33 unpaid leave, 34 social insurance. */
export type SumColumn = 32 | 33 | 34

export type SheetCell =
  /** Not posted here on that day. */
  | { readonly kind: 'elsewhere' }
  /** Nothing was owed, or the day has not ended yet; `note`: the holiday. */
  | { readonly kind: 'off'; readonly note: string | null }
  /** Over, and a kiosk has not delivered: said to be not known. */
  | { readonly kind: 'undecided' }
  | { readonly kind: 'absent'; readonly symbol: string }
  | {
      readonly kind: 'spent'
      readonly symbol: string
      readonly counted: readonly { readonly column: SumColumn; readonly days: number }[]
    }

export interface SheetRow {
  /** From 1. */
  readonly number: number
  readonly person: string
  readonly name: string
  readonly title: string
  /** One a day of the month. */
  readonly cells: readonly SheetCell[]
  readonly sums: Readonly<Record<SumColumn, number>>
}

export interface MonthSheet {
  readonly month: string
  readonly dates: readonly { readonly date: string; readonly weekday: number; readonly rest: boolean }[]
  readonly rows: readonly SheetRow[]
  readonly sums: Readonly<Record<SumColumn, number>>
  /** Cells that are not known. */
  readonly undecided: number
  readonly table: SymbolTable
  /** What the office calls each type of leave, by code. */
  readonly leaveNames: Readonly<Record<string, string>>
}

/** What stands for a cell that is not known. */
export const UNDECIDED_SYMBOL = '…'

export const cellText = (cell: SheetCell): string => {
  switch (cell.kind) {
    case 'elsewhere':
    case 'off':
      return ''
    case 'undecided':
      return UNDECIDED_SYMBOL
    case 'absent':
    case 'spent':
      return cell.symbol
  }
}

const NO_SUMS = { 32: 0, 33: 0, 34: 0 }

/**
 * The month's timesheet in the layout of form C01a-HD: a row a person in the order given, a cell a day, and the days
 * counted into columns 32–34. Lateness never appears on it.
 */
export function monthSheet(facts: MonthFacts): MonthSheet {
  const table = symbolTableOf(facts.template)
  const dates = datesOfMonth(facts.month)
  const today = localDateOf(facts.asOf, facts.zone)
  const rows = facts.people.map((person, index): SheetRow => {
    const byDate = new Map(person.days.map((each) => [each.day.date, each]))
    const cells = dates.map((date): SheetCell => {
      const cell = cellOf(byDate.get(date), facts.template, table)
      return cell.kind === 'undecided' && date >= today ? { kind: 'off', note: null } : cell
    })
    return {
      number: index + 1,
      person: person.id,
      name: person.name,
      title: person.title,
      cells,
      sums: sumsOf(cells),
    }
  })
  const sums = { ...NO_SUMS }
  for (const row of rows) for (const column of [32, 33, 34] as const) sums[column] += row.sums[column]
  return {
    month: facts.month,
    dates: dates.map((date) => ({ date, weekday: weekdayOf(date), rest: isRest(facts, date) })),
    rows,
    sums,
    undecided: rows.reduce(
      (count, row) => count + row.cells.filter((cell) => cell.kind === 'undecided').length,
      0,
    ),
    table,
    leaveNames: facts.leaveNames,
  }
}

/** Nobody owed anything that day. */
function isRest({ people }: MonthFacts, date: string): boolean {
  const days = people.flatMap((person) => person.days.filter(({ day }) => day.date === date))
  return days.length === 0 ? weekdayOf(date) > 5 : days.every(({ day }) => day.sessions.length === 0)
}

function cellOf(found: SheetDay | undefined, template: SheetTemplate, table: SymbolTable): SheetCell {
  if (found === undefined) return { kind: 'elsewhere' }
  const { day, excuses, holiday } = found
  const input = { sessions: day.sessions, excuses }
  const whole = daySymbol(input, day.states, table)
  switch (whole.kind) {
    case 'off':
      return { kind: 'off', note: holiday }
    case 'undecided':
      return { kind: 'undecided' }
    case 'absent':
      return { kind: 'absent', symbol: whole.symbol }
    case 'spent': {
      const halves = template.halfDays === 'both' ? twoHalves(found, table) : null
      if (halves !== null) return halves
      const days = whole.half ? 0.5 : 1
      return { kind: 'spent', symbol: whole.symbol, counted: [{ column: whole.row.column, days }] }
    }
  }
}

/** Two symbols for a full day whose two sessions were spent differently; `null`: one symbol says it. */
function twoHalves({ day, excuses }: SheetDay, table: SymbolTable): SheetCell | null {
  const owed = day.sessions.reduce((sum, { start, end }) => sum + end - start, 0)
  if (day.sessions.length !== 2 || owed < table.fullDayFromMinutes * MINUTE_MS) return null
  const halves = day.sessions.map((session, index) => {
    const state = day.states[index]
    const symbol = daySymbol({ sessions: [session], excuses }, state === undefined ? [] : [state], table)
    if (symbol.kind === 'absent') return { symbol: symbol.symbol, column: null }
    return symbol.kind === 'spent' ? { symbol: symbol.row.symbol, column: symbol.row.column } : null
  })
  const [first, second] = halves
  if (!first || !second || (first.symbol === second.symbol && first.column === second.column)) return null
  const counted = [first, second].flatMap(({ column }) => (column === null ? [] : [{ column, days: 0.5 }]))
  return { kind: 'spent', symbol: `${first.symbol}/${second.symbol}`, counted }
}

function sumsOf(cells: readonly SheetCell[]): Record<SumColumn, number> {
  const sums = { ...NO_SUMS }
  for (const cell of cells)
    if (cell.kind === 'spent') for (const { column, days } of cell.counted) sums[column] += days
  return sums
}
