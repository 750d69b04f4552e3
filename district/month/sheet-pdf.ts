import type { Content, TableCell } from 'pdfmake/interfaces'
import { cellText, type MonthSheet, monthSheet } from '../../core/month/month-sheet.ts'
import { countWords, monthWords, WEEKDAY_WORDS } from '../../core/month/month-words.ts'
import { sheetLegend } from '../../core/month/sheet-legend.ts'
import { makePdf } from '../print/make-pdf.ts'
import { type PaperTable, sourcesTable, violationsTable, violationTotalsTable } from './annex-tables.ts'
import { headLines, type PaperSource, paperMoment, placeLine, stateLine } from './paper.ts'

const DAYS = 31
const REST = '#e7e6e6'
const HEAD = '#ddebf7'
const DOUBT = '#fff2cc'

const LINES = {
  hLineWidth: () => 0.5,
  vLineWidth: () => 0.5,
  paddingLeft: () => 1.5,
  paddingRight: () => 1.5,
  paddingTop: () => 1.5,
  paddingBottom: () => 1.5,
}

/** The month on A4 landscape: the timesheet as the form has it, then the annexes. */
export async function sheetPdf(source: PaperSource): Promise<Uint8Array> {
  const { facts } = source
  const title = `${facts.template.title} ${monthWords(facts.month)}, ${facts.pointName}`
  return makePdf(
    {
      pageSize: 'A4',
      pageOrientation: 'landscape',
      pageMargins: [28, 30, 28, 32],
      defaultStyle: { fontSize: 9 },
      footer: (page, pages) => ({
        columns: [
          { text: stateLine(source), fontSize: 7, italics: true },
          { text: `${page}/${pages}`, fontSize: 8, alignment: 'right' },
        ],
        margin: [28, 8, 28, 0],
      }),
      content: [
        ...timesheet(source),
        ...annex('Phụ lục I', sourcesTable(facts), [84, 46, 34, 106, 120, 96, 80, '*', 34, 32]),
        ...annex('Phụ lục II', violationTotalsTable(facts), [
          110,
          '*',
          ...Array.from({ length: 10 }, () => 44),
        ]),
        ...annex('Phụ lục III', violationsTable(facts), [120, 54, 50, 110, 70, 80, 44, 44, '*']),
      ],
    },
    { title, madeAt: paperMoment(source) },
  )
}

function timesheet(source: PaperSource): Content[] {
  const { facts } = source
  const { template } = facts
  const sheet = monthSheet(facts)
  const month = monthWords(facts.month)
  const [unit = '', department = '', code = ''] = headLines(facts)
  return [
    {
      columns: [
        [{ text: unit, bold: true }, { text: department, bold: true }, { text: code }],
        {
          width: 380,
          stack: [
            { text: template.form, bold: true },
            { text: template.issued, italics: true },
          ],
          alignment: 'center',
        },
      ],
      fontSize: 10,
    },
    { text: template.title, bold: true, fontSize: 15, alignment: 'center', margin: [0, 4, 0, 0] },
    { text: month[0]?.toUpperCase() + month.slice(1), bold: true, fontSize: 11, alignment: 'center' },
    {
      text: template.number === '' ? 'Số: …………' : `Số: ${template.number}`,
      alignment: 'right',
      margin: [0, 0, 40, 3],
    },
    {
      table: {
        headerRows: 3,
        dontBreakRows: true,
        keepWithHeaderRows: 1,
        widths: [17, 96, 74, ...Array.from({ length: DAYS }, () => 11.6), 30, 30, 30],
        body: [...columnHeads(sheet), ...bodyRows(sheet), sumRow(sheet)],
      },
      layout: LINES,
      fontSize: 8,
    },
    {
      text: `Ký hiệu chấm công: ${sheetLegend(sheet)
        .map(([symbol, meaning]) => `${symbol}: ${meaning}`)
        .join('; ')}.`,
      italics: true,
      fontSize: 8,
      margin: [0, 4, 0, 4],
    },
    {
      unbreakable: true,
      stack: [
        { text: placeLine(facts), italics: true, alignment: 'right', margin: [0, 0, 40, 2] },
        {
          columns: template.signatures.map((name) => ({
            stack: [
              { text: name, bold: true },
              { text: '(Ký, họ tên)', italics: true, margin: [0, 0, 0, 48] },
            ],
            alignment: 'center' as const,
          })),
        },
      ],
      fontSize: 10,
    },
  ]
}

