import { contentOf } from './rule-content.ts'
import type { ApprovedExcuse, DateException, DaySessions, Hours, Rulebook, Scope } from './rulebook.ts'
import { termOn } from './term-on.ts'

/** A rulebook arranged so that one person's day is found without reading all of it. */
export interface RulebookIndex {
  /** The organisation of a point, then its ancestors, nearest first. */
  readonly chainOfPoint: ReadonlyMap<string, readonly string[]>
  /** The same of points whose chain was another one up to a date (inclusive), oldest first. */
  readonly earlierChains: ReadonlyMap<string, readonly EarlierChain[]>
  /** Hours of a scope (`keyOf`), the ones that win first. */
  readonly hours: ReadonlyMap<string, readonly Hours[]>
  /** The enabled exception of a scope on a date (`keyOf` and the date). */
  readonly calendar: ReadonlyMap<string, DateException>
  /** Sessions on the duty roster by person and date. */
  readonly duty: ReadonlyMap<string, DaySessions>
  /** The roster of leaders of a point on a date (`keyOf` and the date), in the book's order. */
  readonly leaders: ReadonlyMap<string, readonly Rulebook['leaders'][number][]>
  readonly excuses: ReadonlyMap<string, readonly ApprovedExcuse[]>
  /** Rules of an organisation, later validity last. */
  readonly policies: ReadonlyMap<string, readonly Rulebook['policies'][number][]>
  /** Allowances of a person, later validity first. */
  readonly allowances: ReadonlyMap<string, readonly Rulebook['allowances'][number][]>
}

interface EarlierChain {
  readonly validTo: string
  readonly chain: readonly string[]
}

/** The organisation of a point on a date, then its ancestors as they were then, nearest first. */
export const chainOn = (index: RulebookIndex, point: string, date: string): readonly string[] | undefined =>
  index.earlierChains.get(point)?.find(({ validTo }) => date <= validTo)?.chain ??
  index.chainOfPoint.get(point)

/** The key of a scope, optionally on a date. */
export const keyOf = (kind: Scope['kind'] | 'duty', id: string, date = ''): string => `${kind} ${date} ${id}`

const known = new WeakMap<Rulebook, RulebookIndex>()

/**
 * The index of a rulebook, made at its first use and kept as long as the book: a book is a value and must not
 * be changed afterwards.
 */
export function indexRulebook(book: Rulebook): RulebookIndex {
  const found = known.get(book)
  if (found !== undefined) return found
  const index: RulebookIndex = {
    chainOfPoint: new Map(book.points.map((point) => [point.id, ancestry(book, point, NOW)])),
    earlierChains: earlierChains(book),
    hours: grouped(book.hours, ({ scope }) => keyOf(scope.kind, scope.id), hoursFirst),
    calendar: new Map(
      book.calendar
        .filter(({ enabled }) => enabled)
        .map((exception) => [keyOf(exception.scope.kind, exception.scope.id, exception.date), exception]),
    ),
    duty: new Map(
      [...grouped(book.duty, ({ person, date }) => keyOf('duty', person, date), noOrder)].map(
        ([key, entries]) => [key, entries.flatMap(({ sessions }) => sessions)],
      ),
    ),
    leaders: grouped(book.leaders, ({ point, date }) => keyOf('point', point, date), noOrder),
    excuses: grouped(book.excuses, ({ person }) => person, noOrder),
    policies: grouped(
      book.policies,
      ({ organisation }) => organisation,
      (a, b) => -laterFirst(a, b),
    ),
    allowances: grouped(book.allowances, ({ person }) => person, laterFirst),
  }
  known.set(book, index)
  return index
}

/** After every date on which something was different. */
const NOW = '9999-12-31'

/** The organisation of a point on a date and its ancestors; a circle of parents ends where it closes. */
const ancestry = (book: Rulebook, point: Rulebook['points'][number], date: string): string[] =>
  lineage(book, termOn(point, date).organisation, date)

/** An organisation, then those above it as they are now or were on a date, the nearest first. */
export function lineage(book: Rulebook, organisation: string, date = NOW): string[] {
  const parents = new Map(book.organisations.map((each) => [each.id, termOn(each, date).parent]))
  const chain: string[] = []
  let current: string | null | undefined = organisation
  while (typeof current === 'string' && !chain.includes(current)) {
    chain.push(current)
    current = parents.get(current)
  }
  return chain
}

function earlierChains(book: Rulebook): Map<string, EarlierChain[]> {
  const ends = [...book.organisations, ...book.points].flatMap(({ earlier = [] }) =>
    earlier.map(({ validTo }) => validTo),
  )
  if (ends.length === 0) return new Map()
  const inOrder = [...new Set(ends)].sort()
  return new Map(
    book.points.map((point) => [
      point.id,
      inOrder.map((validTo) => ({ validTo, chain: ancestry(book, point, validTo) })),
    ]),
  )
}

function grouped<Row>(
  rows: readonly Row[],
  keyOfRow: (row: Row) => string,
  order: (a: Row, b: Row) => number,
): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const key = keyOfRow(row)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [row])
    else group.push(row)
  }
  for (const group of groups.values()) group.sort(order)
  return groups
}

const noOrder = (): number => 0

type Lasting = { readonly validFrom: string }

const laterDateFirst = (a: Lasting, b: Lasting): number =>
  a.validFrom === b.validFrom ? 0 : a.validFrom > b.validFrom ? -1 : 1

/**
 * Of rules from one date the one whose content sorts later wins, wherever they stand in the book: a rule that is ended
 * stands elsewhere in it and must not win or lose the days before its end by that.
 */
const byContent = (a: Lasting, b: Lasting): number => {
  const [one, other] = [contentOf(a), contentOf(b)]
  return one === other ? 0 : one > other ? -1 : 1
}
const laterFirst = (a: Lasting, b: Lasting): number => laterDateFirst(a, b) || byContent(a, b)

/** Later validity first; of the same date, hours for a season before hours for the whole year. */
const hoursFirst = (a: Hours, b: Hours): number =>
  laterDateFirst(a, b) || Number(a.season === undefined) - Number(b.season === undefined) || byContent(a, b)
