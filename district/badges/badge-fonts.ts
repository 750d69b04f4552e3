import { fileURLToPath } from 'node:url'
import PDFDocument from 'pdfkit'
import { showText } from '../../core/names.ts'
import { tinosFile } from '../print/tinos.ts'

export type Weight = 'regular' | 'bold'

const own = (name: string): string =>
  fileURLToPath(new URL(`../../assets/fonts/BeVietnamPro-${name}.ttf`, import.meta.url))

/** Files of a card's letters: the usual ones, and those for texts with letters the usual ones lack (`ŭ`, `Ƀ`, `ĭ` …). */
export const BADGE_FONTS = {
  regular: { usual: own('Regular'), wide: tinosFile('400Regular') },
  bold: { usual: own('Bold'), wide: tinosFile('700Bold') },
} as const

interface Face {
  hasGlyphForCodePoint(codePoint: number): boolean
}

const faces = new Map<string, Face>()

function faceOf(file: string): Face {
  const held = faces.get(file)
  if (held !== undefined) return held
  // What pdfkit has read of the file; its types keep it to themselves.
  const pdf = new PDFDocument({ autoFirstPage: false }).font(file) as unknown as { _font: { font: Face } }
  faces.set(file, pdf._font.font)
  return pdf._font.font
}

const lacking = (text: string, file: string): readonly string[] =>
  [...new Set(text)].filter((letter) => !faceOf(file).hasGlyphForCodePoint(letter.codePointAt(0) ?? 0))

/** The file that a whole text is set in: one text is never of two fonts. */
export const badgeFont = (text: string, weight: Weight): string => {
  const { usual, wide } = BADGE_FONTS[weight]
  return lacking(text, usual).length === 0 ? usual : wide
}

/** Letters of some texts that no font of a card has, each once; nobody gets a card with a hole in their name. */
export function unprintableLetters(texts: readonly string[]): readonly string[] {
  const { usual, wide } = BADGE_FONTS.bold
  return [
    ...new Set(
      texts
        .map(showText)
        .flatMap((text) => [text, text.toLocaleUpperCase('vi')])
        .filter((text) => lacking(text, usual).length > 0)
        .flatMap((text) => lacking(text, wide)),
    ),
  ]
}
