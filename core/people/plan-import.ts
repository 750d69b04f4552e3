import { lettersOf, sameNameText } from '../names.ts'
import type { ImportSurroundings, KnownPerson, KnownPosting } from './import-surroundings.ts'
import { type KnownPeople, knownPeople } from './known-people.ts'
import type {
  CellFault,
  CellFaultCode,
  ImportAnswer,
  ImportField,
  ImportRow,
  RowAnswer,
  RowQuestion,
} from './people-list-api.ts'
import type { WrittenPerson } from './read-people-table.ts'
import { soundsLeading } from './role-words.ts'
import { type SaidAnswers, saidAnswers } from './said-answers.ts'

/** What one row does when it is applied. */
export interface PlannedPerson {
  /** `null`: a new person. */
  readonly person: string | null
  readonly name: string
  readonly title: string
  readonly staffNumber: string | null
  /** `null`: the posting stays as it is. */
  readonly posting: (Omit<KnownPosting, 'validFrom'> & { readonly from: string }) | null
}
export interface PlannedRow {
  readonly shown: ImportRow
  /** `null`: nothing to do, or wrong. */
  readonly act: PlannedPerson | null
}

/**
 * Compares written people with those that are known. A person is known again by the number, else by the name within
 * the same point; a cell that is empty or absent says nothing and changes nothing. A name is never changed, and nobody
 * is made a leader, without somebody's word. Takes as many steps as there are rows and people, not their product.
 */
export function planImport(
  written: readonly WrittenPerson[],
  columns: Columns,
  around: ImportSurroundings,
  answers: readonly ImportAnswer[] = [],
): PlannedRow[] {
  const known = knownPeople(around)
  const said = saidAnswers(answers)
  const rows = written.map((row) => ({
    row,
    who: known.recognise({
      name: row.cells.name ?? '',
      number: row.cells.staffNumber || null,
      point: known.point(row.cells.point ?? ''),
    }),
  }))
  const claimed = new Set(rows.flatMap(({ who }) => (who.kind === 'known' ? [who.person.id] : [])))
  const seen: Seen = { numbers: new Set(), people: new Map() }
  return rows.map(({ row, who }) =>
    planRow(
      row,
      // Whoever stands in the list by the own name is not meant by another that is like it.
      who.kind === 'similar' && claimed.has(who.person.id) ? { kind: 'new' } : who,
      { columns, around, known, seen, said },
    ),
  )
}

type Columns = Readonly<Partial<Record<ImportField, string>>>
interface Seen {
  readonly numbers: Set<string>
  readonly people: Map<string, number>
}
interface Planning {
  readonly columns: Columns
  readonly around: ImportSurroundings
  readonly known: KnownPeople
  readonly seen: Seen
  readonly said: SaidAnswers
}

