import { csvFile } from '../../core/month/csv.ts'
import type { MonthFacts } from '../../core/month/month-facts.ts'
import { cellText, monthSheet } from '../../core/month/month-sheet.ts'
import { sourcesTable, violationsTable, violationTotalsTable } from './annex-tables.ts'

/** The sheet as a table for another program: a row a person, a column a day, columns 32 to 34. */
export function sheetCsv(facts: MonthFacts): string {
  const sheet = monthSheet(facts)
  return csvFile([
    [
      'Số TT',
      'Họ và tên',
      'Chức vụ',
      ...sheet.dates.map(({ date }) => date),
      'Số công hưởng lương thời gian',
      'Số công nghỉ không lương',
      'Số công hưởng BHXH',
    ],
    ...sheet.rows.map((row) => [
      row.number,
      row.name,
      row.title,
      ...row.cells.map(cellText),
      row.sums[32],
      row.sums[33],
      row.sums[34],
    ]),
  ])
}

const tableCsv =
  (table: typeof sourcesTable) =>
  (facts: MonthFacts): string => {
    const { heads, rows } = table(facts)
    return csvFile([heads, ...rows])
  }

export const sourcesCsv = tableCsv(sourcesTable)
export const violationsCsv = tableCsv(violationsTable)
export const violationTotalsCsv = tableCsv(violationTotalsTable)
