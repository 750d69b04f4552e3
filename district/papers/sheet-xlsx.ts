import type { MonthFacts } from '../../core/month/month-facts.ts'
import {
  cellText,
  type MonthSheet,
  monthSheet,
  type SheetCell,
  type SheetRow,
} from '../../core/month/month-sheet.ts'
import { monthWords, WEEKDAY_WORDS } from '../../core/month/month-words.ts'
import { sheetLegend } from '../../core/month/sheet-legend.ts'
import { writeXlsx, type XlsxCell, type XlsxRow, type XlsxSheet } from '../print/write-xlsx.ts'
import type { XlsxStyle } from '../print/xlsx-styles.ts'
import { sourcesSheet, violationsSheet, violationTotalsSheet } from './annex-xlsx.ts'
import { headLines, type PaperSource, paperMoment, placeLine, stateLine } from './paper.ts'

/** Columns of the form: three of text, 31 days whatever the month, columns 32 to 34. */
const DAYS = 31
const FIRST_DAY = 3
const FIRST_SUM = FIRST_DAY + DAYS
const LAST = FIRST_SUM + 2
/** Where the right-hand part of the head begins. */
const RIGHT = 21

const HEAD: XlsxStyle = { bold: true, size: 9, align: 'center', wrap: true, border: true, shade: 'head' }
const BODY: XlsxStyle = { size: 10, border: true }
const SUM: XlsxStyle = { ...BODY, align: 'center', days: true }

/** The month as a workbook: the timesheet, the source of every cell, the violations and their totals. */
export function sheetXlsx(source: PaperSource): Uint8Array {
  const { facts } = source
  return writeXlsx({
    title: `${facts.template.title} ${monthWords(facts.month)}, ${facts.pointName}`,
    madeAt: paperMoment(source),
    sheets: [timesheet(source), sourcesSheet(facts), violationsSheet(facts), violationTotalsSheet(facts)],
  })
}

const text = (value: string | number | null, style: XlsxStyle): XlsxCell => ({ value, style })
const row = (cells: readonly (readonly [column: number, cell: XlsxCell])[], height?: number): XlsxRow => {
  const all: (XlsxCell | null)[] = Array.from({ length: LAST + 1 }, () => null)
  for (const [column, cell] of cells) all[column] = cell
  return height === undefined ? { cells: all } : { cells: all, height }
}

function timesheet(source: PaperSource): XlsxSheet {
  const { facts } = source
  const sheet = monthSheet(facts)
  const rows: XlsxRow[] = []
  const merges: NonNullable<XlsxSheet['merges']>[number][] = []
  const add = (made: XlsxRow, ...spans: readonly (readonly [from: number, to: number])[]): void => {
    for (const [from, to] of spans) merges.push({ rows: [rows.length, rows.length], columns: [from, to] })
    rows.push(made)
  }
  addHead(source, add)
  const headAt = rows.length
  addColumnHeads(sheet, add)
  merges.push(
    ...[0, 1, 2].map((column) => ({
      rows: [headAt, headAt + 1] as [number, number],
      columns: [column, column] as [number, number],
    })),
  )
  for (const each of sheet.rows) add(personRow(each, sheet))
  add(sumRow(sheet), [0, 2])
  add(row([]))
  addFoot(facts, sheet, add)
  return {
    name: 'Bảng chấm công',
    columns: [4.5, 25, 22, ...Array.from({ length: DAYS }, () => 3.9), 9, 9, 9],
    rows,
    merges,
    landscape: true,
    freeze: { rows: headAt + 3, columns: 2 },
    titleRows: [headAt, headAt + 2],
  }
}

type Add = (made: XlsxRow, ...spans: readonly (readonly [from: number, to: number])[]) => void

function addHead(source: PaperSource, add: Add): void {
  const { facts } = source
  const { template } = facts
  const [unit = '', department = '', code = ''] = headLines(facts)
  const left: XlsxStyle = { bold: true }
  const right: XlsxStyle = { bold: true, align: 'center' }
  add(
    row([
      [0, text(unit, left)],
      [RIGHT, text(template.form, right)],
    ]),
    [0, RIGHT - 1],
    [RIGHT, LAST],
  )
  add(
    row([
      [0, text(department, left)],
      [RIGHT, text(template.issued, { italic: true, size: 10, align: 'center' })],
    ]),
    [0, RIGHT - 1],
    [RIGHT, LAST],
  )
  add(row([[0, text(code, {})]]), [0, RIGHT - 1])
  add(row([[0, text(template.title, { bold: true, size: 16, align: 'center' })]], 24), [0, LAST])
  const month = monthWords(facts.month)
  add(row([[0, text(month[0]?.toUpperCase() + month.slice(1), { bold: true, size: 12, align: 'center' })]]), [
    0,
    LAST,
  ])
  const number = template.number === '' ? 'Số: …………' : `Số: ${template.number}`
  add(
    row([
      [0, text(stateLine(source), { italic: true, size: 9 })],
      [RIGHT, text(number, { align: 'center' })],
    ]),
    [0, RIGHT - 1],
    [RIGHT, LAST],
  )
}

