import { leaveTypeOf } from '../excuses/leave-types.ts'
import { halfOf, WORKED } from '../symbols/timesheet-symbols.ts'
import { type MonthSheet, UNDECIDED_SYMBOL } from './month-sheet.ts'

/**
 * What each symbol of the sheet's table means, one line a symbol in the order of the table; then what stands for half a
 * day where it is not the usual ½ before the symbol.
 */
export function sheetLegend({
  table,
  undecided,
  leaveNames,
}: MonthSheet): readonly (readonly [string, string])[] {
  const meanings = new Map<string, string[]>()
  const halves = new Map<string, string[]>()
  for (const row of table.rows) {
    const meaning = OTHER[row.code] ?? leaveNames[row.code] ?? leaveTypeOf(row.code).name
    add(meanings, row.symbol, meaning)
    if (row.half !== halfOf(row.symbol)) add(halves, row.half, meaning)
  }
  return [
    ...[...meanings].map(([symbol, list]): [string, string] => [symbol, list.join(', ')]),
    ...[...halves].map(([half, list]): [string, string] => [half, `nửa ngày: ${list.join(', ')}`]),
    ['½', 'nửa ngày'],
    [table.absent, 'Vắng không có lý do được duyệt'],
    ...(undecided > 0 ? [[UNDECIDED_SYMBOL, 'Chưa đủ số liệu để kết luận'] as const] : []),
  ]
}

function add(meanings: Map<string, string[]>, symbol: string, meaning: string): void {
  const list = meanings.get(symbol) ?? []
  if (!list.includes(meaning)) list.push(meaning)
  meanings.set(symbol, list)
}

const OTHER: Readonly<Record<string, string>> = {
  [WORKED]: 'Lương thời gian',
  CB60: 'Giảm giờ theo chế độ',
  KL: 'Nghỉ không lương',
}
