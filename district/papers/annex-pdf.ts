import type { MonthFacts } from '../../core/month/month-facts.ts'
import { monthWords } from '../../core/month/month-words.ts'
import { makePdf } from '../print/make-pdf.ts'
import { type PaperTable, sourcesTable, violationsTable, violationTotalsTable } from './annex-tables.ts'
import { headLines, type PaperSource, paperMoment, stateLine } from './paper.ts'
import { headCell, ruled } from './sheet-table.ts'

const SIDE = 28

/** An annex of the timesheet as a file of its own, A4 landscape, its headings on every page. */
const annexPdf =
  (name: string, tableOf: (facts: MonthFacts) => PaperTable, widths: (number | '*')[]) =>
  (source: PaperSource): Promise<Uint8Array> => {
    const { facts } = source
    const table = tableOf(facts)
    return makePdf(
      {
        pageSize: 'A4',
        pageOrientation: 'landscape',
        pageMargins: [SIDE, 30, SIDE, 32],
        defaultStyle: { fontSize: 9 },
        footer: (page, pages) => ({
          columns: [
            { text: stateLine(source), fontSize: 7, italics: true },
            { text: `${page}/${pages}`, fontSize: 8, alignment: 'right', width: 60 },
          ],
          margin: [SIDE, 8, SIDE, 0],
        }),
        content: [
          { text: headLines(facts).slice(0, 2).join('\n'), bold: true },
          { text: name, bold: true, fontSize: 12, alignment: 'center', margin: [0, 4, 0, 0] },
          { text: table.title.toUpperCase(), bold: true, fontSize: 12, alignment: 'center' },
          {
            text: `(Kèm theo bảng chấm công ${monthWords(facts.month)})`,
            italics: true,
            alignment: 'center',
            margin: [0, 0, 0, 6],
          },
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
          { text: (table.notes ?? []).join('\n'), fontSize: 8, italics: true, margin: [0, 4, 0, 0] },
        ],
      },
      { title: `${table.title} ${monthWords(facts.month)}, ${facts.pointName}`, madeAt: paperMoment(source) },
    )
  }

export const sourcesPdf = annexPdf('Phụ lục I', sourcesTable, [104, 46, 36, 108, 150, '*', 110, 40, 40])
export const violationTotalsPdf = annexPdf('Phụ lục II', violationTotalsTable, [
  110,
  '*',
  ...Array.from({ length: 10 }, () => 46),
])
export const violationsPdf = annexPdf('Phụ lục III', violationsTable, [120, 54, 50, 110, 70, 80, 44, 44, '*'])
