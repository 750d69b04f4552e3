import type { MonthFacts } from '../../core/month/month-facts.ts'
import { monthWords } from '../../core/month/month-words.ts'
import type { XlsxSheet } from '../print/write-xlsx.ts'
import type { XlsxStyle } from '../print/xlsx-styles.ts'
import { type PaperTable, sourcesTable, violationsTable, violationTotalsTable } from './annex-tables.ts'

const HEAD: XlsxStyle = { bold: true, size: 10, align: 'center', wrap: true, border: true, shade: 'head' }
const BODY: XlsxStyle = { size: 10, border: true, wrap: true, top: true }

/** The annex that says where every cell comes from, as a sheet of the workbook. */
export const sourcesSheet = (facts: MonthFacts): XlsxSheet =>
  tableSheet('Nguồn số liệu', sourcesTable(facts), facts, [24, 11, 8, 24, 26, 36, 28, 36, 10, 10])

export const violationsSheet = (facts: MonthFacts): XlsxSheet =>
  tableSheet('Ghi nhận', violationsTable(facts), facts, [24, 11, 9, 22, 13, 13, 9, 9, 34])

export const violationTotalsSheet = (facts: MonthFacts): XlsxSheet =>
  tableSheet('Tổng hợp ghi nhận', violationTotalsTable(facts), facts, [
    24,
    28,
    ...Array.from({ length: 10 }, () => 10),
  ])

function tableSheet(
  name: string,
  table: PaperTable,
  { month, pointName }: MonthFacts,
  columns: readonly number[],
): XlsxSheet {
  const last = table.heads.length - 1
  return {
    name,
    columns,
    rows: [
      { cells: [{ value: table.title, style: { bold: true, size: 14 } }], height: 22 },
      { cells: [{ value: `${pointName}, ${monthWords(month)}`, style: { italic: true } }] },
      { cells: table.heads.map((value) => ({ value, style: HEAD })) },
      ...table.rows.map((row) => ({ cells: row.map((value) => ({ value, style: BODY })) })),
    ],
    merges: [
      { rows: [0, 0], columns: [0, last] },
      { rows: [1, 1], columns: [0, last] },
    ],
    landscape: true,
    freeze: { rows: 3, columns: 1 },
    titleRows: [2, 2],
  }
}
