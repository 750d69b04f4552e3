import type { TableCell } from 'pdfmake/interfaces'
import { cellText, type MonthSheet } from '../../core/month/month-sheet.ts'
import { countWords, WEEKDAY_WORDS } from '../../core/month/month-words.ts'

/** Days the form has columns for, whatever the month. */
export const DAYS = 31
const REST = '#e7e6e6'
const HEAD = '#ddebf7'
const DOUBT = '#fff2cc'

/** Sizes of letters, points. */
export interface SheetSizes {
  readonly title: number
  readonly cell: number
}

export const headCell = (
  text: string,
  more: Partial<{ colSpan: number; rowSpan: number; fillColor: string }> = {},
) => ({
  text,
  bold: true,
  alignment: 'center' as const,
  fillColor: HEAD,
  ...more,
})

/** The three rows of headings of the form. */
export function columnHeads(sheet: MonthSheet): TableCell[][] {
  const blanks = (count: number): TableCell[] => Array.from({ length: count }, () => ({}))
  const days = Array.from({ length: DAYS }, (_, index): TableCell => {
    const day = sheet.dates[index]
    return headCell(day === undefined ? '' : `${index + 1}\n${WEEKDAY_WORDS[day.weekday]}`, {
      fillColor: day === undefined || day.rest ? REST : HEAD,
    })
  })
  return [
    [
      headCell('Số TT', { rowSpan: 2 }),
      headCell('Họ và tên', { rowSpan: 2 }),
      headCell('Ngạch bậc lương hoặc cấp bậc chức vụ', { rowSpan: 2 }),
      headCell('Ngày trong tháng', { colSpan: DAYS }),
      ...blanks(DAYS - 1),
      headCell('Quy ra công', { colSpan: 3 }),
      ...blanks(2),
    ],
    [
      ...blanks(3),
      ...days,
      headCell('Số công hưởng lương thời gian'),
      headCell('Số công nghỉ không lương'),
      headCell('Số công hưởng BHXH'),
    ],
    ['A', 'B', 'C', ...Array.from({ length: DAYS + 3 }, (_, index) => String(index + 1))].map((letter) => ({
      ...headCell(letter),
      bold: false,
      fontSize: 6.5,
    })),
  ]
}

/** A row a person. */
export const bodyRows = (sheet: MonthSheet, sizes: SheetSizes): TableCell[][] =>
  sheet.rows.map((row) => [
    { text: row.number, alignment: 'center' },
    { text: row.name },
    { text: row.title, fontSize: sizes.title },
    ...Array.from({ length: DAYS }, (_, index): TableCell => {
      const cell = row.cells[index]
      const day = sheet.dates[index]
      const rest = day === undefined || day.rest || cell?.kind === 'elsewhere'
      const fill = cell?.kind === 'undecided' ? DOUBT : rest ? REST : null
      const text = cell === undefined ? '' : cellText(cell)
      return {
        text,
        alignment: 'center',
        fontSize: text.length > 2 ? 6 : sizes.cell,
        ...(fill === null ? {} : { fillColor: fill }),
      }
    }),
    ...([32, 33, 34] as const).map((column) => ({
      text: countWords(row.sums[column]),
      alignment: 'center' as const,
    })),
  ])

export const sumRow = (sheet: MonthSheet): TableCell[] => [
  { text: 'Cộng', bold: true, colSpan: 3, alignment: 'center' },
  ...Array.from({ length: DAYS + 2 }, () => ({ text: '' })),
  ...([32, 33, 34] as const).map((column) => ({
    text: countWords(sheet.sums[column]),
    bold: true,
    alignment: 'center' as const,
  })),
]

/** Thin lines and narrow margins. @param padding above and below a text, points */
export const ruled = (padding = 1.5) => ({
  hLineWidth: () => 0.5,
  vLineWidth: () => 0.5,
  paddingLeft: () => 1.5,
  paddingRight: () => 1.5,
  paddingTop: () => padding,
  paddingBottom: () => padding,
})
