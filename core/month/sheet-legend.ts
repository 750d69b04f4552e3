import { WORKED } from '../day/timesheet-symbols.ts'
import { leaveTypeOf } from '../excuses/leave-types.ts'
import { type MonthSheet, UNDECIDED_SYMBOL } from './month-sheet.ts'

/** What each symbol of the sheet's table means, one line a symbol in the order of the table. */
export function sheetLegend({
  table,
  undecided,
  leaveNames,
}: MonthSheet): readonly (readonly [string, string])[] {
  const meanings = new Map<string, string[]>()
  for (const row of table.rows) {
    const list = meanings.get(row.symbol) ?? []
    const meaning = OTHER[row.code] ?? leaveNames[row.code] ?? leaveTypeOf(row.code).name
    if (!list.includes(meaning)) list.push(meaning)
    meanings.set(row.symbol, list)
  }
  return [
    ...[...meanings].map(([symbol, list]): [string, string] => [symbol, list.join(', ')]),
    ['½', 'nửa ngày'],
    [table.absent, 'Vắng không có lý do được duyệt'],
    ...(undecided > 0 ? [[UNDECIDED_SYMBOL, 'Chưa đủ số liệu để kết luận'] as const] : []),
  ]
}

const OTHER: Readonly<Record<string, string>> = {
  [WORKED]: 'Lương thời gian',
  CB60: 'Giảm giờ theo chế độ',
  KL: 'Nghỉ không lương',
}
