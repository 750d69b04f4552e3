import type { CellFault, CellFaultCode, ImportField, ImportRow } from '../district/people-api.ts'
import { foldText, lettersOf } from '../names.ts'
import type { WrittenPerson } from './read-people-table.ts'

export interface KnownPosting {
  readonly point: string
  readonly role: 'staff' | 'leader'
  readonly counter: string | null
  readonly validFrom: string
}
export interface KnownPerson {
  readonly id: string
  readonly name: string
  readonly title: string
  readonly staffNumber: string | null
  /** The newest that has not ended; `null`: has left. */
  readonly posting: KnownPosting | null
}
export interface KnownPlaces {
  readonly points: readonly {
    readonly id: string
    readonly name: string
    readonly organisationName: string
  }[]
  readonly counters: readonly { readonly id: string; readonly point: string; readonly name: string }[]
}
export interface ImportSurroundings extends KnownPlaces {
  /** Everybody the asker may see, erased ones left out. */
  readonly people: readonly KnownPerson[]
  /** Folded numbers of everybody else. */
  readonly takenNumbers: ReadonlySet<string>
  readonly defaultPoint: string | null
  readonly from: string
}

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
 * the same point; a cell that is empty or absent says nothing and changes nothing.
 */
export function planImport(
  written: readonly WrittenPerson[],
  columns: Readonly<Partial<Record<ImportField, string>>>,
  around: ImportSurroundings,
): PlannedRow[] {
  const numbers = new Map<string, number>()
  const people = new Map<string, number>()
  return written.map((row) => planRow(row, columns, around, numbers, people))
}

function planRow(
  row: WrittenPerson,
  columns: Readonly<Partial<Record<ImportField, string>>>,
  around: ImportSurroundings,
  numbers: Map<string, number>,
  seen: Map<string, number>,
): PlannedRow {
  const faults: CellFault[] = [...row.faults]
  const fault = (field: ImportField, code: CellFaultCode, value: string | null) =>
    faults.push({ line: row.line, column: columns[field] ?? null, field, code, value })
  const { cells } = row
  const name = cells.name ?? ''
  const number = cells.staffNumber || null
  const point = findPoint(cells.point, around)
  if (point === null && (cells.point ?? '') !== '') fault('point', 'unknown-point', cells.point ?? null)
  if (number !== null) {
    if (numbers.has(lettersOf(number))) fault('staffNumber', 'duplicate-number', number)
    else numbers.set(lettersOf(number), row.line)
  }
  const found = findPerson(name, number, point, around)
  if (found === 'ambiguous') fault('name', 'ambiguous', name)
  const known = found === 'ambiguous' ? null : found
  const has = known !== null && number !== null && sameNumber(known.staffNumber, number)
  if (number !== null && !has && around.takenNumbers.has(lettersOf(number)))
    fault('staffNumber', 'number-taken', number)
  const same = known?.id ?? `${foldText(name)} ${number ?? ''} ${point ?? ''}`
  if (faults.length === 0 && seen.has(same)) fault('name', 'duplicate-row', `${seen.get(same) ?? ''}`)
  seen.set(same, row.line)
  const stands = known?.posting ?? null
  const place = point ?? (known === null ? around.defaultPoint : (stands?.point ?? around.defaultPoint))
  if (place === null && !faults.some(({ field }) => field === 'point')) fault('point', 'missing', null)
  const counter = findCounter(cells.counter, place, around)
  if (counter === undefined) fault('counter', 'unknown-counter', cells.counter ?? null)
  const wanted = {
    point: place ?? '',
    role: row.role ?? stands?.role ?? ('staff' as const),
    counter: cells.counter ? (counter ?? null) : place === stands?.point ? (stands?.counter ?? null) : null,
  }
  const moves =
    stands === null ||
    stands.point !== wanted.point ||
    stands.role !== wanted.role ||
    stands.counter !== wanted.counter
  const from = row.from ?? around.from
  if (moves && stands !== null && from < stands.validFrom) fault('from', 'before-posting', from)
  const planned: PlannedPerson = {
    person: known?.id ?? null,
    name,
    title: cells.title || (known?.title ?? ''),
    staffNumber: number ?? known?.staffNumber ?? null,
    posting: moves ? { ...wanted, from } : null,
  }
  const changes = known === null ? [] : changesOf(known, planned, around)
  const kind = faults.length > 0 ? 'wrong' : known === null ? 'new' : changes.length > 0 ? 'changed' : 'same'
  return {
    shown: {
      line: row.line,
      kind,
      name,
      title: planned.title,
      staffNumber: faults.some(({ code }) => code === 'identity-number') ? null : planned.staffNumber,
      pointName: nameOfPoint(place, around),
      changes,
      faults,
    },
    act: kind === 'new' || kind === 'changed' ? planned : null,
  }
}

