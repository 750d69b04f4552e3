import { isNotNull, sql } from 'drizzle-orm'
import { lettersOf } from '../../../core/names.ts'
import type { DistrictDb } from '../engine/district-db.ts'
import { people } from '../schema/organisation.ts'

/** Held from the look at all numbers to the commit, so that two writers never take the same one. */
const NUMBERS_LOCK = 5_477_003

interface WantedNumber {
  /** Null: somebody new. */
  readonly person: string | null
  readonly staffNumber: string | null
}

/**
 * Those whose number belongs to somebody else, however it is written. Whoever asks first may write first: the others
 * wait until that transaction has ended, and then see what it wrote. A number that a person already has stays.
 */
export async function numbersTaken<Wanted extends WantedNumber>(
  tx: DistrictDb,
  wanted: readonly Wanted[],
): Promise<Wanted[]> {
  const asked = wanted.filter(({ staffNumber }) => staffNumber !== null)
  if (asked.length === 0) return []
  await tx.execute(sql`select pg_advisory_xact_lock(${sql.raw(String(NUMBERS_LOCK))})`)
  const rows = await tx
    .select({ id: people.id, number: people.staffNumber })
    .from(people)
    .where(isNotNull(people.staffNumber))
  const holders = Map.groupBy(rows, ({ number }) => lettersOf(number ?? ''))
  return asked.filter(({ person, staffNumber }) => {
    const held = holders.get(lettersOf(staffNumber ?? ''))
    return held !== undefined && !held.some(({ id }) => id === person)
  })
}
