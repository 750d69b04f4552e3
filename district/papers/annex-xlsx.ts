import type { MonthFacts } from '../../core/month/month-facts.ts'
import { monthWords } from '../../core/month/month-words.ts'
import type { XlsxSheet } from '../print/write-xlsx.ts'
import type { XlsxStyle } from '../print/xlsx-styles.ts'
import { type PaperTable, sourcesTable, violationsTable, violationTotalsTable } from './annex-tables.ts'
import { firstSourcesTable } from './first-sources.ts'

const HEAD: XlsxStyle = { bold: true, size: 10, align: 'center', wrap: true, border: true, shade: 'head' }
const NOTE: XlsxStyle = { size: 9, italic: true, wrap: true, top: true }
/** Points a line of letters of size 10 takes. */
const LINE = 13.5
const BODY: XlsxStyle = { size: 10, border: true, wrap: true, top: true }

/** The annex that says where every cell comes from, as a sheet of the workbook. */
export const sourcesSheet = (facts: MonthFacts): XlsxSheet =>
  facts.layout === 1
    ? tableSheet('Nguồn số liệu', firstSourcesTable(facts), facts, [24, 11, 8, 24, 26, 36, 28, 36, 10, 10])
    : tableSheet('Nguồn số liệu', sourcesTable(facts), facts, [26, 12, 9, 26, 30, 40, 30, 11, 11])

export const violationsSheet = (facts: MonthFacts): XlsxSheet =>
  tableSheet(
    'Ghi nhận',
    violationsTable(facts),
    facts,
    facts.layout === 1 ? [24, 11, 9, 22, 13, 13, 9, 9, 34] : [26, 12, 9, 26, 15, 15, 9, 11, 34],
  )

export const violationTotalsSheet = (facts: MonthFacts): XlsxSheet =>
  tableSheet('Tổng hợp ghi nhận', violationTotalsTable(facts), facts, [
    facts.layout === 1 ? 24 : 26,
    28,
    ...Array.from({ length: 10 }, () => (facts.layout === 1 ? 10 : 11)),
  ])

function tableSheet(
  name: string,
  table: PaperTable,
  { month, pointName, layout }: MonthFacts,
  columns: readonly number[],
): XlsxSheet {
  const last = table.heads.length - 1
  const notes = table.notes ?? []
  const top = 3 + table.rows.length
  const row = (values: readonly (string | number)[], style: XlsxStyle) => ({
    cells: values.map((value) => ({ value, style })),
    ...(layout === 1 ? {} : { height: heightOf(values, columns) }),
  })
  return {
    name,
    columns,
    rows: [
      { cells: [{ value: table.title, style: { bold: true, size: 14 } }], height: 22 },
      { cells: [{ value: `${pointName}, ${monthWords(month)}`, style: { italic: true } }] },
      row(table.heads, HEAD),
      ...table.rows.map((values) => row(values, BODY)),
      ...notes.map((value) => ({
        cells: [{ value, style: NOTE }],
        height: heightOf([value], [columns.reduce((sum, width) => sum + width, 0)]),
      })),
    ],
    merges: [
      { rows: [0, 0], columns: [0, last] },
      { rows: [1, 1], columns: [0, last] },
      ...notes.map((_, index) => ({
        rows: [top + index, top + index] as [number, number],
        columns: [0, last] as [number, number],
      })),
    ],
    landscape: true,
    freeze: { rows: 3, columns: 1 },
    titleRows: [2, 2],
  }
}

/** Points that a row needs when its texts are wrapped: not every program measures that when it opens a file. */
function heightOf(values: readonly (string | number)[], columns: readonly number[]): number {
  const lines = values.map((value, column) => wrappedLines(String(value), (columns[column] ?? 10) - 1))
  return Math.max(1, ...lines) * LINE + 3
}

/** Lines of a text that is broken between words at so many characters. */
function wrappedLines(text: string, width: number): number {
  let lines = 1
  let used = 0
  for (const word of text.split(' ')) {
    const length = [...word].length
    if (used > 0 && used + 1 + length > width) {
      lines++
      used = 0
    }
    lines += Math.floor(Math.max(0, length - 1) / width)
    used = used === 0 ? length % width || length : used + 1 + length
  }
  return lines
}
