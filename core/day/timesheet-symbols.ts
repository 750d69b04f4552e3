/** One row of a timesheet's symbol table. */
export interface TimesheetSymbol {
  /** Code of the excuse, or `worked`. */
  readonly code: string
  readonly symbol: string
  /** The symbol for half a day. */
  readonly half: string
  /** Column of the sheet the day counts in: 32 paid time, 33 unpaid leave, 34 social insurance. */
  readonly column: 32 | 33 | 34
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

const row = (code: string, symbol: string, column: TimesheetSymbol['column'] = 32): TimesheetSymbol => ({
  code,
  symbol,
  half: `½${symbol}`,
  column,
})

/**
 * The symbols of form C01a-HD (Quyết định 19/2006/QĐ-BTC). Since Thông tư 24/2024/TT-BTC units may design
 * their own, so every evaluation takes its table as an argument. P, T, R and the half-day spelling are
 * common use, not on the page of the form that was seen.
 */
export const C01A_HD_SYMBOLS: SymbolTable = {
  rows: [
    row(WORKED, '+'),
    row('CT', '+'),
    row('TR', '+'),
    row('CB60', '+'),
    row('P', 'P'),
    row('R1', 'R'),
    row('R0', 'No', 33),
    row('KL', 'No', 33),
    row('Ô', 'Ô', 34),
    row('Cô', 'Cô', 34),
    row('TS', 'Ts', 34),
    row('T', 'T', 34),
    row('H', 'H'),
    row('NB', 'Nb'),
    row('N', 'N'),
    row('LĐ', 'LĐ'),
  ],
  absent: 'V',
  fullDayFromMinutes: 360,
}
