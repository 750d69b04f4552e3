import type { MonthFacts } from '../../core/month/month-facts.ts'
import { dayWords } from '../../core/month/month-words.ts'
import { cellSources } from '../../core/month/sheet-sources.ts'
import type { PaperTable } from './annex-tables.ts'

/** The source of every cell in the first layout: every day, the rule in every row. */
export const firstSourcesTable = (facts: MonthFacts): PaperTable => ({
  title: 'Nguồn số liệu của từng ô',
  heads: [
    'Họ và tên',
    'Ngày',
    'Ký hiệu',
    'Giờ quy định',
    'Mốc đến → về',
    'Lãnh đạo xác nhận',
    'Nghỉ có lý do',
    'Quy định áp dụng',
    'Phiên bản quy định',
    'Số liệu',
  ],
  rows: cellSources(facts).map((cell) => [
    cell.name,
    dayWords(cell.date),
    cell.symbol,
    cell.sessions,
    cell.marks,
    cell.claims,
    cell.leave,
    cell.rule,
    cell.rulesVersion,
    cell.complete ? 'đủ' : 'chưa đủ',
  ]),
})
