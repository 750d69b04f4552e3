import {
  C01A_HD_SYMBOLS,
  halfOf,
  type SymbolTable,
  type TimesheetSymbol,
} from '../symbols/timesheet-symbols.ts'
import type { SheetTemplate } from './sheet-template.ts'

/** The spellings of the business form 01a-LĐTL, where they differ. */
const BUSINESS: Readonly<Record<string, string>> = { R0: 'KL', KL: 'KL', NB: 'NB', TS: 'TS' }

const respell = (row: TimesheetSymbol, symbol: string, half = halfOf(symbol)): TimesheetSymbol => ({
  ...row,
  symbol,
  half,
})

/** The symbol table a sheet is printed with: one of the known sets, with the office's own spellings over it. */
export function symbolTableOf({ symbols, ownSymbols }: SheetTemplate): SymbolTable {
  const own = new Map(ownSymbols.map((row) => [row.code, row]))
  const rows = C01A_HD_SYMBOLS.rows.map((row) => {
    const changed = own.get(row.code)
    if (changed !== undefined)
      return { ...respell(row, changed.symbol, changed.half), column: changed.column }
    const business = symbols === '01a-ldtl' ? BUSINESS[row.code] : undefined
    return business === undefined ? row : respell(row, business)
  })
  const known = new Set(rows.map((row) => row.code))
  const added = ownSymbols
    .filter((row) => !known.has(row.code))
    .map(({ code, symbol, half = halfOf(symbol), column }) => ({ code, symbol, half, column }))
  return { ...C01A_HD_SYMBOLS, rows: [...rows, ...added] }
}
