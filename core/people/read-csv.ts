/** Rows of cells; `unclosed` names the line on which a quoted cell begins that never ends. */
export type CsvTable =
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'unclosed'; readonly line: number }
  | { readonly kind: 'too-large' }

export interface TableLimits {
  readonly rows: number
  readonly columns: number
  readonly cellLength: number
}

/** Lines that are looked at for the separator. */
const FIRST_LINES = 40

/**
 * The separator, outside quotes, that most of the first lines have equally often: a title above the headings has
 * commas of its own.
 */
function separatorOf(text: string): string {
  const lines = text
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r\n|\r|\n/, FIRST_LINES)
    .filter((line) => line.trim() !== '')
  const weight = (sign: string): number => {
    const counts = Map.groupBy(
      lines.map((line) => line.split(sign).length - 1).filter((count) => count > 0),
      (count) => count,
    )
    return Math.max(0, ...[...counts].map(([count, same]) => same.length + count / 1_000))
  }
  return [';', '\t'].reduce((best, sign) => (weight(sign) > weight(best) ? sign : best), ',')
}

/** Reads RFC 4180 text with any of the separators that spreadsheets write; a line's own end of any kind. */
export function readCsv(text: string, limits: TableLimits): CsvTable {
  const source = text.replace(/^\ufeff/, '').replace(/^sep=.\r?\n/i, '')
  const separator = separatorOf(source)
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quotedSince: number | null = null
  let line = 1
  const endCell = () => {
    row.push(cell)
    cell = ''
  }
  const endRow = () => {
    endCell()
    rows.push(row)
    row = []
  }
  for (let at = 0; at < source.length; at++) {
    const sign = source[at] ?? ''
    if (sign === '\n') line++
    if (quotedSince !== null) {
      if (sign !== '"') cell += sign
      else if (source[at + 1] === '"') {
        cell += '"'
        at++
      } else quotedSince = null
    } else if (sign === '"' && cell === '') quotedSince = line
    else if (sign === separator) endCell()
    else if (sign === '\n' || sign === '\r') {
      if (sign === '\r' && source[at + 1] === '\n') continue
      endRow()
    } else cell += sign
    if (cell.length > limits.cellLength || row.length >= limits.columns || rows.length > limits.rows)
      return { kind: 'too-large' }
  }
  if (quotedSince !== null) return { kind: 'unclosed', line: quotedSince }
  if (cell !== '' || row.length > 0) endRow()
  return { kind: 'table', rows }
}
