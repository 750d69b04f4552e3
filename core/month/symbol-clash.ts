import { WORKED } from '../day/timesheet-symbols.ts'
import { symbolTableOf } from './sheet-symbols.ts'
import type { SheetTemplate } from './sheet-template.ts'

/** A symbol that would stand for two things; `with` is the other one's code, `null`: an absence without excuse. */
export interface SymbolClash {
  readonly code: string
  readonly symbol: string
  readonly with: string | null
}

/**
 * The first of a template's own symbols that another code of its sheet has as well; `null`: none. The sign of time
 * worked may stand for many, and so may what the form itself gives to two codes.
 */
export function symbolClash(template: SheetTemplate): SymbolClash | null {
  const { rows, absent } = symbolTableOf(template)
  const form = new Map(symbolTableOf({ ...template, ownSymbols: [] }).rows.map((row) => [row.code, row]))
  const worked = rows.find(({ code }) => code === WORKED)?.symbol
  for (const [index, { code, symbol }] of template.ownSymbols.entries()) {
    if (symbol === absent) return { code, symbol, with: null }
    if (template.ownSymbols.findIndex((row) => row.code === code) < index) return { code, symbol, with: code }
    if (symbol === worked) continue
    const isOfForm = form.get(code)?.symbol === symbol
    const other = rows.find(
      (row) =>
        row.code !== code && row.symbol === symbol && !(isOfForm && form.get(row.code)?.symbol === symbol),
    )
    if (other !== undefined) return { code, symbol, with: other.code }
  }
  return null
}
