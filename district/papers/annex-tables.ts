import { annulledScansOf } from '../../core/month/annulled-scans.ts'
import type { MonthFacts } from '../../core/month/month-facts.ts'
import { dayWords, paperWords, sessionName } from '../../core/month/month-words.ts'
import { cellSources } from '../../core/month/sheet-sources.ts'
import { VIOLATION_KINDS } from '../../core/month/violation-kinds.ts'
import { violationsOf } from '../../core/month/violations.ts'
import { uncountedSessions } from '../../core/person-day/uncounted-sessions.ts'

/** A table as every kind of file prints it. */
export interface PaperTable {
  readonly title: string
  readonly heads: readonly string[]
  readonly rows: readonly (readonly (string | number)[])[]
  /** Below the table: what its numbers in brackets stand for, each said once. */
  readonly notes?: readonly string[]
}

/**
 * The source of every cell; plain days off have none.
 * @param rules `once`: said below the table, for readers; `each`: in every row, for programs
 */
export function sourcesTable(facts: MonthFacts, rulesSaid: 'once' | 'each' = 'once'): PaperTable {
  const cells = cellSources(facts).filter(({ plain }) => !plain)
  const rules = [...new Set(cells.map(({ rule }) => rule))]
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
      'Quy định',
      'Số liệu',
    ],
    rows: cells.map((cell) => [
      cell.name,
      dayWords(cell.date),
      cell.symbol,
      cell.sessions,
      cell.marks,
      cell.claims,
      cell.leave,
      rulesSaid === 'each' ? cell.rule : `(${rules.indexOf(cell.rule) + 1})`,
      cell.complete ? 'đủ' : 'chưa đủ',
    ]),
    notes: [
      ...rules.map((rule, index) => `(${index + 1}) ${rule}.`),
      `Phiên bản quy định: ${facts.rulesVersion}. (XN): lãnh đạo xác nhận. Ngày nghỉ không có lượt quét không liệt kê.`,
    ],
  }
}

/** Every finding, person by person, and beside them every annulled scan of the day. */
export function violationsTable(facts: MonthFacts): PaperTable {
  const words = paperWords(facts)
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
    rows: violationsOf(facts).flatMap(({ name, violations }, index) =>
      (facts.people[index]?.days ?? []).flatMap((day) => [
        ...violations
          .filter(({ date }) => date === day.day.date)
          .map((each) => [
            name,
            dayWords(each.date),
            each.session,
            words.flags[each.code] ?? each.code,
            each.required,
            each.actual,
            each.minutes ?? '',
            each.excused ? 'có' : '',
            each.basis,
          ]),
        // Papers of the first two layouts never listed them.
        ...(facts.layout <= 2 ? [] : annulledScansOf(day, facts)).map(({ what, at, basis }) => [
          ...[name, dayWords(day.day.date), '', what, '', at, '', '', basis],
        ]),
      ]),
    ),
    ...uncountedNotes(facts),
  }
}

/** Which sessions count no minutes although the days do; papers of the first layout never said so. */
function uncountedNotes(facts: MonthFacts): { notes?: readonly string[] } {
  if (facts.layout === 1) return {}
  const lost = facts.people.flatMap(({ name, days }) => {
    const sessions = days.flatMap(({ day }) =>
      uncountedSessions(day).map(
        (session) =>
          `${day.date.slice(8)}/${day.date.slice(5, 7)} ${sessionName(session, day.sessions.length)}`,
      ),
    )
    return sessions.length === 0 ? [] : [{ count: sessions.length, text: `${name}: ${sessions.join(', ')}.` }]
  })
  if (lost.length === 0) return {}
  const count = lost.reduce((sum, each) => sum + each.count, 0)
  return {
    notes: [
      `${count} lượt buổi tính 0 phút giờ làm vì thiếu lượt quét; ngày vẫn được tính công:`,
      ...lost.map(({ text }) => text),
    ],
  }
}

/** How often each kind is held against each person. */
export function violationTotalsTable(facts: MonthFacts): PaperTable {
  const words = paperWords(facts)
  return {
    title: 'Tổng hợp ghi nhận theo người',
    heads: [
      'Họ và tên',
      'Chức vụ',
      ...VIOLATION_KINDS.map((kind) => words.kinds[kind]),
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
