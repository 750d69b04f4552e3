import { foldText } from '../../core/names.ts'
import type { KnownPerson, KnownPlaces, PlannedPerson } from '../../core/people/plan-import.ts'
import type { DistrictDb } from './district-db.ts'
import { standingPosting } from './people-list.ts'
import { addPerson, changePerson, transferPerson } from './people-writes.ts'
import type { Snapshot } from './snapshot.ts'

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
      if (staffNumber !== null) takenNumbers.add(foldText(staffNumber).replace(/[^\p{L}\p{N}]/gu, ''))
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

/** Does what was planned, in the caller's transaction. @returns false: a posting changed since it was planned */
export async function applyImport(
  tx: DistrictDb,
  planned: readonly PlannedPerson[],
  newId: () => string,
): Promise<boolean> {
  for (const { person, name, title, staffNumber, posting } of planned) {
    const words = { name, title, staffNumber }
    if (person === null) {
      if (posting === null) return false
      await addPerson(tx, newId(), { ...words, ...posting })
      continue
    }
    await changePerson(tx, person, words)
    if (posting === null) continue
    const moved = await transferPerson(tx, person, posting)
    if (moved.kind !== 'transferred') return false
  }
  return true
}
