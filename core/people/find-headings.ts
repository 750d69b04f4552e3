import { foldText, tidyText } from '../names.ts'
import type { FileFault, ImportField } from './people-list-api.ts'
import type { SheetTable } from './sheet-table.ts'
import { suspectEncoding } from './suspect-encoding.ts'

/** Headings by which a column is known, folded. */
const HEADINGS: Readonly<Record<ImportField, readonly string[]>> = {
  name: [
    'ho va ten',
    'ho ten',
    'ten',
    'ho va ten can bo',
    'ho ten can bo',
    'ho va ten cong chuc',
    'full name',
    'name',
  ],
  title: ['chuc danh', 'chuc vu', 'chuc danh chuc vu', 'chuc vu chuc danh', 'title', 'position'],
  staffNumber: [
    'ma so',
    'so the',
    'ma so the',
    'ma can bo',
    'ma nhan vien',
    'so hieu',
    'staff number',
    'number',
  ],
  point: ['diem tiep nhan', 'diem', 'don vi', 'phuong', 'noi lam viec', 'reception point', 'point', 'ward'],
  counter: ['quay', 'quay so', 'counter'],
  role: ['vai tro', 'role'],
  from: ['tu ngay', 'ngay bat dau', 'ngay nhan viec', 'from', 'start date', 'since'],
}
/** Family and middle name alone; the given name stands in another column. */
const FAMILY =
  /^(ho|ho (va )?(chu |ten )?(dem|lot)|ho va (chu |ten )?(dem|lot)|ho chu (dem|lot)|family name|last name|surname)$/
const GIVEN = ['ten', 'given name', 'first name']
/** Columns whose very presence says that the file holds what must not come in. */
const IDENTITY_HEADING =
  /\b(cccd|cmnd|can cuoc|chung minh|so dinh danh|ma dinh danh ca nhan|ho chieu|identity (card|number)|national id|passport)\b/
const NUMBERING = /^(stt|so tt|tt|no|so thu tu)$/
/** Headings stand within so many lines: above them is the name of the list. */
const HEADING_WITHIN = 15

export interface Headings {
  /** The last line of the headings. */
  readonly line: number
  /** Columns of each field, left to right; a name may stand in several. */
  readonly columns: ReadonlyMap<ImportField, readonly number[]>
  readonly numbering: number | null
  readonly notRead: readonly string[]
}
export interface NoHeadings {
  readonly fault: FileFault
  readonly where: string | null
}

const headingOf = (text: string): string =>
  foldText(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** `A` … `Z`, `AA` …, as spreadsheets name columns. */
export function columnLetters(index: number): string {
  const head = Math.floor(index / 26)
  return (head === 0 ? '' : columnLetters(head - 1)) + String.fromCharCode(65 + (index % 26))
}

const fieldOf = (heading: string): ImportField | null =>
  (Object.entries(HEADINGS) as [ImportField, readonly string[]][]).find(([, names]) =>
    names.includes(heading),
  )?.[0] ?? null

/** Whether a cell is a heading of names: the headings again, on another page of the list. */
export function isNameHeading(text: string): boolean {
  const heading = headingOf(text)
  return fieldOf(heading) === 'name' || FAMILY.test(heading)
}

/** Finds the line of headings and which column is which. */
export function findHeadings({ rows, merged }: SheetTable): Headings | NoHeadings {
  const top = rows.slice(0, HEADING_WITHIN)
  const first = top.findIndex((row) => row.some(isNameHeading))
  if (first < 0) {
    const old = top.flat().find((cell) => suspectEncoding(cell)?.sure === true)
    return old === undefined
      ? { fault: 'no-name-column', where: null }
      : { fault: 'old-encoding', where: tidyText(old).slice(0, 60) }
  }
  const written = [...(rows[first] ?? [])]
  // A second line of headings under one that spans it: "Phân công" over "Quầy" and "Từ ngày".
  const below = rows[first + 1] ?? []
  const isSecond =
    below.filter((cell) => cell.trim() !== '').length > 0 &&
    below.every(
      (cell) => cell.trim() === '' || fieldOf(headingOf(cell)) !== null || FAMILY.test(headingOf(cell)),
    )
  const line = isSecond ? first + 2 : first + 1
  if (isSecond) for (const [at, cell] of below.entries()) if (cell.trim() !== '') written[at] = cell
  const columns = new Map<ImportField, number[]>()
  const notRead: string[] = []
  let numbering: number | null = null
  let family: number | null = null
  const given: number[] = []
  for (const [index, cell] of written.entries()) {
    const heading = headingOf(cell ?? '')
    if (IDENTITY_HEADING.test(heading)) return { fault: 'identity-column', where: columnLetters(index) }
    const field = fieldOf(heading)
    if (FAMILY.test(heading) && family === null) family = index
    else if (GIVEN.includes(heading)) given.push(index)
    else if (field !== null && columns.has(field))
      return { fault: 'repeated-column', where: columnLetters(index) }
    else if (field !== null) columns.set(field, spanOf(index, line, written, merged))
    else if (NUMBERING.test(heading)) numbering ??= index
    else if (heading !== '') notRead.push(tidyText(cell ?? '').slice(0, 60))
  }
  const own = columns.get('name')
  const parts = family === null ? given : [family, ...given]
  if (own !== undefined && parts.length > 0)
    return { fault: 'repeated-column', where: columnLetters(parts[0] ?? 0) }
  if (own === undefined) {
    if (parts.length > 2 || (family === null && parts.length > 1))
      return { fault: 'repeated-column', where: columnLetters(parts.at(-1) ?? 0) }
    if (family !== null && given.length === 0)
      return { fault: 'half-name-column', where: columnLetters(family) }
    columns.set('name', parts)
  }
  const name = columns.get('name') ?? []
  const beside = (name.at(-1) ?? 0) + 1
  return headingOf(written[beside] ?? '') === '' && hasWordsBeside(rows.slice(line), name, beside)
    ? { fault: 'unnamed-column', where: columnLetters(beside) }
    : { line, columns, numbering, notRead }
}

/** The columns that a heading spans: those it is merged over, as far as none has a heading of its own. */
function spanOf(
  index: number,
  line: number,
  written: readonly string[],
  merged: SheetTable['merged'],
): number[] {
  const span = merged.find((cells) => cells.from === index && cells.line <= line && cells.line >= line - 1)
  const columns = [index]
  for (let at = index + 1; at <= (span?.to ?? index); at++)
    if (headingOf(written[at] ?? '') === '') columns.push(at)
  return columns
}

/** Whether a column without a heading right of the names has one word beside most of them: the given names. */
function hasWordsBeside(
  rows: readonly (readonly string[])[],
  name: readonly number[],
  beside: number,
): boolean {
  const named = rows.filter((row) => name.some((at) => (row[at] ?? '').trim() !== ''))
  const worded = named.filter((row) => /^\p{L}[\p{L}\p{M}’']*$/u.test(tidyText(row[beside] ?? '')))
  return worded.length > 0 && worded.length * 2 >= named.length
}
