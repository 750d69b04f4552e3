import type { TableLimits } from '../../core/people/read-csv.ts'
import { BadArchive, openArchive } from './unzip.ts'
import { attributeOf, xmlPieces } from './xml-pieces.ts'

/** Everything a workbook may unpack to, bytes. */
const MOST_UNPACKED = 48 * 1024 * 1024
const MOST_STRINGS = 300_000

/** Column of a cell's reference, `B5` → 1. */
function columnOf(reference: string): number | null {
  const letters = /^([A-Z]{1,3})\d+$/.exec(reference)?.[1]
  if (letters === undefined) return null
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

/** A number as it would be typed: `7.9E10` and `12.0` are spreadsheets' own ways of writing. */
const numberText = (value: string): string => {
  const number = Number(value)
  return value === '' || !Number.isFinite(number) ? value : String(number)
}

function sharedStrings(xml: string): string[] {
  const strings: string[] = []
  let current: string | null = null
  let inText = false
  let phonetic = 0
  for (const piece of xmlPieces(xml)) {
    if (piece.kind === 'text') {
      if (inText && phonetic === 0 && current !== null) current += piece.text
    } else if (piece.kind === 'open') {
      if (piece.name === 'si') {
        if (piece.empty) strings.push('')
        else current = ''
      } else if (piece.name === 't') inText = !piece.empty
      else if (piece.name === 'rPh' && !piece.empty) phonetic++
    } else if (piece.name === 't') inText = false
    else if (piece.name === 'rPh') phonetic--
    else if (piece.name === 'si') {
      strings.push(current ?? '')
      current = null
      if (strings.length > MOST_STRINGS) throw new BadArchive('too-large')
    }
  }
  return strings
}

interface OpenCell {
  readonly column: number
  readonly type: string
  value: string
}

/** The rows of a sheet in their places; formulas count by the value that was saved with them. */
function sheetRows(xml: string, strings: readonly string[], limits: TableLimits): string[][] {
  const rows: string[][] = []
  let line = 0
  let next = 0
  let cell: OpenCell | null = null
  let reading = false
  const keep = ({ column, type, value }: OpenCell) => {
    const text =
      type === 's' ? (strings[Number(value)] ?? '') : type === 'n' ? numberText(value.trim()) : value
    if (text.trim() === '') return
    if (line > limits.rows || column >= limits.columns || text.length > limits.cellLength)
      throw new BadArchive('too-large')
    while (rows.length < line) rows.push([])
    const row = rows[line - 1] ?? []
    while (row.length <= column) row.push('')
    row[column] = text
  }
  for (const piece of xmlPieces(xml)) {
    if (piece.kind === 'text') {
      if (reading && cell !== null) cell.value += piece.text
    } else if (piece.kind === 'open') {
      if (piece.name === 'row') {
        line = Number(attributeOf(piece.attributes, 'r') ?? line + 1)
        next = 0
        if (!Number.isSafeInteger(line) || line < 1) throw new BadArchive('not-a-table')
      } else if (piece.name === 'c') {
        const column = columnOf(attributeOf(piece.attributes, 'r') ?? '') ?? next
        next = column + 1
        cell = piece.empty ? null : { column, type: attributeOf(piece.attributes, 't') ?? 'n', value: '' }
      } else if (piece.name === 'v' || piece.name === 't') reading = !piece.empty
    } else if (piece.name === 'v' || piece.name === 't') reading = false
    else if (piece.name === 'c' && cell !== null) {
      keep(cell)
      cell = null
    }
  }
  return rows
}

/** The archive's path of the first sheet that is not hidden. */
function firstSheet(workbook: string, relations: string): string {
  let id: string | null = null
  for (const piece of xmlPieces(workbook)) {
    if (piece.kind !== 'open' || piece.name !== 'sheet') continue
    if ((attributeOf(piece.attributes, 'state') ?? 'visible') !== 'visible') continue
    id = attributeOf(piece.attributes, 'id')
    break
  }
  for (const piece of xmlPieces(relations)) {
    if (piece.kind !== 'open' || piece.name !== 'Relationship') continue
    if (attributeOf(piece.attributes, 'Id') !== id) continue
    const target = attributeOf(piece.attributes, 'Target') ?? ''
    return target.startsWith('/') ? target.slice(1) : `xl/${target}`
  }
  throw new BadArchive('not-a-table')
}

/** Reads the first visible sheet of an XLSX file as rows of texts. @throws {BadArchive} */
export function readXlsx(bytes: Buffer, limits: TableLimits): string[][] {
  const archive = openArchive(bytes, MOST_UNPACKED)
  const workbook = archive.text('xl/workbook.xml')
  const relations = archive.text('xl/_rels/workbook.xml.rels')
  if (workbook === null || relations === null) throw new BadArchive('not-a-table')
  const sheet = archive.text(firstSheet(workbook, relations))
  if (sheet === null) throw new BadArchive('not-a-table')
  const strings = archive.text('xl/sharedStrings.xml')
  return sheetRows(sheet, strings === null ? [] : sharedStrings(strings), limits)
}
