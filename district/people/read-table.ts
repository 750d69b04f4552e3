import type { FileFault } from '../../core/people/people-list-api.ts'
import { readCsv, type TableLimits } from '../../core/people/read-csv.ts'
import { plainTable, type SheetTable } from '../../core/people/sheet-table.ts'
import { readXlsx } from './read-xlsx.ts'
import { BadArchive } from './unzip.ts'

/** A list of people is at most so long; a longer one is another file. */
export const TABLE_LIMITS: TableLimits = { rows: 5_000, columns: 100, cellLength: 2_000 }

export type ReadTable =
  | { readonly kind: 'table'; readonly table: SheetTable }
  | { readonly kind: 'refused'; readonly fault: FileFault; readonly where: string | null }

const refused = (fault: FileFault, where: string | null = null): ReadTable => ({
  kind: 'refused',
  fault,
  where,
})

/** An OLE container: a workbook of before 2007, or a newer one behind a password. */
const CONTAINER = Buffer.from('d0cf11e0a1b11ae1', 'hex')
const isPage = (bytes: Buffer): boolean =>
  /^[\ufeff\s]*<(!doctype|html|table|head|meta|style|\?xml[^>]*>\s*<(html|workbook))/i.test(
    bytes.subarray(0, 512).toString('utf8'),
  )

/** UTF-8, or UTF-16 where the file says so; `null`: neither. */
function textOf(bytes: Buffer): string | null {
  const mark = bytes.subarray(0, 2).toString('hex')
  const label = mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : 'utf-8'
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Reads the cells of a spreadsheet or CSV file; whatever is wrong with it is an answer. */
export function readTable(bytes: Buffer, format: 'xlsx' | 'csv'): ReadTable {
  if (bytes.subarray(0, CONTAINER.length).equals(CONTAINER)) return refused('old-container')
  if (isPage(bytes)) return refused('web-page')
  if (format === 'csv') {
    const text = textOf(bytes)
    if (text === null) return refused('not-utf8')
    if (text.includes('\0')) return refused('not-a-table')
    const table = readCsv(text, TABLE_LIMITS)
    if (table.kind === 'too-large') return refused('too-large')
    if (table.kind === 'unclosed') return refused('unclosed-quote', String(table.line))
    return { kind: 'table', table: plainTable(table.rows) }
  }
  try {
    return { kind: 'table', table: readXlsx(bytes, TABLE_LIMITS) }
  } catch (error) {
    if (error instanceof BadArchive) return refused(error.why)
    if (error instanceof RangeError) return refused('not-a-table')
    throw error
  }
}
