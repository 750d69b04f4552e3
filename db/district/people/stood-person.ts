import { asc, inArray } from 'drizzle-orm'
import type { DistrictDb } from '../engine/district-db.ts'
import { people, postings } from '../schema/organisation.ts'
import type { StoodPerson } from '../schema/people-imports.ts'

/** What a list can change about somebody: three words, and where they are posted. */
export const STOOD_PARTS = ['name', 'title', 'staffNumber', 'postings'] as const
export type StoodPart = (typeof STOOD_PARTS)[number]

/** How people stand now; of somebody who is not there, nothing. */
export async function readStood(tx: DistrictDb, ids: readonly string[]): Promise<Map<string, StoodPerson>> {
  if (ids.length === 0) return new Map()
  const words = await tx
    .select()
    .from(people)
    .where(inArray(people.id, [...ids]))
  const places = Map.groupBy(
    await tx
      .select()
      .from(postings)
      .where(inArray(postings.person, [...ids]))
      .orderBy(asc(postings.validFrom)),
    ({ person }) => person,
  )
  return new Map(
    words.map(({ id, name, title, staffNumber }) => [
      id,
      {
        name,
        title,
        staffNumber,
        postings: (places.get(id) ?? []).map(({ person: _, ...posting }) => posting),
      },
    ]),
  )
}

/** By which two postings are the same. */
export const postingText = (one: StoodPerson['postings'][number]): string =>
  JSON.stringify([one.point, one.role, one.counter, one.validFrom, one.validTo])

const partOf = (person: StoodPerson, part: StoodPart): string =>
  JSON.stringify(part === 'postings' ? person.postings.map(postingText) : person[part])

/** The parts in which somebody stood otherwise. */
export const partsBetween = (a: StoodPerson, b: StoodPerson): StoodPart[] =>
  STOOD_PARTS.filter((part) => partOf(a, part) !== partOf(b, part))