function addColumnHeads(sheet: MonthSheet, add: Add): void {
  const group = (name: string): XlsxCell => text(name, HEAD)
  const filled = (from: number, to: number, name: string): [number, XlsxCell][] =>
    Array.from({ length: to - from + 1 }, (_, index) => [from + index, group(index === 0 ? name : '')])
  const names = ['Số TT', 'Họ và tên', 'Ngạch bậc lương hoặc cấp bậc chức vụ']
  const three: [number, XlsxCell][] = names.map((name, column) => [column, group(name)])
  add(
    row([
      ...three,
      ...filled(FIRST_DAY, FIRST_SUM - 1, 'Ngày trong tháng'),
      ...filled(FIRST_SUM, LAST, 'Quy ra công'),
    ]),
    [FIRST_DAY, FIRST_SUM - 1],
    [FIRST_SUM, LAST],
  )
  const days = dayColumns(sheet).map((day, index): [number, XlsxCell] => [
    FIRST_DAY + index,
    text(day === null ? '' : `${index + 1}\n${WEEKDAY_WORDS[day.weekday]}`, {
      ...HEAD,
      shade: day === null || day.rest ? 'rest' : 'head',
    }),
  ])
  const sums = ['Số công hưởng lương thời gian', 'Số công nghỉ không lương', 'Số công hưởng BHXH']
  add(
    row(
      [
        ...[0, 1, 2].map((column): [number, XlsxCell] => [column, group('')]),
        ...days,
        ...sums.map((name, index): [number, XlsxCell] => [FIRST_SUM + index, group(name)]),
      ],
      62,
    ),
  )
  const letters = ['A', 'B', 'C', ...Array.from({ length: DAYS + 3 }, (_, index) => String(index + 1))]
  add(row(letters.map((letter, column) => [column, text(letter, { ...HEAD, bold: false, size: 8 })])))
}

/** The month's days in the form's 31 columns; `null`: the month has no such day. */
const dayColumns = (sheet: MonthSheet): (MonthSheet['dates'][number] | null)[] =>
  Array.from({ length: DAYS }, (_, index) => sheet.dates[index] ?? null)

function personRow(person: SheetRow, sheet: MonthSheet): XlsxRow {
  const days = dayColumns(sheet).map((day, index): [number, XlsxCell] => {
    const cell = person.cells[index]
    const shade = shadeOf(cell, day)
    return [
      FIRST_DAY + index,
      text(cell === undefined ? '' : cellText(cell), {
        ...BODY,
        align: 'center',
        ...(shade === null ? {} : { shade }),
      }),
    ]
  })
  return row(
    [
      [0, text(person.number, { ...BODY, align: 'center' })],
      [1, text(person.name, { ...BODY, wrap: true })],
      [2, text(person.title, { ...BODY, size: 9, wrap: true })],
      ...days,
      ...sumCells(person.sums, SUM),
    ],
    24,
  )
}

function shadeOf(
  cell: SheetCell | undefined,
  day: MonthSheet['dates'][number] | null,
): 'rest' | 'doubt' | null {
  if (cell?.kind === 'undecided') return 'doubt'
  return day === null || day.rest || cell?.kind === 'elsewhere' ? 'rest' : null
}

const sumCells = (sums: SheetRow['sums'], style: XlsxStyle): [number, XlsxCell][] =>
  ([32, 33, 34] as const).map((column, index) => [FIRST_SUM + index, text(sums[column], style)])

function sumRow(sheet: MonthSheet): XlsxRow {
  const blank: [number, XlsxCell][] = Array.from({ length: FIRST_SUM }, (_, column) => [
    column,
    text(column === 0 ? 'Cộng' : '', { ...BODY, bold: true, align: 'center' }),
  ])
  return row([...blank, ...sumCells(sheet.sums, { ...SUM, bold: true })])
}

function addFoot(facts: MonthFacts, sheet: MonthSheet, add: Add): void {
  const legend = sheetLegend(sheet)
    .map(([symbol, meaning]) => `${symbol}: ${meaning}`)
    .join('; ')
  add(
    row([[0, text(`Ký hiệu chấm công: ${legend}.`, { italic: true, size: 9, wrap: true, top: true })]], 40),
    [0, LAST],
  )
  add(row([[RIGHT, text(placeLine(facts), { italic: true, align: 'center' })]]), [RIGHT, LAST])
  const places = [
    [0, 8],
    [9, RIGHT - 1],
    [RIGHT, LAST],
  ] as const
  const signatures = facts.template.signatures.map((name, index): [number, XlsxCell] => [
    places[index]?.[0] ?? 0,
    text(name, { bold: true, align: 'center' }),
  ])
  add(row(signatures), ...places)
  const signed = places.map(([from]): [number, XlsxCell] => [
    from,
    text('(Ký, họ tên)', { italic: true, align: 'center' }),
  ])
  add(row(signed), ...places)
}
