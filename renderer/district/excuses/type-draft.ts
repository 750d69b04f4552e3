import type { LeaveTypeItem } from '../../../core/district/excuses-api.ts'
import type { LeaveType } from '../../../core/excuses/leave-types.ts'
import { symbolTableOf } from '../../../core/month/sheet-symbols.ts'
import type { SheetTemplate } from '../../../core/month/sheet-template.ts'
import { tidyText } from '../../../core/names.ts'
import type { SheetColumn } from '../../../core/symbols/absence-codes.ts'
import { halfOf } from '../../../core/symbols/timesheet-symbols.ts'

/** A leave type as it is filled in. */
export interface TypeDraft extends Omit<LeaveType, 'mostDays'> {
  readonly mostDays: string
  readonly symbol: string
  /** For half a day; '': the usual one. */
  readonly half: string
  readonly column: SheetColumn
}

const COLUMNS = [32, 33, 34] as const

export const draftOf = (type: LeaveTypeItem | null): TypeDraft => ({
  code: type?.code ?? '',
  name: type?.name ?? '',
  approver: type?.approver ?? 'head',
  evidence: type?.evidence ?? '',
  needsDocument: type?.needsDocument ?? false,
  twoPeople: type?.twoPeople ?? false,
  mostDays: type?.mostDays?.toString() ?? '',
  atCounter: type?.atCounter ?? false,
  symbol: type?.symbol ?? '',
  half: type === null || type.half === halfOf(type.symbol) ? '' : type.half,
  column: COLUMNS.find((column) => column === type?.column) ?? 32,
})

const bare = ({ symbol: _symbol, half: _half, column: _column, ...type }: LeaveTypeItem): LeaveType => type

export const typesWithout = (types: readonly LeaveTypeItem[], code: string): LeaveType[] =>
  types.filter((type) => type.code !== code).map(bare)

/** The list with the draft in the place of the type of its code, or at its end. */
export function typesWith(types: readonly LeaveTypeItem[], draft: TypeDraft): LeaveType[] {
  const { symbol: _symbol, half: _half, column: _column, mostDays, ...rest } = draft
  const type = {
    ...rest,
    code: tidyText(draft.code),
    name: tidyText(draft.name),
    mostDays: mostDays === '' ? null : Number(mostDays),
  }
  const isKnown = types.some(({ code }) => code === type.code)
  return isKnown
    ? types.map((each) => (each.code === type.code ? type : bare(each)))
    : [...types.map(bare), type]
}

/** The template with the draft's symbol: an own one only where it is not the form's; the same value where nothing differs. */
export function templateWith(template: SheetTemplate, draft: TypeDraft): SheetTemplate {
  const code = tidyText(draft.code)
  const symbol = tidyText(draft.symbol)
  const half = tidyText(draft.half) || halfOf(symbol)
  const now = symbolTableOf(template).rows.find((row) => row.code === code)
  if (now?.symbol === symbol && now.half === half && now.column === draft.column) return template
  const others = template.ownSymbols.filter((row) => row.code !== code)
  const form = symbolTableOf({ ...template, ownSymbols: others }).rows.find((row) => row.code === code)
  const isOfForm = form?.symbol === symbol && form.half === half && form.column === draft.column
  return {
    ...template,
    ownSymbols: isOfForm
      ? others
      : [...others, { code, symbol, ...(half === halfOf(symbol) ? {} : { half }), column: draft.column }],
  }
}
