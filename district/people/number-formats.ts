import { addDays } from '../../core/time.ts'
import { attributeOf, xmlPieces } from './xml-pieces.ts'

/** How the cells of one style show a number. */
export type NumberFormat =
  | { readonly kind: 'plain' }
  | { readonly kind: 'date' }
  /** At least so many digits, with letters around: `"CB"0000`. */
  | { readonly kind: 'digits'; readonly before: string; readonly digits: number; readonly after: string }

const PLAIN: NumberFormat = { kind: 'plain' }
/** Formats without a code of their own that show a date (ECMA-376 part 1, 18.8.30). */
const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58)

function formatOf(code: string): NumberFormat {
  const first = code.split(';')[0] ?? ''
  const bare = first.replace(/"[^"]*"|\\.|\[[^\]]*\]|[_*]./g, '')
  if (/[dy]/i.test(bare) && !/general|[0#?]/i.test(bare)) return { kind: 'date' }
  const literal = (text: string): string => text.replace(/"([^"]*)"|\\(.)|[_*]./g, '$1$2')
  const digits = /^((?:"[^"]*"|\\.|[-_*].)*)(0+)((?:"[^"]*"|\\.|_.)*)$/.exec(first)
  if (digits === null) return PLAIN
  const [, before = '', zeros = '', after = ''] = digits
  return { kind: 'digits', before: literal(before), digits: zeros.length, after: literal(after) }
}

/** What each style of a workbook does to a number, in the order of the styles. @throws {BadArchive} */
export function numberFormats(styles: string | null): readonly NumberFormat[] {
  const codes = new Map<number, string>()
  const formats: NumberFormat[] = []
  let inCells = false
  for (const piece of styles === null ? [] : xmlPieces(styles)) {
    if (piece.kind === 'text') continue
    if (piece.name === 'cellXfs') inCells = piece.kind === 'open' && !piece.empty
    if (piece.kind !== 'open') continue
    if (piece.name === 'numFmt')
      codes.set(
        Number(attributeOf(piece.attributes, 'numFmtId')),
        attributeOf(piece.attributes, 'formatCode') ?? '',
      )
    else if (piece.name === 'xf' && inCells) {
      const id = Number(attributeOf(piece.attributes, 'numFmtId') ?? 0)
      const code = codes.get(id)
      formats.push(code !== undefined ? formatOf(code) : isBuiltInDate(id) ? { kind: 'date' } : PLAIN)
    }
  }
  return formats
}

/** Day numbers beyond the year 2199 are no dates. */
const LAST_DAY = 110_000

/** A number as whoever opens the file sees it; a date as `YYYY-MM-DD`, its time of day left out. */
export function shownNumber(value: string, format: NumberFormat, dayZero: string): string {
  const number = Number(value)
  if (value === '' || !Number.isFinite(number)) return value
  if (format.kind === 'date' && number >= 1 && number < LAST_DAY) return addDays(dayZero, Math.floor(number))
  // `7.9E10` and `12.0` are spreadsheets' own ways of writing.
  if (format.kind !== 'digits' || !Number.isSafeInteger(number) || number < 0) return String(number)
  return `${format.before}${String(number).padStart(format.digits, '0')}${format.after}`
}
