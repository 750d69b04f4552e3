import { Document, Header, PageNumber, Paragraph, TextRun } from 'docx'
import { monthWords } from '../../core/month/month-words.ts'
import { bodyText, FONT, letterFoot, letterHead, paragraph, plainTable } from '../print/letter-parts.ts'
import { makeDocx } from '../print/make-docx.ts'
import { type PaperTable, violationsTable, violationTotalsTable } from './annex-tables.ts'
import { type PaperSource, paperMoment, stateLine } from './paper.ts'
import { reportSections, reportTitle } from './report-text.ts'

const MM = 56.7
/** Of the width, one a column of each annex. */
const TOTAL_SHARES = [16, 13, ...Array.from({ length: 10 }, () => 7.4)]
const LIST_SHARES = [17, 12, 8, 14, 9, 9, 6, 7, 24]

/** The monthly report in the layout of Nghị định 30/2020/NĐ-CP, Annex I: A4, Times New Roman, page numbers from page 2. */
export async function reportDocx(source: PaperSource): Promise<Uint8Array> {
  const { facts } = source
  const { template, organisationName, parentName, pointName } = facts
  const { report } = template
  const title = reportTitle(facts)
  const document = new Document({
    creator: 'Giờ Giấc',
    title,
    styles: { default: { document: { run: { font: FONT, size: 28, language: { value: 'vi-VN' } } } } },
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: { width: 210 * MM, height: 297 * MM },
            margin: { top: 20 * MM, bottom: 20 * MM, left: 30 * MM, right: 18 * MM, header: 10 * MM },
          },
        },
        headers: {
          first: new Header({ children: [new Paragraph('')] }),
          default: new Header({
            children: [
              new Paragraph({
                alignment: 'center',
                children: [new TextRun({ children: [PageNumber.CURRENT], font: FONT, size: 26 })],
              }),
            ],
          }),
        },
        children: [
          letterHead({
            superior: report.superior || (parentName ?? ''),
            issuer: report.issuer || organisationName,
            number: report.number,
            place: template.place,
            year: facts.month.slice(0, 4),
          }),
          paragraph('BÁO CÁO', { bold: true, size: 28, alignment: 'center', before: 18 }),
          paragraph(title, { bold: true, size: 28, alignment: 'center' }),
          paragraph('————————', { alignment: 'center', size: 20, after: 6 }),
          paragraph(`Kính gửi: ${report.addressee || (parentName ?? '…………')}`, {
            alignment: 'center',
            before: 6,
            after: 6,
          }),
          ...reportSections(source).flatMap(({ heading, lines }) => [
            paragraph(heading, { bold: true, before: 6, indent: true, keepNext: facts.layout > 1 }),
            ...lines.map((line) => bodyText(line)),
          ]),
          letterFoot({
            recipients: report.recipients,
            authority: report.authority,
            title: report.signerTitle,
            name: report.signer,
          }),
          ...annex(
            'Phụ lục I',
            `Tổng hợp theo người, ${pointName}, ${monthWords(facts.month)}`,
            violationTotalsTable(facts),
            TOTAL_SHARES,
          ),
          ...annex(
            'Phụ lục II',
            `Danh sách ghi nhận, ${pointName}, ${monthWords(facts.month)}`,
            violationsTable(facts),
            LIST_SHARES,
          ),
          // Which closing it belongs to is nothing the report says: it stands below everything, small.
          ...(facts.layout === 1
            ? []
            : [paragraph(stateLine(source), { italics: true, size: 16, before: 12 })]),
        ],
      },
    ],
  })
  return makeDocx(document, { title, madeAt: paperMoment(source) })
}

function annex(name: string, title: string, table: PaperTable, shares: readonly number[]) {
  return [
    paragraph(name, { bold: true, alignment: 'center', pageBreakBefore: true }),
    paragraph(title.toUpperCase(), { bold: true, alignment: 'center', size: 26, after: 6 }),
    table.rows.length === 0 ? bodyText('Không có.') : plainTable(table.heads, table.rows, shares),
  ]
}
