import type { Content } from 'pdfmake/interfaces'
import { type MonthSheet, monthSheet } from '../../core/month/month-sheet.ts'
import { monthWords } from '../../core/month/month-words.ts'
import { paginateSheet } from '../../core/month/paginate-sheet.ts'
import { sheetLegend } from '../../core/month/sheet-legend.ts'
import { makePdf } from '../print/make-pdf.ts'
import { measureHeights } from '../print/measure-heights.ts'
import { headLines, type PaperSource, paperMoment, placeLine, stateLine } from './paper.ts'
import { bodyRows, columnHeads, DAYS, ruled, type SheetSizes, sumRow } from './sheet-table.ts'

/** A4 on its side, points. */
const PAGE = { width: 841.89, height: 595.28 }
const MARGIN = { side: 24, top: 24, bottom: 30 }
/** What a measured height may be off by. */
const SLACK = 2

interface Look extends SheetSizes {
  readonly text: number
  readonly padding: number
  /** Room for a signature. */
  readonly signature: number
}
/** The wide look, and the close one for whom it saves a page. */
const LOOKS: readonly Look[] = [
  { text: 8, title: 7.5, cell: 8, padding: 1.5, signature: 48 },
  { text: 7.5, title: 6.5, cell: 7.5, padding: 0.9, signature: 42 },
]

/**
 * The timesheet alone, A4 landscape, as the form has it: headings on every page, the signatures on the last one below
 * the last rows.
 */
export async function sheetPdf(source: PaperSource): Promise<Uint8Array> {
  const { facts } = source
  const sheet = monthSheet(facts)
  const title = `${facts.template.title} ${monthWords(facts.month)}, ${facts.pointName}`
  const planned = []
  for (const look of LOOKS) planned.push({ look, starts: await planPages(source, sheet, look) })
  const [wide, close] = planned
  if (wide === undefined || close === undefined) throw new Error('no look')
  const { look, starts } = close.starts.length < wide.starts.length ? close : wide
  return makePdf(
    {
      pageSize: 'A4',
      pageOrientation: 'landscape',
      pageMargins: [MARGIN.side, MARGIN.top, MARGIN.side, MARGIN.bottom],
      defaultStyle: { fontSize: 9 },
      footer: (page, pages) => ({
        columns: [
          { text: stateLine(source), fontSize: 7, italics: true },
          { text: `${page}/${pages}`, fontSize: 8, alignment: 'right', width: 60 },
        ],
        margin: [MARGIN.side, 8, MARGIN.side, 0],
      }),
      content: [
        ...above(source),
        ...starts
          .slice(0, -1)
          .map((from, page) => table(sheet, look, from, starts[page + 1] ?? from, page > 0)),
        ...below(source, sheet, look),
      ],
    },
    { title, madeAt: paperMoment(source) },
  )
}

/** Where each page begins, by the heights that everything takes when it is set on one endless page. */
async function planPages(source: PaperSource, sheet: MonthSheet, look: Look): Promise<readonly number[]> {
  const rows = sheet.rows.length
  const tops = await measureHeights(
    [
      ...above(source),
      table(sheet, look, 0, rows, false),
      ...below(source, sheet, look),
      { text: '.', id: 'end' },
    ],
    { width: PAGE.width, margins: [MARGIN.side, 0, MARGIN.side, 0], fontSize: 9 },
  )
  const top = (id: string): number => tops.get(id) ?? 0
  const ends = [...sheet.rows.map(({ number }) => top(`row-${number}`)), top('sum')]
  return paginateSheet(
    {
      before: top('heads'),
      heads: (ends[0] ?? 0) - top('heads'),
      rows: sheet.rows.map((_, index) => (ends[index + 1] ?? 0) - (ends[index] ?? 0)),
      tail: top('end') - top('sum'),
    },
    PAGE.height - MARGIN.top - MARGIN.bottom - SLACK,
  )
}

function above({ facts }: PaperSource): Content[] {
  const { template } = facts
  const month = monthWords(facts.month)
  const [unit = '', department = '', code = ''] = headLines(facts)
  const number = template.number === '' ? 'Số: …………' : `Số: ${template.number}`
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
    { text: template.title, bold: true, fontSize: 15, alignment: 'center', margin: [0, 2, 0, 0] },
    {
      columns: [
        { text: '', width: 160 },
        {
          text: month[0]?.toUpperCase() + month.slice(1),
          bold: true,
          fontSize: 11,
          alignment: 'center',
          width: '*',
        },
        { text: number, alignment: 'right', width: 160 },
      ],
      margin: [0, 0, 0, 3],
    },
  ]
}

/** Rows of people from one to another, under the headings; the sums after the last of all. */
function table(sheet: MonthSheet, look: Look, from: number, to: number, newPage: boolean): Content {
  const heads = columnHeads(sheet)
  if (from === 0) heads[0]?.splice(0, 1, { ...(heads[0][0] as object), id: 'heads' } as never)
  const rows = bodyRows(sheet, look)
    .map(([number, ...cells], index) => [
      { ...(number as object), id: `row-${index + 1}` } as never,
      ...cells,
    ])
    .slice(from, to)
  const sums = sumRow(sheet).map((cell, index) =>
    index === 0 ? ({ ...(cell as object), id: 'sum' } as never) : cell,
  )
  return {
    ...(newPage ? { pageBreak: 'before' as const } : {}),
    table: {
      dontBreakRows: true,
      widths: [16, 96, '*', ...Array.from({ length: DAYS }, () => 11.6), 30, 30, 30],
      body: [...heads, ...rows, ...(to === sheet.rows.length ? [sums] : [])],
    },
    layout: ruled(look.padding),
    fontSize: look.text,
  }
}

function below({ facts }: PaperSource, sheet: MonthSheet, look: Look): Content[] {
  const legend = sheetLegend(sheet).map(([symbol, meaning]) => `${symbol}: ${meaning}`)
  return [
    {
      text: `Ký hiệu chấm công: ${legend.join('; ')}.`,
      italics: true,
      fontSize: look.text,
      margin: [0, 3, 0, 3],
    },
    { text: placeLine(facts), italics: true, fontSize: 10, alignment: 'right', margin: [0, 0, 40, 2] },
    {
      columns: facts.template.signatures.map((name) => ({
        stack: [
          { text: name, bold: true },
          { text: '(Ký, họ tên)', italics: true, margin: [0, 0, 0, look.signature] as const },
        ],
        alignment: 'center' as const,
      })),
      fontSize: 10,
    },
  ] as Content[]
}
