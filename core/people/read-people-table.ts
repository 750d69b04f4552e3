import { tidyText } from '../names.ts'
import { addDays } from '../time.ts'
import { readWrittenDate } from '../written-date.ts'
import { withoutCapsLock } from './caps-lock.ts'
import { columnLetters, findHeadings, type Headings, type NoHeadings } from './find-headings.ts'
import { holdsIdentityNumber } from './identity-number.ts'
import { endsList, whyNoPerson } from './no-person.ts'
import { PERSON_LIMITS } from './people-api.ts'
import type {
  CellFault,
  CellFaultCode,
  ImportAnswer,
  ImportField,
  LeftOutRow,
  LeftOutWhy,
  RowAnswer,
  RowQuestion,
} from './people-list-api.ts'
import { roleOf } from './role-words.ts'
import { type SaidAnswers, saidAnswers } from './said-answers.ts'
import type { SheetTable } from './sheet-table.ts'
import { type Suspicion, suspectEncoding } from './suspect-encoding.ts'

/** One row as it was written, tidied; what its cells lack is null. */
export interface WrittenPerson {
  readonly line: number
  readonly cells: Readonly<Partial<Record<ImportField, string>>>
  readonly from: string | null
  readonly role: 'staff' | 'leader' | null
  readonly questions: readonly RowQuestion[]
  readonly faults: readonly CellFault[]
}

export type PeopleTable =
  | {
      readonly kind: 'table'
      readonly people: readonly WrittenPerson[]
      readonly leftOut: readonly LeftOutRow[]
      /** The column letter of each field that is there. */
      readonly columns: Readonly<Partial<Record<ImportField, string>>>
      readonly notRead: readonly string[]
    }
  | ({ readonly kind: 'refused' } & NoHeadings)

/** What is known besides the file. */
export interface ReadingAround {
  readonly today: string
  readonly answers: readonly ImportAnswer[]
}

/** Nobody of a list began earlier. */
const FIRST_DATE = '1990-01-01'
const LENGTHS: Readonly<Partial<Record<ImportField, number>>> = PERSON_LIMITS
/** What a broken formula leaves in its cell. */
const FORMULA_ERROR = /^#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!|SPILL!|CALC!|BLOCKED!|FIELD!)$/

/** Finds the headings and reads the rows below them; every fault and every doubt is said by line and column. */
export function readPeopleTable(table: SheetTable, around: ReadingAround): PeopleTable {
  const { rows } = table
  if (!rows.some((row) => row.some((cell) => tidyText(cell) !== '')))
    return { kind: 'refused', fault: 'empty', where: null }
  const headings = findHeadings(table)
  if ('fault' in headings) return { kind: 'refused', ...headings }
  const { columns, notRead } = headings
  const { people, leftOut } = sortRows(table, headings, around.answers)
  if (people.length === 0 && leftOut.length === 0) return { kind: 'refused', fault: 'empty', where: null }
  const said = saidAnswers(around.answers)
  const codes = sureCodes(
    people.map((line) => rows[line - 1] ?? []),
    columns,
  )
  return {
    kind: 'table',
    people: people.map((line) =>
      readRow(rows[line - 1] ?? [], line, columns, codes, {
        dayZero: table.dayZero,
        today: around.today,
        said,
      }),
    ),
    leftOut,
    columns: Object.fromEntries([...columns].map(([field, at]) => [field, columnLetters(at[0] ?? 0)])),
    notRead,
  }
}

/** Lines under the headings that are people, and those that seem to be none. */
function sortRows(
  { rows, hidden, merged }: SheetTable,
  { line: headingLine, columns, numbering }: Headings,
  answers: readonly ImportAnswer[],
): { readonly people: readonly number[]; readonly leftOut: readonly LeftOutRow[] } {
  const said = new Set(answers.filter(({ answer }) => answer === 'person').map(({ line }) => line))
  const unseen = new Set(hidden)
  const spans = new Map(merged.map((cells) => [cells.line, cells]))
  const nameAt = columns.get('name') ?? []
  const isNumbered = rows.slice(headingLine).some((row) => /^\d/.test(tidyText(row[numbering ?? -1] ?? '')))
  const people: number[] = []
  const leftOut: LeftOutRow[] = []
  let ended = false
  for (const [index, cells] of rows.entries()) {
    const line = index + 1
    if (line <= headingLine || cells.every((cell) => tidyText(cell) === '')) continue
    const span = spans.get(line)
    const look = {
      cells,
      name: textAt(cells, nameAt),
      others: [...columns].filter(([field]) => field !== 'name').map(([, at]) => textAt(cells, at)),
      number: numbering === null || !isNumbered ? null : (cells[numbering] ?? ''),
      isMerged:
        span !== undefined &&
        nameAt.some((at) => span.from <= at && span.to > at && span.to > (nameAt.at(-1) ?? 0)),
    }
    const seems: LeftOutWhy | null = unseen.has(line) ? 'hidden' : whyNoPerson(look, ended)
    if (!unseen.has(line)) ended = endsList(seems) || (ended && seems !== null)
    if (seems === null || said.has(line)) people.push(line)
    else
      leftOut.push({ line, why: seems, text: cells.map(tidyText).filter(Boolean).join(' · ').slice(0, 120) })
  }
  return {
    people,
    leftOut: leftOut.map((row) => (holdsIdentityNumber(row.text) ? { ...row, text: '' } : row)),
  }
}