function planRow(
  row: WrittenPerson,
  who: ReturnType<KnownPeople['recognise']>,
  { columns, around, known, seen, said }: Planning,
): PlannedRow {
  const faults: CellFault[] = [...row.faults]
  const questions: RowQuestion[] = [...row.questions]
  const fault = (field: ImportField, code: CellFaultCode, value: string | null) =>
    faults.push({ line: row.line, column: columns[field] ?? null, field, code, value })
  const ask = (
    field: ImportField,
    question: Pick<RowQuestion, 'code' | 'value' | 'proposed' | 'answers'>,
  ): RowAnswer | null => {
    const given = said(row.line, field, question.answers)
    questions.push({ field, column: columns[field] ?? null, ...question, given })
    return given
  }
  const { cells } = row
  const written = cells.name ?? ''
  const number = cells.staffNumber || null
  const point = known.point(cells.point ?? '')
  if (point === null && (cells.point ?? '') !== '') fault('point', 'unknown-point', cells.point ?? null)
  if (number !== null) {
    if (seen.numbers.has(lettersOf(number))) fault('staffNumber', 'duplicate-number', number)
    seen.numbers.add(lettersOf(number))
  }
  if (who.kind === 'ambiguous') fault('name', 'ambiguous', written)
  const meant = personMeant(who, written, ask)
  const { person } = meant
  const has = person !== null && number !== null && sameNumber(person.staffNumber, number)
  if (number !== null && !has && around.takenNumbers.has(lettersOf(number)))
    fault('staffNumber', 'number-taken', number)
  const same = person?.id ?? `${sameNameText(written)} ${number ?? ''} ${point ?? ''}`
  if (faults.length === 0 && seen.people.has(same))
    fault('name', 'duplicate-row', `${seen.people.get(same) ?? ''}`)
  seen.people.set(same, row.line)
  const stands = person?.posting ?? null
  const place = point ?? (person === null ? around.defaultPoint : (stands?.point ?? around.defaultPoint))
  if (place === null && !faults.some(({ field }) => field === 'point')) fault('point', 'missing', null)
  const counter = cells.counter ? known.counter(cells.counter, place) : null
  if (counter === undefined) fault('counter', 'unknown-counter', cells.counter ?? null)
  const title = cells.title || (person?.title ?? '')
  const role = row.role ?? stands?.role ?? roleByTitle(title, (cells.role ?? '') !== '', ask)
  const wanted = {
    point: place ?? '',
    role,
    counter: cells.counter ? (counter ?? null) : place === stands?.point ? (stands?.counter ?? null) : null,
  }
  const moves =
    stands === null ||
    stands.point !== wanted.point ||
    stands.role !== wanted.role ||
    stands.counter !== wanted.counter
  const from = row.from ?? around.from
  const later = person?.lastFrom ?? ''
  if (moves && stands !== null && from < stands.validFrom) fault('from', 'before-posting', from)
  else if (moves && from < later) fault('from', 'later-posting', later)
  const planned: PlannedPerson = {
    person: person?.id ?? null,
    name: meant.name,
    title,
    staffNumber: number ?? person?.staffNumber ?? null,
    posting: moves ? { ...wanted, from } : null,
  }
  const changes = person === null ? [] : changesOf(person, planned, known)
  const waits = questions.some(({ given }) => given === null)
  const does = person === null ? 'new' : changes.length > 0 ? 'changed' : 'same'
  const kind = faults.length > 0 ? 'wrong' : waits ? 'asked' : does
  return {
    shown: {
      line: row.line,
      kind,
      name: meant.name,
      title,
      staffNumber: faults.some(({ code }) => code === 'identity-number') ? null : planned.staffNumber,
      pointName: faults.some(({ code }) => code === 'unknown-point') ? '' : known.nameOfPoint(place),
      role,
      counterName: known.nameOfCounter(wanted.counter),
      from: moves ? from : (stands?.validFrom ?? null),
      changes,
      questions,
      faults,
    },
    act: kind === 'new' || kind === 'changed' ? planned : null,
  }
}

type Ask = (
  field: ImportField,
  question: Pick<RowQuestion, 'code' | 'value' | 'proposed' | 'answers'>,
) => RowAnswer | null

/** Which of the known people a row means, and the name that stays. */
function personMeant(
  who: ReturnType<KnownPeople['recognise']>,
  written: string,
  ask: Ask,
): { readonly person: KnownPerson | null; readonly name: string } {
  if (who.kind === 'ambiguous' || who.kind === 'new') return { person: null, name: written }
  const { person } = who
  if (who.kind === 'known' && sameNameText(person.name) === sameNameText(written))
    return { person, name: person.name }
  const given = ask('name', {
    code: who.kind === 'known' ? 'name-change' : 'similar-name',
    value: written,
    proposed: person.name,
    answers: who.kind === 'known' ? ['keep-name', 'rename'] : ['new-person', 'keep-name', 'rename'],
  })
  if (given === 'new-person' || (given === null && who.kind === 'similar'))
    return { person: null, name: written }
  return { person, name: given === 'keep-name' ? person.name : written }
}

/** Nobody becomes a leader by a title alone, and nobody who leads is silently taken for one of the staff. */
function roleByTitle(title: string, isWritten: boolean, ask: Ask): 'staff' | 'leader' {
  if (isWritten || !soundsLeading(title)) return 'staff'
  const question = { code: 'leader-title', value: title, proposed: '' } as const
  return ask('role', { ...question, answers: ['leader', 'staff'] }) === 'staff' ? 'staff' : 'leader'
}

const sameNumber = (a: string | null, b: string): boolean => a !== null && lettersOf(a) === lettersOf(b)

function changesOf(person: KnownPerson, planned: PlannedPerson, known: KnownPeople): ImportRow['changes'] {
  const changes: ImportRow['changes'] = []
  const note = (field: ImportField, before: string, after: string) => {
    if (before !== after) changes.push({ field, before, after })
  }
  note('name', person.name, planned.name)
  note('title', person.title, planned.title)
  note('staffNumber', person.staffNumber ?? '', planned.staffNumber ?? '')
  const { posting } = planned
  if (posting !== null) {
    note('point', known.nameOfPoint(person.posting?.point ?? null), known.nameOfPoint(posting.point))
    note('role', person.posting?.role ?? '', posting.role)
    note(
      'counter',
      known.nameOfCounter(person.posting?.counter ?? null),
      known.nameOfCounter(posting.counter),
    )
    note('from', person.posting?.validFrom ?? '', posting.from)
  }
  return changes
}
