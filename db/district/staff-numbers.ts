import { isNotNull, sql } from 'drizzle-orm'
import { lettersOf } from '../../core/names.ts'
import type { DistrictDb } from './district-db.ts'
import { people } from './schema/organisation.ts'

/** Held from the look at all numbers to the commit, so that two writers never take the same one. */
const NUMBERS_LOCK = 5_477_003

/**
 * Whether one of these numbers belongs to somebody else, however it is written. Whoever asks first may write first: the
 * others wait until that transaction has ended, and then see what it wrote. A number that a person already has stays.
 * @param wanted `person` null: somebody new
 */
export async function isNumberTaken(
  tx: DistrictDb,
  wanted: readonly { readonly person: string | null; readonly staffNumber: string | null }[],
): Promise<boolean> {
  const asked = wanted.flatMap(({ person, staffNumber }) =>
    staffNumber === null ? [] : [{ person, key: lettersOf(staffNumber) }],
  )
  if (asked.length === 0) return false
  await tx.execute(sql`select pg_advisory_xact_lock(${sql.raw(String(NUMBERS_LOCK))})`)
  const rows = await tx
    .select({ id: people.id, number: people.staffNumber })
    .from(people)
    .where(isNotNull(people.staffNumber))
  const holders = Map.groupBy(rows, ({ number }) => lettersOf(number ?? ''))
  return asked.some(({ person, key }) => {
    const held = holders.get(key)
    return held !== undefined && !held.some(({ id }) => id === person)
  })
}
