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

/** The separator that the first line has most of, outside quotes: comma, semicolon or tab. */
function separatorOf(text: string): string {
  const first = text.replace(/"(?:[^"]|"")*"/g, '').split(/\r?\n/, 1)[0] ?? ''
  const count = (sign: string) => first.split(sign).length
  return [';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best), ',')
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
