import { execFileSync } from 'node:child_process'
import { FRAME_HEIGHT, FRAME_WIDTH } from './draw-badge-frame.ts'

/** A picture in shades of grey, a byte a pixel. */
export interface GreyPicture {
  readonly width: number
  readonly height: number
  readonly luminance: Uint8Array
}

/** The first page of a PDF (poppler), as a printer would put it on paper. */
export function printedPage(pdf: Buffer, dotsPerInch: number): GreyPicture {
  const pgm = execFileSync('/usr/bin/pdftoppm', ['-r', String(dotsPerInch), '-gray', '-singlefile', '-'], {
    input: pdf,
    maxBuffer: 64 * 1024 * 1024,
  })
  const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(pgm.subarray(0, 64).toString('latin1'))
  if (head === null) throw new Error('pdftoppm made no grey picture')
  return { width: Number(head[1]), height: Number(head[2]), luminance: pgm.subarray(head[0].length) }
}

/** How a sheet is held before the camera. */
export interface SheetLook {
  /** Pixels of the frame for one of the picture's. */
  readonly scale: number
  readonly turnDegrees: number
  /** The point of the picture, as shares of its width and height, that the middle of the frame shows. */
  readonly middle: readonly [x: number, y: number]
}

/** Ink and paper under a lamp, and the desk behind. */
const [INK, PAPER, DESK] = [28, 222, 90]
/** Looks a pixel takes along each of its sides. */
const PARTS = 3

/** Draws one camera picture of a printed sheet. @returns 1280×720 luminance bytes */
export function holdSheet(sheet: GreyPicture, look: SheetLook): Uint8Array<ArrayBuffer> {
  const turn = (look.turnDegrees * Math.PI) / 180
  const [cos, sin] = [Math.cos(turn) / look.scale, Math.sin(turn) / look.scale]
  const [middleX, middleY] = [look.middle[0] * sheet.width, look.middle[1] * sheet.height]
  const at = (x: number, y: number): number => {
    if (x < 0 || y < 0 || x >= sheet.width || y >= sheet.height) return DESK
    const grey = sheet.luminance[Math.floor(y) * sheet.width + Math.floor(x)] as number
    return INK + ((PAPER - INK) * grey) / 255
  }
  const frame = new Uint8Array(FRAME_WIDTH * FRAME_HEIGHT)
  for (let y = 0; y < FRAME_HEIGHT; y++) {
    for (let x = 0; x < FRAME_WIDTH; x++) {
      let sum = 0
      for (let part = 0; part < PARTS * PARTS; part++) {
        const dx = x + ((part % PARTS) + 0.5) / PARTS - FRAME_WIDTH / 2
        const dy = y + (Math.floor(part / PARTS) + 0.5) / PARTS - FRAME_HEIGHT / 2
        sum += at(middleX + cos * dx + sin * dy, middleY + cos * dy - sin * dx)
      }
      frame[y * FRAME_WIDTH + x] = sum / (PARTS * PARTS)
    }
  }
  return frame
}
