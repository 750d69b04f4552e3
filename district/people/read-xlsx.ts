import type { TableLimits } from '../../core/people/read-csv.ts'
import { DAY_ZERO, DAY_ZERO_1904, type SheetTable } from '../../core/people/sheet-table.ts'
import { type NumberFormat, numberFormats, shownNumber } from './number-formats.ts'
import { type Archive, BadArchive, openArchive } from './unzip.ts'
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

/** `_x000D_` is how a workbook writes a sign that XML cannot hold, and `_x005F_` the underscore before such a writing. */
const unescaped = (text: string): string =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

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
      strings.push(unescaped(current ?? ''))
      current = null
      if (strings.length > MOST_STRINGS) throw new BadArchive('too-large')
    }
  }
  return strings
}

interface OpenCell {
  readonly column: number
  readonly type: string
  readonly style: number
  value: string
}

interface Workbook {
  readonly strings: readonly string[]
  readonly formats: readonly NumberFormat[]
  readonly dayZero: string
}

const isOn = (attributes: string, name: string): boolean =>
  ['1', 'true'].includes(attributeOf(attributes, name) ?? '')

/** The rows of a sheet in their places; formulas count by the value that was saved with them. */
function sheetTable(xml: string, { strings, formats, dayZero }: Workbook, limits: TableLimits): SheetTable {
  const rows: string[][] = []
  const hidden: number[] = []
  const merged: SheetTable['merged'][number][] = []
  let line = 0
  let next = 0
  let cell: OpenCell | null = null
  let reading = false
  const textOf = ({ type, style, value }: OpenCell): string => {
    if (type === 's') return strings[Number(value)] ?? ''
    if (type === 'n') return shownNumber(value.trim(), formats[style] ?? { kind: 'plain' }, dayZero)
    return unescaped(value)
  }
  const keep = (given: OpenCell) => {
    const text = textOf(given)
    if (text.trim() === '') return
    if (line > limits.rows || given.column >= limits.columns || text.length > limits.cellLength)
      throw new BadArchive('too-large')
    while (rows.length < line) rows.push([])
    const row = rows[line - 1] ?? []
    while (row.length <= given.column) row.push('')
    row[given.column] = text
  }
  for (const piece of xmlPieces(xml)) {
    if (piece.kind === 'text') {
      if (reading && cell !== null) cell.value += piece.text
    } else if (piece.kind === 'open') {
      if (piece.name === 'row') {
        line = Number(attributeOf(piece.attributes, 'r') ?? line + 1)
        next = 0
        if (!Number.isSafeInteger(line) || line < 1) throw new BadArchive('not-a-table')
        if (line <= limits.rows && isOn(piece.attributes, 'hidden')) hidden.push(line)
      } else if (piece.name === 'c') {
        const column = columnOf(attributeOf(piece.attributes, 'r') ?? '') ?? next
        next = column + 1
        const type = attributeOf(piece.attributes, 't') ?? 'n'
        const style = Number(attributeOf(piece.attributes, 's') ?? 0)
        cell = piece.empty ? null : { column, type, style, value: '' }
      } else if (piece.name === 'v' || piece.name === 't') reading = !piece.empty
      else if (piece.name === 'mergeCell') {
        const [first = '', last = ''] = (attributeOf(piece.attributes, 'ref') ?? '').split(':')
        const [from, to] = [columnOf(first), columnOf(last)]
        if (from !== null && to !== null && to > from && merged.length < limits.rows)
          merged.push({ line: Number(/\d+$/.exec(first)?.[0]), from, to })
      }
    } else if (piece.name === 'v' || piece.name === 't') reading = false
    else if (piece.name === 'c' && cell !== null) {
      keep(cell)
      cell = null
    }
  }
  return { rows, hidden, merged, dayZero }
}

interface Relation {
  readonly id: string
  /** The last word of the type's address: `worksheet`, `styles`. */
  readonly type: string
  /** The archive's path. */
  readonly path: string
}

/** A target as it is written beside a part, `../a.xml` and `/xl/a.xml` too, as the archive's path. */
function pathFrom(folder: string, target: string): string {
  const path: string[] = []
  for (const step of (target.startsWith('/') ? target : `${folder}${target}`).split('/')) {
    if (step === '..') path.pop()
    else if (step !== '' && step !== '.') path.push(step)
  }
  return path.join('/')
}

/** What a part of the package refers to. @param part its path; empty: the package itself */
function relationsOf(archive: Archive, part: string): readonly Relation[] {
  const at = part.lastIndexOf('/') + 1
  const folder = part.slice(0, at)
  const xml = archive.text(`${folder}_rels/${part.slice(at)}.rels`)
  const found: Relation[] = []
  for (const piece of xml === null ? [] : xmlPieces(xml)) {
    if (piece.kind !== 'open' || piece.name !== 'Relationship') continue
    const target = attributeOf(piece.attributes, 'Target') ?? ''
    found.push({
      id: attributeOf(piece.attributes, 'Id') ?? '',
      type: (attributeOf(piece.attributes, 'Type') ?? '').split('/').at(-1) ?? '',
      path: pathFrom(folder, target),
    })
  }
  return found
}

/** Relation id of the first sheet that is not hidden, and how the workbook counts days. */
function readWorkbook(xml: string): { readonly sheet: string | null; readonly dayZero: string } {
  let sheet: string | null = null
  let dayZero = DAY_ZERO
  for (const piece of xmlPieces(xml)) {
    if (piece.kind !== 'open') continue
    if (piece.name === 'workbookPr' && isOn(piece.attributes, 'date1904')) dayZero = DAY_ZERO_1904
    if (piece.name === 'sheet' && (attributeOf(piece.attributes, 'state') ?? 'visible') === 'visible')
      sheet ??= attributeOf(piece.attributes, 'id')
  }
  return { sheet, dayZero }
}

/** Reads the first visible sheet of an XLSX file as rows of texts as they are shown. @throws {BadArchive} */
export function readXlsx(bytes: Buffer, limits: TableLimits): SheetTable {
  const archive = openArchive(bytes, MOST_UNPACKED)
  const main =
    relationsOf(archive, '').find(({ type }) => type === 'officeDocument')?.path ?? 'xl/workbook.xml'
  const workbook = archive.text(main)
  if (workbook === null) throw new BadArchive('not-a-table')
  const relations = relationsOf(archive, main)
  const pathOf = (type: string): string => relations.find((relation) => relation.type === type)?.path ?? ''
  const { sheet: id, dayZero } = readWorkbook(workbook)
  const sheet = archive.text(relations.find((relation) => relation.id === id)?.path ?? '')
  if (sheet === null) throw new BadArchive('not-a-table')
  const shared = archive.text(pathOf('sharedStrings'))
  const strings = shared === null ? [] : sharedStrings(shared)
  return sheetTable(
    sheet,
    { strings, formats: numberFormats(archive.text(pathOf('styles'))), dayZero },
    limits,
  )
}
