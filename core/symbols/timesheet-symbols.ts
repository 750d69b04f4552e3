import { ABSENCE_CODES, type SheetColumn } from './absence-codes.ts'

/** One row of a timesheet's symbol table. */
export interface TimesheetSymbol {
  /** Code of the excuse, or `worked`. */
  readonly code: string
  readonly symbol: string
  /** The symbol for half a day. */
  readonly half: string
  readonly column: SheetColumn
}

export interface SymbolTable {
  readonly rows: readonly TimesheetSymbol[]
  /** A day on which nothing was done and nothing was excused; the form has no symbol of its own for it. */
  readonly absent: string
  /** A day that owes fewer minutes than this is a half day however fully it was spent. */
  readonly fullDayFromMinutes: number
}

/** Code of the row that stands for time worked. */
export const WORKED = 'worked'

/** The usual spelling of half a day; common use, not on the page of the form that was seen. */
export const halfOf = (symbol: string): string => `½${symbol}`

/**
 * The symbols of form C01a-HD (Quyết định 19/2006/QĐ-BTC). Since Thông tư 24/2024/TT-BTC units may design
 * their own, so every evaluation takes its table as an argument.
 */
export const C01A_HD_SYMBOLS: SymbolTable = {
  rows: [{ code: WORKED, symbol: '+', column: 32 } as const, ...ABSENCE_CODES].map(
    ({ code, symbol, column }) => ({ code, symbol, half: halfOf(symbol), column }),
  ),
  absent: 'V',
  fullDayFromMinutes: 360,
}
