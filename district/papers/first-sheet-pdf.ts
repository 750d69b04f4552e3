import type { Content } from 'pdfmake/interfaces'
import { monthSheet } from '../../core/month/month-sheet.ts'
import { monthWords } from '../../core/month/month-words.ts'
import { sheetLegend } from '../../core/month/sheet-legend.ts'
import { makePdf } from '../print/make-pdf.ts'
import { type PaperTable, violationsTable, violationTotalsTable } from './annex-tables.ts'
import { firstSourcesTable } from './first-sources.ts'
import { headLines, type PaperSource, paperMoment, placeLine, stateLine } from './paper.ts'
import { bodyRows, columnHeads, DAYS, headCell, ruled, sumRow } from './sheet-table.ts'

const SIZES = { title: 7.5, cell: 8 }

/** The month on A4 landscape in the first layout: the timesheet as the form has it, then the annexes, in one file. */
export async function firstSheetPdf(source: PaperSource): Promise<Uint8Array> {
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
        ...annex('Phụ lục I', firstSourcesTable(facts), [84, 46, 34, 106, 120, 96, 80, '*', 34, 32]),
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
        body: [...columnHeads(sheet), ...bodyRows(sheet, SIZES), sumRow(sheet)],
      },
      layout: ruled(),
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
              table.heads.map((each) => headCell(each)),
              ...table.rows.map((row) =>
                row.map((value) => ({
                  text: String(value),
                  ...(typeof value === 'number' ? { alignment: 'center' as const } : {}),
                })),
              ),
            ],
          },
          layout: ruled(),
          fontSize: 8,
        },
  ]
}
