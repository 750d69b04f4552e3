import { lettersOf } from '../../core/names.ts'
import type { KnownPerson, KnownPlaces } from '../../core/people/import-surroundings.ts'
import type { PlannedPerson } from '../../core/people/plan-import.ts'
import type { DistrictDb } from './district-db.ts'
import { standingPosting } from './people-list.ts'
import { addPerson, changePerson, transferPerson } from './people-writes.ts'
import type { Snapshot } from './snapshot.ts'
import { isNumberTaken } from './staff-numbers.ts'

/** What an import compares with: people and places in scope, and which numbers others have. */
export function importSurroundings(
  snapshot: Snapshot,
  points: ReadonlySet<string> | null,
  today: string,
): KnownPlaces & { readonly people: readonly KnownPerson[]; readonly takenNumbers: ReadonlySet<string> } {
  const organisations = new Map(snapshot.book.organisations.map(({ id, name }) => [id, name]))
  const people: KnownPerson[] = []
  const takenNumbers = new Set<string>()
  for (const { id, name, title, staffNumber } of snapshot.people.values()) {
    const posting = standingPosting(snapshot, id, today)
    const inScope = points === null || (posting !== null && points.has(posting.point))
    if (name === null) continue
    if (!inScope) {
      if (staffNumber !== null) takenNumbers.add(lettersOf(staffNumber))
      continue
    }
    const stands = posting !== null && (posting.validTo === null || posting.validTo >= today)
    people.push({ id, name, title, staffNumber, posting: stands ? posting : null })
  }
  return {
    people,
    takenNumbers,
    points: snapshot.book.points
      .filter(({ id }) => points === null || points.has(id))
      .map(({ id, name, organisation }) => ({
        id,
        name,
        organisationName: organisations.get(organisation) ?? '',
      })),
    counters: [...snapshot.counters.values()]
      .filter(({ validTo }) => validTo === null || validTo >= today)
      .map(({ id, point, name }) => ({ id, point, name })),
  }
}

/**
 * Does what was planned, in the caller's transaction.
 * @returns what else has changed since it was planned: a posting begins later, a number is somebody else's; nothing of
 * it may stay then
 */
export async function applyImport(
  tx: DistrictDb,
  planned: readonly PlannedPerson[],
  newId: () => string,
): Promise<'done' | 'later-posting' | 'number-taken'> {
  if (await isNumberTaken(tx, planned)) return 'number-taken'
  for (const { person, name, title, staffNumber, posting } of planned) {
    const words = { name, title, staffNumber }
    if (person === null) {
      if (posting === null) return 'later-posting'
      await addPerson(tx, newId(), { ...words, ...posting })
      continue
    }
    await changePerson(tx, person, words)
    if (posting === null) continue
    const moved = await transferPerson(tx, person, posting)
    if (moved.kind !== 'transferred') return moved.kind
  }
  return 'done'
}
