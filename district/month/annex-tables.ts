import type { MonthFacts } from '../../core/month/month-facts.ts'
import { dayWords, FLAG_WORDS, VIOLATION_WORDS } from '../../core/month/month-words.ts'
import { cellSources } from '../../core/month/sheet-sources.ts'
import { VIOLATION_KINDS } from '../../core/month/violation-kinds.ts'
import { violationsOf } from '../../core/month/violations.ts'

/** A table as every kind of file prints it. */
export interface PaperTable {
  readonly title: string
  readonly heads: readonly string[]
  readonly rows: readonly (readonly (string | number)[])[]
}

/** The source of every cell. */
export function sourcesTable(facts: MonthFacts): PaperTable {
  return {
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
  }
}

/** Every finding, person by person. */
export function violationsTable(facts: MonthFacts): PaperTable {
  return {
    title: 'Ghi nhận về giờ giấc và thẻ',
    heads: [
      'Họ và tên',
      'Ngày',
      'Buổi',
      'Loại',
      'Giờ quy định',
      'Giờ thực tế',
      'Số phút',
      'Được miễn',
      'Căn cứ',
    ],
    rows: violationsOf(facts).flatMap(({ name, violations }) =>
      violations.map((each) => [
        name,
        dayWords(each.date),
        each.session,
        FLAG_WORDS[each.code] ?? each.code,
        each.required,
        each.actual,
        each.minutes ?? '',
        each.excused ? 'có' : '',
        each.basis,
      ]),
    ),
  }
}

/** How often each kind is held against each person. */
export function violationTotalsTable(facts: MonthFacts): PaperTable {
  return {
    title: 'Tổng hợp ghi nhận theo người',
    heads: [
      'Họ và tên',
      'Chức vụ',
      ...VIOLATION_KINDS.map((kind) => VIOLATION_WORDS[kind]),
      'Phút muộn',
      'Phút về sớm',
      'Phút rời vị trí',
    ],
    rows: violationsOf(facts).map(({ name, title, counts, minutes }) => [
      name,
      title,
      ...VIOLATION_KINDS.map((kind) => counts[kind]),
      minutes.late,
      minutes.early,
      minutes.away,
    ]),
  }
}
