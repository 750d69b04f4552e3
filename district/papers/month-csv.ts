import { csvFile } from '../../core/csv.ts'
import type { MonthFacts } from '../../core/month/month-facts.ts'
import { cellText, monthSheet } from '../../core/month/month-sheet.ts'
import { countWords } from '../../core/month/month-words.ts'
import { type PaperTable, sourcesTable, violationsTable, violationTotalsTable } from './annex-tables.ts'
import { firstCsvFile } from './first-csv.ts'
import { firstSourcesTable } from './first-sources.ts'

/** The sheet as a table for another program: a row a person, a column a day, columns 32 to 34. */
export function sheetCsv(facts: MonthFacts): string {
  const sheet = monthSheet(facts)
  return csvOf(facts)([
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
      ...([32, 33, 34] as const).map((column) =>
        // A program set to Vietnamese takes 19.5 for a text.
        facts.layout === 1 ? row.sums[column] : countWords(row.sums[column]),
      ),
    ]),
  ])
}

const csvOf = ({ layout }: MonthFacts): typeof csvFile => (layout === 1 ? firstCsvFile : csvFile)

const tableCsv =
  (table: (facts: MonthFacts) => PaperTable) =>
  (facts: MonthFacts): string => {
    const { heads, rows } = table(facts)
    return csvOf(facts)([heads, ...rows])
  }

export const sourcesCsv = tableCsv((facts) =>
  facts.layout === 1 ? firstSourcesTable(facts) : sourcesTable(facts, 'each'),
)
export const violationsCsv = tableCsv(violationsTable)
export const violationTotalsCsv = tableCsv(violationTotalsTable)