const textAt = (row: readonly string[], columns: readonly number[]): string =>
  columns
    .map((at) => row[at] ?? '')
    .filter((cell) => cell.trim() !== '')
    .join(' ')

/** Old codes that some cell of the names and titles surely shows: there the doubtful ones count as well. */
function sureCodes(rows: readonly (readonly string[])[], columns: Headings['columns']): ReadonlySet<string> {
  const codes = new Set<string>()
  for (const row of rows) {
    for (const field of ['name', 'title'] as const) {
      const suspicion = suspectEncoding(plainText(textAt(row, columns.get(field) ?? [])))
      if (suspicion?.sure === true) codes.add(suspicion.fault)
    }
  }
  return codes
}

/** Ends of lines within a cell are blanks. */
const plainText = (written: string): string => written.replace(/[\r\n\t]/g, ' ')

function readRow(
  row: readonly string[],
  line: number,
  columns: Headings['columns'],
  codes: ReadonlySet<string>,
  {
    dayZero,
    today,
    said,
  }: {
    readonly dayZero: string
    readonly today: string
    readonly said: SaidAnswers
  },
): WrittenPerson {
  const faults: CellFault[] = []
  const questions: RowQuestion[] = []
  const cells: Partial<Record<ImportField, string>> = {}
  let from: string | null = null
  for (const [field, at] of columns) {
    const broken = at.find((column) => FORMULA_ERROR.test(tidyText(row[column] ?? '')))
    const column = columnLetters(broken ?? at[0] ?? 0)
    const written = plainText(textAt(row, at))
    const doubt = doubtOf(field, written, codes)
    const given = doubt === null ? null : said(line, field, doubt.answers)
    if (doubt !== null) questions.push({ field, column, ...doubt, given })
    const text = tidyText(doubt !== null && given === 'converted' ? doubt.proposed : written)
    cells[field] = text
    const note = (code: CellFaultCode): void => {
      const quoted = code === 'identity-number' || code === 'missing' ? null : text.slice(0, 80)
      faults.push({ line, column, field, code, value: quoted })
    }
    const code = broken !== undefined ? 'formula-error' : cellFault(field, written, text, codes)
    if (code !== null) note(code)
    else if (field === 'from' && text !== '') {
      from = dateOf(text, dayZero)
      if (from === null) note('bad-date')
      else if (from < FIRST_DATE || from.slice(0, 4) > String(Number(today.slice(0, 4)) + 1)) {
        note('date-out-of-bounds')
        from = null
      }
    }
  }
  return { line, cells, from, role: roleOf(cells.role ?? ''), questions, faults }
}

/** A date as it is written, or a day number of the workbook. */
const dateOf = (text: string, dayZero: string): string | null =>
  /^\d{5}(\.\d+)?$/.test(text) ? addDays(dayZero, Math.floor(Number(text))) : readWrittenDate(text)

function cellFault(
  field: ImportField,
  written: string,
  text: string,
  codes: ReadonlySet<string>,
): CellFaultCode | null {
  if (field === 'name' && text === '') return 'missing'
  if (text.length > (LENGTHS[field] ?? 200)) return 'too-long'
  if (holdsIdentityNumber(text)) return 'identity-number'
  const suspicion = counted(suspectEncoding(written), codes)
  if (suspicion !== null && suspicion.converted === null) return suspicion.fault
  if (field === 'role' && text !== '' && roleOf(text) === null) return 'unknown-role'
  return null
}

const counted = (suspicion: Suspicion | null, codes: ReadonlySet<string>): Suspicion | null =>
  suspicion !== null && (suspicion.sure || codes.has(suspicion.fault)) ? suspicion : null

/** Letters that may have been meant otherwise, and how. */
function doubtOf(
  field: ImportField,
  written: string,
  codes: ReadonlySet<string>,
): Pick<RowQuestion, 'code' | 'value' | 'proposed' | 'answers'> | null {
  const answers: RowAnswer[] = ['converted', 'as-written']
  const value = tidyText(written).slice(0, 200)
  const meant = field === 'name' ? withoutCapsLock(tidyText(written)) : null
  if (meant !== null) return { code: 'caps-lock', value, proposed: meant, answers }
  const suspicion = counted(suspectEncoding(written), codes)
  if (suspicion === null || suspicion.converted === null) return null
  const { fault, converted } = suspicion
  if (fault !== 'tcvn3' && fault !== 'vni' && fault !== 'misread-utf8') return null
  return { code: fault, value, proposed: tidyText(converted), answers }
}
