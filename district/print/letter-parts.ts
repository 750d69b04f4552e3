import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import { tidyText } from '../../core/names.ts'

/** Parts of official letters and reports (Nghị định 30/2020/NĐ-CP, Annex I); sizes in half points. */
export const FONT = 'Times New Roman'
const TEXT_SIZE = 28
/** First line of a paragraph: 1.27 cm, in twentieths of a point. */
const INDENT = 720

export interface ParagraphLook {
  readonly bold?: boolean
  readonly italics?: boolean
  readonly size?: number
  readonly alignment?: 'center' | 'left' | 'right' | 'both'
  /** Points. */
  readonly before?: number
  readonly after?: number
  readonly indent?: boolean
  readonly pageBreakBefore?: boolean
  /** Never the last line of a page. */
  readonly keepNext?: boolean
}

/** What a word processor cannot hold in a text is left out. */
const clean = (text: string): string => text.toWellFormed().replace(/[\p{Cc}\ufffe\uffff]/gu, ' ')

export function paragraph(text: string, look: ParagraphLook = {}): Paragraph {
  const { bold = false, italics = false, size = TEXT_SIZE, alignment = 'left', before = 0, after = 0 } = look
  return new Paragraph({
    alignment,
    spacing: { before: before * 20, after: after * 20 },
    ...(look.indent ? { indent: { firstLine: INDENT } } : {}),
    ...(look.pageBreakBefore ? { pageBreakBefore: true } : {}),
    ...(look.keepNext ? { keepNext: true } : {}),
    children: [new TextRun({ text: clean(text), bold, italics, size, font: FONT })],
  })
}

/** A paragraph of the body: justified, first line indented, 6 points before the next. */
export const bodyText = (text: string): Paragraph =>
  paragraph(text, { alignment: 'both', indent: true, after: 6 })

const NO_BORDER = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const
const NO_BORDERS = {
  top: NO_BORDER,
  bottom: NO_BORDER,
  left: NO_BORDER,
  right: NO_BORDER,
  insideHorizontal: NO_BORDER,
  insideVertical: NO_BORDER,
}

const twoColumns = (
  left: readonly Paragraph[],
  right: readonly Paragraph[],
  widths: [number, number],
): Table =>
  new Table({
    layout: TableLayoutType.FIXED,
    width: { size: widths[0] + widths[1], type: WidthType.DXA },
    columnWidths: widths,
    borders: NO_BORDERS,
    rows: [
      new TableRow({
        cantSplit: true,
        children: [left, right].map(
          (children, index) =>
            new TableCell({
              width: { size: widths[index] ?? 0, type: WidthType.DXA },
              children: [...children],
            }),
        ),
      }),
    ],
  })

const RULE = '———————'

/** Boxes 1 to 4: state and motto, superior and issuing body, number, place and date. */
export function letterHead(head: {
  readonly superior: string
  readonly issuer: string
  readonly number: string
  readonly place: string
  readonly year: string
}): Table {
  const centred = (text: string, look: ParagraphLook) => paragraph(text, { ...look, alignment: 'center' })
  return twoColumns(
    [
      ...(head.superior === '' ? [] : [centred(head.superior.toUpperCase(), { size: 24 })]),
      centred(head.issuer.toUpperCase(), { size: 24, bold: true }),
      centred(RULE, { size: 16 }),
      centred(`Số: ${head.number}`, { size: 26, before: 4 }),
    ],
    [
      centred('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { size: 24, bold: true }),
      centred('Độc lập - Tự do - Hạnh phúc', { size: 26, bold: true }),
      centred('————————————————', { size: 16 }),
      centred(`${tidyText(head.place) || '…………'}, ngày      tháng      năm ${head.year}`, {
        size: 26,
        italics: true,
        before: 4,
      }),
    ],
    [3_700, 5_480],
  )
}

/** Boxes 7 and 9: who receives it, and who signs. */
export function letterFoot(foot: {
  readonly recipients: readonly string[]
  readonly authority: string
  readonly title: string
  readonly name: string
}): Table {
  const right = (text: string, look: ParagraphLook = {}) =>
    paragraph(text, { bold: true, alignment: 'center', ...look })
  return twoColumns(
    [
      paragraph('Nơi nhận:', { size: 24, bold: true, italics: true, before: 12 }),
      ...foot.recipients.map((recipient) => paragraph(recipient, { size: 22 })),
    ],
    [
      right(foot.authority.toUpperCase(), { before: 12 }),
      right(foot.title.toUpperCase(), { after: 72 }),
      right(foot.name),
    ],
    [4_200, 4_980],
  )
}

/** Width of the text between the margins, twentieths of a point. */
const TEXT_WIDTH = 9_180

/** A ruled table over the width of the text. @param shares of the width, one a column */
export function plainTable(
  heads: readonly string[],
  rows: readonly (readonly (string | number)[])[],
  shares: readonly number[],
): Table {
  const whole = shares.reduce((sum, share) => sum + share, 0)
  const widths = shares.map((share) => Math.floor((TEXT_WIDTH * share) / whole))
  const cell = (value: string | number, column: number, bold: boolean) =>
    new TableCell({
      width: { size: widths[column] ?? 0, type: WidthType.DXA },
      margins: { left: 30, right: 30, top: 20, bottom: 20 },
      children: [
        paragraph(String(value), {
          bold,
          size: bold ? 16 : 18,
          alignment: bold || typeof value === 'number' ? AlignmentType.CENTER : AlignmentType.LEFT,
        }),
      ],
    })
  const line = (row: readonly (string | number)[], isHead: boolean) =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: row.map((value, column) => cell(value, column, isHead)),
    })
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    rows: [line(heads, true), ...rows.map((row) => line(row, false))],
  })
}
