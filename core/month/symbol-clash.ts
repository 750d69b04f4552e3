import { type TimesheetSymbol, WORKED } from '../symbols/timesheet-symbols.ts'
import { symbolTableOf } from './sheet-symbols.ts'
import type { SheetTemplate } from './sheet-template.ts'

/** A sign that would stand for two things; `with` is the other one's code, `null`: an absence without excuse. */
export interface SymbolClash {
  readonly code: string
  /** Whether it is what the code has for a day or for half a day. */
  readonly of: 'day' | 'half'
  readonly symbol: string
  readonly with: string | null
}

const FIELDS = { day: 'symbol', half: 'half' } as const

const has = (row: TimesheetSymbol | undefined, sign: string): boolean =>
  row?.symbol === sign || row?.half === sign

/**
 * The first of a template's own signs, for a day or for half a day, that stands for something else on its sheet as
 * well; `null`: none. What stands for time worked may stand for many, and so may what the form itself gives to two codes.
 */
export function symbolClash(template: SheetTemplate): SymbolClash | null {
  const { rows, absent } = symbolTableOf(template)
  const form = new Map(symbolTableOf({ ...template, ownSymbols: [] }).rows.map((row) => [row.code, row]))
  const worked = rows.find(({ code }) => code === WORKED)
  for (const [index, { code, symbol, half }] of template.ownSymbols.entries()) {
    if (template.ownSymbols.findIndex((row) => row.code === code) < index)
      return { code, of: 'day', symbol, with: code }
    if (half === symbol) return { code, of: 'half', symbol, with: code }
    for (const [of, sign] of [['day', symbol] as const, ['half', half] as const]) {
      if (sign === undefined) continue
      if (sign === absent) return { code, of, symbol: sign, with: null }
      if (sign === worked?.[FIELDS[of]]) continue
      const isOfForm = form.get(code)?.[FIELDS[of]] === sign
      const other = rows.find(
        (row) => row.code !== code && has(row, sign) && !(isOfForm && has(form.get(row.code), sign)),
      )
      if (other !== undefined) return { code, of, symbol: sign, with: other.code }
    }
  }
  return null
}
