import { compareNames, foldText } from '../../../core/names.ts'
import type { PeoplePage, PeopleQuestion, PersonRow, PostingView } from '../../../core/people/people-api.ts'
import {
  type Badge,
  counterName,
  type Person,
  type Posting,
  type Snapshot,
} from '../organisation/snapshot.ts'

interface PeopleIndex {
  /** In the Vietnamese order of names, erased ones last. */
  readonly sorted: readonly Person[]
  readonly letters: ReadonlyMap<string, string>
  readonly badges: ReadonlyMap<string, readonly Badge[]>
  readonly pointNames: ReadonlyMap<string, { readonly name: string; readonly organisationName: string }>
}

const known = new WeakMap<Snapshot, PeopleIndex>()

/** Sorting thousands of names takes a while, so it is done once a snapshot. */
function indexOf(snapshot: Snapshot): PeopleIndex {
  const found = known.get(snapshot)
  if (found !== undefined) return found
  const { book } = snapshot
  const organisations = new Map(book.organisations.map(({ id, name }) => [id, name]))
  const index: PeopleIndex = {
    sorted: [...snapshot.people.values()].sort(
      (a, b) =>
        Number(a.name === null) - Number(b.name === null) ||
        compareNames(a.name ?? '', b.name ?? '') ||
        (a.id < b.id ? -1 : 1),
    ),
    letters: new Map(
      [...snapshot.people.values()].map(({ id, name, staffNumber }) => [
        id,
        `${foldText(name ?? '')} ${foldText(staffNumber ?? '')}`,
      ]),
    ),
    badges: Map.groupBy(snapshot.badges.values(), ({ person }) => person),
    pointNames: new Map(
      book.points.map(({ id, name, organisation }) => [
        id,
        {
          name: snapshot.shortNames.get(id) ?? name,
          organisationName: organisations.get(organisation) ?? '',
        },
      ]),
    ),
  }
  known.set(snapshot, index)
  return index
}

/** The posting by which somebody is known on a date: the one that holds, else the next, else the last. */
export function postingOn<One extends Pick<Posting, 'validFrom' | 'validTo'>>(
  own: readonly One[],
  date: string,
): One | null {
  return (
    own.findLast((one) => one.validFrom <= date && (one.validTo === null || date <= one.validTo)) ??
    own.find((one) => one.validFrom > date) ??
    own.at(-1) ??
    null
  )
}

export const standingPosting = (snapshot: Snapshot, person: string, date: string): Posting | null =>
  postingOn(snapshot.postingsByPerson.get(person) ?? [], date)

export function postingView(snapshot: Snapshot, posting: Posting): PostingView {
  const place = indexOf(snapshot).pointNames.get(posting.point)
  return {
    point: posting.point,
    pointName: place?.name ?? '',
    organisationName: place?.organisationName ?? '',
    role: posting.role,
    counter: posting.counter,
    counterName: counterName(snapshot, posting.counter),
    validFrom: posting.validFrom,
    validTo: posting.validTo,
  }
}

/** Whether a badge opens at an instant. */
const opens = (badge: Badge, at: number): boolean =>
  badge.state === 'active' || (badge.revokedAt !== null && at < badge.revokedAt)

/** Badges of a person that open at an instant. */
export const openBadges = (snapshot: Snapshot, person: string, at: number): readonly Badge[] =>
  (indexOf(snapshot).badges.get(person) ?? []).filter((badge) => opens(badge, at))

/** A person as lists show one on a date. */
export function personRow(snapshot: Snapshot, person: Person, today: string, now: number): PersonRow {
  const posting = standingPosting(snapshot, person.id, today)
  return {
    id: person.id,
    name: person.name,
    title: person.title,
    staffNumber: person.staffNumber,
    state: stateOf(posting, today),
    posting: posting === null ? null : postingView(snapshot, posting),
    badges: openBadges(snapshot, person.id, now).length,
  }
}

/** Every word asked for begins a word of the name or number. */
function fits(letters: string, asked: readonly string[]): boolean {
  const words = letters.split(/[^\p{L}\p{N}]+/u)
  return asked.every((part) => words.some((word) => word.startsWith(part)))
}

/**
 * People by name, folded: accents, `đ` and the placement of tones make no difference. Somebody who is posted
 * nowhere belongs to the point of the last posting.
 * @param points the points the asker may see; `null`: all, and those who never were anywhere
 */
export function listPeople(
  snapshot: Snapshot,
  points: ReadonlySet<string> | null,
  question: PeopleQuestion,
  clock: { readonly today: string; readonly now: number },
): PeoplePage {
  const index = indexOf(snapshot)
  const asked = foldText(question.q)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
  const found: Person[] = []
  for (const person of index.sorted) {
    if (asked.length > 0 && !fits(index.letters.get(person.id) ?? '', asked)) continue
    const posting = standingPosting(snapshot, person.id, clock.today)
    if (points !== null && (posting === null || !points.has(posting.point))) continue
    if (question.point !== undefined && posting?.point !== question.point) continue
    if (question.state !== 'all' && stateOf(posting, clock.today) !== question.state) continue
    if (question.badge !== undefined) {
      const has = openBadges(snapshot, person.id, clock.now).length > 0
      if (has !== (question.badge === 'with')) continue
    }
    found.push(person)
  }
  return {
    total: found.length,
    people: found
      .slice(question.offset, question.offset + question.limit)
      .map((person) => personRow(snapshot, person, clock.today, clock.now)),
  }
}

const stateOf = (posting: Posting | null, today: string): PersonRow['state'] =>
  posting === null || (posting.validTo !== null && posting.validTo < today)
    ? 'left'
    : posting.validFrom > today
      ? 'coming'
      : 'posted'
