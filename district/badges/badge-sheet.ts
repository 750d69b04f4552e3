import PDFDocument from 'pdfkit'
import { create as createQr } from 'qrcode'
import { showText } from '../../core/names.ts'
import { BADGE_FONTS, badgeFont, type Weight } from './badge-fonts.ts'
import { fitText } from './fit-text.ts'

/** What stands on one card (Quyết định 06/2008/QĐ-BNV: managing body, photo, full name, title, number). */
export interface Card {
  /** The body above, in small letters; empty: none. */
  readonly superior: string
  readonly agency: string
  readonly name: string
  readonly title: string
  /** The officer's number, or the badge's own. */
  readonly number: string
  /** The digits of the QR. */
  readonly code: string
}

export interface SheetOptions {
  readonly layout: 'a4' | 'card'
  readonly photo: 'none' | 'frame'
  /** When it was made, UTC ms. */
  readonly madeAt: number
  /** A JPEG for the frame of the only card. */
  readonly picture?: Uint8Array
}

export interface SheetToPrint {
  readonly cards: readonly Card[]
  readonly options: SheetOptions
}

const MM = 72 / 25.4
/** ISO ID-1, the size of card holders. */
const CARD = { width: 85.6 * MM, height: 53.98 * MM }
const A4 = { width: 210 * MM, height: 297 * MM, columns: 2, rows: 5 }
const MARK = 4 * MM
/** Of the QR without its quiet zone: modules of 0.92 mm. */
const QR_SIZE = 23 * MM
/** Four modules around the QR stay white. */
const QUIET = (QR_SIZE / 25) * 4
const PHOTO = { width: 20 * MM, height: 26 * MM }
const INK = '#12262d'
const BAND = '#0a4454'

type Pdf = InstanceType<typeof PDFDocument>

/** The cards as a PDF to print on card stock; fonts are embedded with just the letters that are used. */
export function badgeSheet(cards: readonly Card[], options: SheetOptions): Promise<Buffer> {
  const size = options.layout === 'a4' ? A4 : CARD
  const pdf = new PDFDocument({
    size: [size.width, size.height],
    margin: 0,
    autoFirstPage: false,
    info: { Title: 'Thẻ', Creator: 'Giờ Giấc', CreationDate: new Date(options.madeAt) },
    lang: 'vi',
  })
  const chunks: Buffer[] = []
  const done = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
    pdf.on('end', () => resolve(Buffer.concat(chunks)))
    pdf.on('error', reject)
  })
  const perPage = options.layout === 'a4' ? A4.columns * A4.rows : 1
  for (const [index, card] of cards.entries()) {
    const place = index % perPage
    if (place === 0) pdf.addPage()
    if (options.layout === 'card') drawCard(pdf, card, 0, 0, options)
    else {
      const x = (A4.width - A4.columns * CARD.width) / 2 + (place % A4.columns) * CARD.width
      const y = (A4.height - A4.rows * CARD.height) / 2 + Math.floor(place / A4.columns) * CARD.height
      drawCard(pdf, card, x, y, options)
      if (place === perPage - 1 || index === cards.length - 1) {
        drawCutMarks(pdf)
        drawCutLines(pdf, Math.ceil((place + 1) / A4.columns))
      }
    }
  }
  pdf.end()
  return done
}

/** Short lines in the margins, in line with every edge of the cards. */
function drawCutMarks(pdf: Pdf): void {
  const left = (A4.width - A4.columns * CARD.width) / 2
  const top = (A4.height - A4.rows * CARD.height) / 2
  const right = A4.width - left
  const bottom = A4.height - top
  pdf.lineWidth(0.4).strokeColor('#7a8a90')
  for (let column = 0; column <= A4.columns; column++) {
    const x = left + column * CARD.width
    pdf.moveTo(x, top - 1.5).lineTo(x, top - 1.5 - MARK)
    pdf.moveTo(x, bottom + 1.5).lineTo(x, bottom + 1.5 + MARK)
  }
  for (let row = 0; row <= A4.rows; row++) {
    const y = top + row * CARD.height
    pdf.moveTo(left - 1.5, y).lineTo(left - 1.5 - MARK, y)
    pdf.moveTo(right + 1.5, y).lineTo(right + 1.5 + MARK, y)
  }
  pdf.stroke()
}

/** Thin lines between the columns: there cards of one colour meet; rows part by themselves, where a band begins. */
function drawCutLines(pdf: Pdf, rows: number): void {
  const top = (A4.height - A4.rows * CARD.height) / 2
  pdf.lineWidth(0.4).strokeColor('#7a8a90')
  for (let column = 1; column < A4.columns; column++) {
    const x = (A4.width - A4.columns * CARD.width) / 2 + column * CARD.width
    pdf.moveTo(x, top).lineTo(x, top + rows * CARD.height)
  }
  pdf.stroke()
}

