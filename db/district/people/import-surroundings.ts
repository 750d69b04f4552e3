import { lettersOf } from '../../../core/names.ts'
import type { KnownPerson, KnownPlaces } from '../../../core/people/import-surroundings.ts'
import type { Snapshot } from '../organisation/snapshot.ts'
import { standingPosting } from './people-list.ts'

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
    const lastFrom = snapshot.postingsByPerson.get(id)?.at(-1)?.validFrom ?? null
    people.push({ id, name, title, staffNumber, posting: stands ? posting : null, lastFrom })
  }
  return {
    people,
    takenNumbers,
    points: snapshot.book.points
      .filter(({ id }) => points === null || points.has(id))
      .map(({ id, name, organisation }) => ({
        id,
        name,
        shortName: snapshot.shortNames.get(id) ?? '',
        organisationName: organisations.get(organisation) ?? '',
      })),
    counters: [...snapshot.counters.values()]
      .filter(({ validTo }) => validTo === null || validTo >= today)
      .map(({ id, point, name }) => ({ id, point, name })),
  }
}
