import { asc, inArray } from 'drizzle-orm'
import type { Repost } from '../../../core/people/people-api.ts'
import type { DistrictDb } from '../engine/district-db.ts'
import { postings } from '../schema/organisation.ts'
import { holdCounter, lockPeople, postFrom } from './people-writes.ts'

/** Why somebody cannot be given another role or counter from a date on. */
export type RepostFault =
  /** A posting begins after the date. */
  | { readonly kind: 'later-posting'; readonly person: string; readonly from: string }
  /** Posted nowhere on the date, or to a point that is not asked about. */
  | { readonly kind: 'nowhere' | 'elsewhere'; readonly person: string }

export interface RepostOutcome {
  readonly changed: readonly string[]
  /** Nobody is changed unless there are none. */
  readonly faults: readonly RepostFault[]
}

/**
 * Gives people another role or counter from a date on; their point, and the day their posting ends, stay. Who has it
 * already is left as they are.
 * @param points where they have to be posted on the date; `null`: anywhere
 */
export async function repostPeople(
  tx: DistrictDb,
  { people, from, change }: Repost,
  points: ReadonlySet<string> | null,
): Promise<RepostOutcome> {
  await lockPeople(tx, people)
  if (change.kind === 'counter') await holdCounter(tx, change.counter)
  const held = Map.groupBy(
    await tx
      .select()
      .from(postings)
      .where(inArray(postings.person, [...people]))
      .orderBy(asc(postings.validFrom)),
    ({ person }) => person,
  )
  const faults: RepostFault[] = []
  const fresh: Omit<typeof postings.$inferSelect, 'validFrom'>[] = []
  for (const person of new Set(people)) {
    const own = held.get(person) ?? []
    const later = own.find(({ validFrom }) => validFrom > from)
    const now = own.findLast(({ validTo }) => validTo === null || validTo >= from)
    if (later !== undefined) faults.push({ kind: 'later-posting', person, from: later.validFrom })
    else if (now === undefined) faults.push({ kind: 'nowhere', person })
    else if (
      (points !== null && !points.has(now.point)) ||
      (change.kind === 'counter' && now.point !== change.point)
    )
      faults.push({ kind: 'elsewhere', person })
    else {
      const { role, counter } = { ...now, ...change }
      const { point, validTo } = now
      if (role !== now.role || counter !== now.counter) fresh.push({ person, point, role, counter, validTo })
    }
  }
  if (faults.length > 0) return { changed: [], faults }
  await postFrom(tx, from, fresh)
  return { changed: fresh.map(({ person }) => person), faults }
}
