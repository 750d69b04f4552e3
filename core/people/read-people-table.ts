import {
  type CellFault,
  type CellFaultCode,
  type FileFault,
  type ImportField,
  PERSON_LIMITS,
} from '../district/people-api.ts'
import { foldText, tidyText } from '../names.ts'
import { addDays } from '../time.ts'
import { holdsIdentityNumber } from './identity-number.ts'
import { suspectEncoding } from './suspect-encoding.ts'

/** One row as it was written, tidied; what its cells lack is null. */
export interface WrittenPerson {
  readonly line: number
  readonly cells: Readonly<Partial<Record<ImportField, string>>>
  readonly from: string | null
  readonly role: 'staff' | 'leader' | null
  readonly faults: readonly CellFault[]
}

export type PeopleTable =
  | {
      readonly kind: 'table'
      readonly people: readonly WrittenPerson[]
      /** The column letter of each field that is there. */
      readonly columns: Readonly<Partial<Record<ImportField, string>>>
      readonly notRead: readonly string[]
    }
  | {
      readonly kind: 'refused'
      readonly fault: FileFault
      readonly where: string | null
      readonly faults: readonly CellFault[]
    }

/** Headings by which a column is known, folded. */
const HEADINGS: Readonly<Record<ImportField, readonly string[]>> = {
  name: ['ho va ten', 'ho ten', 'ten', 'ho va ten can bo', 'ho ten can bo', 'full name', 'name'],
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
/** Columns whose very presence says that the file holds what must not come in. */
const IDENTITY_HEADING =
  /\b(cccd|cmnd|can cuoc|chung minh|so dinh danh|ma dinh danh ca nhan|ho chieu|identity (card|number)|national id|passport)\b/
const ROLES: Readonly<Record<string, 'staff' | 'leader'>> = {
  'lanh dao': 'leader',
  leader: 'leader',
  'can bo': 'staff',
  'nhan vien': 'staff',
  'cong chuc': 'staff',
  staff: 'staff',
}
const LENGTHS: Readonly<Partial<Record<ImportField, number>>> = PERSON_LIMITS
/** Headings stand within so many lines: above them is the name of the list. */
const HEADING_WITHIN = 10

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

/**
 * Reads a date as people and spreadsheets write it: `15/07/2025`, `2025-07-15`, or a spreadsheet's day number.
 * @returns `YYYY-MM-DD`; `null`: none of these, or no such day
 */
export function readWrittenDate(text: string): string | null {
  const serial = /^\d{5}(\.0+)?$/.test(text) ? Number(text) : null
  if (serial !== null) return addDays('1899-12-30', Math.trunc(serial))
  const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text)
  const date =
    local === null
      ? text.replace(/T00:00(:00)?(\.0+)?Z?$/, '')
      : `${local[3]}-${(local[2] ?? '').padStart(2, '0')}-${(local[1] ?? '').padStart(2, '0')}`
  if (!/^(19[7-9]|20)\d{1,2}-\d{2}-\d{2}$/.test(date)) return null
  const parsed = Date.parse(`${date}T00:00:00Z`)
  return Number.isNaN(parsed) || addDays(date, 0) !== date ? null : date
}

/** Finds the headings and reads the rows below them; every fault is said by line and column. */
export function readPeopleTable(rows: readonly (readonly string[])[]): PeopleTable {
  const refuse = (
    fault: FileFault,
    where: string | null,
    faults: readonly CellFault[] = [],
  ): PeopleTable => ({
    kind: 'refused',
    fault,
    where,
    faults,
  })
  if (!rows.some((row) => row.some((cell) => tidyText(cell) !== ''))) return refuse('empty', null)
  const top = rows.slice(0, HEADING_WITHIN)
  const headingLine = top.findIndex((row) => row.some((cell) => fieldOf(headingOf(cell)) === 'name'))
  const headings = rows[headingLine]
  if (headings === undefined) {
    const old = top.flat().find((cell) => suspectEncoding(cell) !== null)
    return old === undefined
      ? refuse('no-name-column', null)
      : refuse('old-encoding', tidyText(old).slice(0, 60))
  }
  const columns = new Map<number, ImportField>()
  const notRead: string[] = []
  for (const [index, written] of headings.entries()) {
    const heading = headingOf(written)
    if (IDENTITY_HEADING.test(heading)) return refuse('identity-column', columnLetters(index))
    const field = fieldOf(heading)
    if (field === null) {
      if (heading !== '' && !/^(stt|so tt|tt|no)$/.test(heading)) notRead.push(tidyText(written).slice(0, 60))
    } else if ([...columns.values()].includes(field)) return refuse('repeated-column', columnLetters(index))
    else columns.set(index, field)
  }
  const people = rows
    .map((row, index) => ({ row, line: index + 1 }))
    .slice(headingLine + 1)
    .filter(({ row }) => [...columns.keys()].some((index) => tidyText(row[index] ?? '') !== ''))
    .map(({ row, line }) => readRow(row, line, columns))
  if (people.length === 0) return refuse('empty', null)
  const old = people.flatMap(({ faults }) => faults.filter(({ code }) => isOldEncoding(code)))
  if (old.length > 0) return refuse('old-encoding', null, old.slice(0, 50))
  return {
    kind: 'table',
    people,
    columns: Object.fromEntries([...columns].map(([index, field]) => [field, columnLetters(index)])),
    notRead,
  }
}

/** Codes that speak of the whole file: its other cells may be wrong without showing it. */
const isOldEncoding = (code: CellFaultCode): boolean =>
  code === 'tcvn3' || code === 'vni' || code === 'misread-utf8'

function readRow(
  row: readonly string[],
  line: number,
  columns: ReadonlyMap<number, ImportField>,
): WrittenPerson {
  const faults: CellFault[] = []
  const cells: Partial<Record<ImportField, string>> = {}
  for (const [index, field] of columns) {
    const written = row[index] ?? ''
    const text = tidyText(written)
    const code = cellFault(field, written, text)
    if (code !== null) {
      const quoted = code === 'identity-number' || code === 'missing' ? null : text.slice(0, 80)
      faults.push({ line, column: columnLetters(index), field, code, value: quoted })
    }
    cells[field] = text
  }
  const from = cells.from === undefined || cells.from === '' ? null : readWrittenDate(cells.from)
  const role = cells.role === undefined || cells.role === '' ? null : (ROLES[headingOf(cells.role)] ?? null)
  return { line, cells, from, role, faults }
}

function cellFault(field: ImportField, written: string, text: string): CellFaultCode | null {
  if (field === 'name' && text === '') return 'missing'
  if (text.length > (LENGTHS[field] ?? 200)) return 'too-long'
  if (holdsIdentityNumber(text)) return 'identity-number'
  const encoding = suspectEncoding(written.replace(/[\r\n\t]/g, ' '))
  if (encoding !== null) return encoding
  if (field === 'from' && text !== '' && readWrittenDate(text) === null) return 'bad-date'
  if (field === 'role' && text !== '' && ROLES[headingOf(text)] === undefined) return 'unknown-role'
  return null
}