function drawCard(pdf: Pdf, card: Card, x: number, y: number, { photo, picture }: SheetOptions): void {
  const pad = 4 * MM
  const inner = CARD.width - 2 * pad
  const head = 14.5 * MM
  pdf.rect(x, y, CARD.width, head).fill(BAND)
  const superior = showText(card.superior).toLocaleUpperCase('vi')
  const agency = showText(card.agency).toLocaleUpperCase('vi')
  const agencyRoom = { x: x + pad, width: inner, lines: superior === '' ? 2 : 1, largest: 10.5, smallest: 6 }
  if (superior !== '') {
    drawText(pdf, superior, 'regular', '#ffffff', {
      ...agencyRoom,
      y: y + 2.4 * MM,
      height: 4 * MM,
      largest: 7,
      smallest: 5,
    })
  }
  const agencyTop = superior === '' ? y + 1.5 * MM : y + 6.6 * MM
  drawText(pdf, agency, 'bold', '#ffffff', {
    ...agencyRoom,
    y: agencyTop,
    height: superior === '' ? 11.5 * MM : 6 * MM,
  })
  const qrX = x + CARD.width - pad - QR_SIZE
  const qrY = y + head + (CARD.height - head - QR_SIZE) / 2
  const hasPhoto = photo === 'frame'
  const photoY = y + head + (CARD.height - head - PHOTO.height) / 2
  if (hasPhoto && picture !== undefined) {
    pdf
      .save()
      .rect(x + pad, photoY, PHOTO.width, PHOTO.height)
      .clip()
    pdf.image(Buffer.from(picture), x + pad, photoY, {
      cover: [PHOTO.width, PHOTO.height],
      align: 'center',
      valign: 'center',
    })
    pdf.restore()
  } else if (hasPhoto) drawFrame(pdf, x + pad, photoY)
  const textX = x + pad + (hasPhoto ? PHOTO.width + 2 * MM : 0)
  const room = { x: textX, width: qrX - QUIET - textX }
  drawText(pdf, showText(card.name), 'bold', INK, {
    ...room,
    y: y + head + 6 * MM,
    height: 15 * MM,
    lines: hasPhoto ? 3 : 2,
    largest: hasPhoto ? 11 : 14,
    smallest: 7,
  })
  drawText(pdf, showText(card.title), 'regular', INK, {
    ...room,
    y: y + head + 21 * MM,
    height: 8 * MM,
    lines: 2,
    largest: 9,
    smallest: 6,
  })
  drawText(pdf, `Số: ${showText(card.number)}`, 'bold', INK, {
    ...room,
    y: y + head + 30.5 * MM,
    height: 5 * MM,
    lines: 1,
    largest: 9,
    smallest: 6,
  })
  drawQr(pdf, card.code, qrX, qrY)
}

/** Where a photo is stuck on. */
function drawFrame(pdf: Pdf, x: number, y: number): void {
  pdf.rect(x, y, PHOTO.width, PHOTO.height).lineWidth(0.5).dash(2, { space: 2 }).stroke('#7a8a90').undash()
  pdf.font(BADGE_FONTS.regular.usual).fontSize(6).fillColor('#5b6b71')
  pdf.text('Ảnh 2 × 2,6 cm', x, y + PHOTO.height / 2 - 4, { width: PHOTO.width, align: 'center' })
}

interface TextRoom {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly lines: number
  readonly largest: number
  readonly smallest: number
}

function drawText(pdf: Pdf, text: string, weight: Weight, color: string, room: TextRoom): void {
  if (text === '') return
  pdf.font(badgeFont(text, weight))
  const fitted = fitText(text, room, (piece, size) => pdf.fontSize(size).widthOfString(piece))
  const step = fitted.size * 1.25
  const top = room.y + Math.max(0, (room.height - step * fitted.lines.length) / 2)
  pdf.fontSize(fitted.size).fillColor(color)
  for (const [index, line] of fitted.lines.entries()) {
    pdf.text(line, room.x, top + index * step, { lineBreak: false })
  }
}

/** Numeric mode, version 2, level M: 25 modules a side. */
function drawQr(pdf: Pdf, code: string, x: number, y: number): void {
  const { modules } = createQr([{ data: code, mode: 'numeric' }], { version: 2, errorCorrectionLevel: 'M' })
  const module = QR_SIZE / modules.size
  for (let row = 0; row < modules.size; row++) {
    let from = 0
    while (from < modules.size) {
      if (!modules.get(row, from)) {
        from++
        continue
      }
      let to = from
      while (to < modules.size && modules.get(row, to)) to++
      // A hair higher than its row, so that no viewer shows a seam between two.
      pdf.rect(x + from * module, y + row * module, (to - from) * module, module * 1.02)
      from = to
    }
  }
  pdf.fill('#000000')
}