const sameNumber = (a: string | null, b: string): boolean => a !== null && lettersOf(a) === lettersOf(b)
const nameOfPoint = (id: string | null, { points }: KnownPlaces): string =>
  points.find((point) => point.id === id)?.name ?? ''
const nameOfCounter = (id: string | null, { counters }: KnownPlaces): string =>
  counters.find((counter) => counter.id === id)?.name ?? id ?? ''

function findPoint(written: string | undefined, { points }: KnownPlaces): string | null {
  if (written === undefined || written === '') return null
  const asked = foldText(written)
  const named = points.filter((point) => point.id === written || foldText(point.name) === asked)
  const found =
    named.length > 0 ? named : points.filter((point) => foldText(point.organisationName) === asked)
  return found.length === 1 ? (found[0]?.id ?? null) : null
}

/** `undefined`: the point keeps counters, and none of them is called so. */
function findCounter(
  written: string | undefined,
  point: string | null,
  { counters }: KnownPlaces,
): string | null | undefined {
  if (written === undefined || written === '') return null
  const own = counters.filter((counter) => counter.point === point)
  if (own.length === 0) return written.slice(0, 64)
  return own.find(({ id, name }) => id === written || foldText(name) === foldText(written))?.id
}

function findPerson(
  name: string,
  number: string | null,
  point: string | null,
  { people, defaultPoint }: ImportSurroundings,
): KnownPerson | null | 'ambiguous' {
  if (number !== null) {
    const found = people.find(({ staffNumber }) => sameNumber(staffNumber, number))
    if (found !== undefined) return found
  }
  const asked = foldText(name)
  const exact = people.filter(
    (person) =>
      (person.name === name || foldText(person.name) === asked) &&
      (number === null || person.staffNumber === null) &&
      person.posting !== null &&
      person.posting.point === (point ?? defaultPoint ?? person.posting.point),
  )
  const best = exact.filter((person) => person.name === name)
  const found = best.length > 0 ? best : exact
  return found.length > 1 ? 'ambiguous' : (found[0] ?? null)
}

function changesOf(known: KnownPerson, planned: PlannedPerson, around: KnownPlaces): ImportRow['changes'] {
  const changes: ImportRow['changes'] = []
  const note = (field: ImportField, before: string, after: string) => {
    if (before !== after) changes.push({ field, before, after })
  }
  note('name', known.name, planned.name)
  note('title', known.title, planned.title)
  note('staffNumber', known.staffNumber ?? '', planned.staffNumber ?? '')
  const { posting } = planned
  if (posting !== null) {
    note('point', nameOfPoint(known.posting?.point ?? null, around), nameOfPoint(posting.point, around))
    note('role', known.posting?.role ?? '', posting.role)
    note(
      'counter',
      nameOfCounter(known.posting?.counter ?? null, around),
      nameOfCounter(posting.counter, around),
    )
    note('from', known.posting?.validFrom ?? '', posting.from)
  }
  return changes
}