const head = (text: string, more: Partial<{ colSpan: number; rowSpan: number; fillColor: string }> = {}) => ({
  text,
  bold: true,
  alignment: 'center' as const,
  fillColor: HEAD,
  ...more,
})

function columnHeads(sheet: MonthSheet): TableCell[][] {
  const blanks = (count: number): TableCell[] => Array.from({ length: count }, () => ({}))
  const days = Array.from({ length: DAYS }, (_, index): TableCell => {
    const day = sheet.dates[index]
    return head(day === undefined ? '' : `${index + 1}\n${WEEKDAY_WORDS[day.weekday]}`, {
      fillColor: day === undefined || day.rest ? REST : HEAD,
    })
  })
  return [
    [
      head('Số TT', { rowSpan: 2 }),
      head('Họ và tên', { rowSpan: 2 }),
      head('Ngạch bậc lương hoặc cấp bậc chức vụ', { rowSpan: 2 }),
      head('Ngày trong tháng', { colSpan: DAYS }),
      ...blanks(DAYS - 1),
      head('Quy ra công', { colSpan: 3 }),
      ...blanks(2),
    ],
    [
      ...blanks(3),
      ...days,
      head('Số công hưởng lương thời gian'),
      head('Số công nghỉ không lương'),
      head('Số công hưởng BHXH'),
    ],
    ['A', 'B', 'C', ...Array.from({ length: DAYS + 3 }, (_, index) => String(index + 1))].map((letter) => ({
      ...head(letter),
      bold: false,
      fontSize: 6.5,
    })),
  ]
}

function bodyRows(sheet: MonthSheet): TableCell[][] {
  return sheet.rows.map((row) => [
    { text: row.number, alignment: 'center' },
    { text: row.name },
    { text: row.title, fontSize: 7.5 },
    ...Array.from({ length: DAYS }, (_, index): TableCell => {
      const cell = row.cells[index]
      const day = sheet.dates[index]
      const rest = day === undefined || day.rest || cell?.kind === 'elsewhere'
      const fill = cell?.kind === 'undecided' ? DOUBT : rest ? REST : null
      const text = cell === undefined ? '' : cellText(cell)
      return {
        text,
        alignment: 'center',
        fontSize: text.length > 2 ? 6 : 8,
        ...(fill === null ? {} : { fillColor: fill }),
      }
    }),
    ...([32, 33, 34] as const).map((column) => ({
      text: countWords(row.sums[column]),
      alignment: 'center' as const,
    })),
  ])
}

function sumRow(sheet: MonthSheet): TableCell[] {
  return [
    { text: 'Cộng', bold: true, colSpan: 3, alignment: 'center' },
    ...Array.from({ length: DAYS + 2 }, () => ({ text: '' })),
    ...([32, 33, 34] as const).map((column) => ({
      text: countWords(sheet.sums[column]),
      bold: true,
      alignment: 'center' as const,
    })),
  ]
}

function annex(name: string, table: PaperTable, widths: (number | '*')[]): Content[] {
  return [
    { text: name, bold: true, fontSize: 12, alignment: 'center', pageBreak: 'before' },
    { text: table.title.toUpperCase(), bold: true, fontSize: 12, alignment: 'center', margin: [0, 0, 0, 6] },
    table.rows.length === 0
      ? { text: 'Không có.', italics: true, alignment: 'center' }
      : {
          table: {
            headerRows: 1,
            dontBreakRows: true,
            widths,
            body: [
              table.heads.map((each) => head(each)),
              ...table.rows.map((row) =>
                row.map((value) => ({
                  text: String(value),
                  ...(typeof value === 'number' ? { alignment: 'center' as const } : {}),
                })),
              ),
            ],
          },
          layout: LINES,
          fontSize: 8,
        },
  ]
}
