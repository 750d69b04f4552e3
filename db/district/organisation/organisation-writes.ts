import { asc, eq, sql } from 'drizzle-orm'
import type { CounterWords, OrganisationWords, PointWords } from '../../../core/district/organisation-api.ts'
import { listedName } from '../../../core/listed-name.ts'
import { sameNameText } from '../../../core/names.ts'
import type { DistrictDb } from '../engine/district-db.ts'
import { counters, organisations, points } from '../schema/organisation.ts'

export type OrganisationRow = typeof organisations.$inferSelect
export type PointRow = typeof points.$inferSelect

export const readOrganisations = (db: DistrictDb): Promise<OrganisationRow[]> =>
  db.select().from(organisations).orderBy(asc(organisations.name), asc(organisations.id))

export const readPoints = (db: DistrictDb): Promise<PointRow[]> =>
  db.select().from(points).orderBy(asc(points.name), asc(points.id))

/** Held by who writes an organisation or a point: of two at once the second sees what stands under what. */
const TREE_LOCK = 5_477_006
export const holdTree = (tx: DistrictDb) =>
  tx.execute(sql`select pg_advisory_xact_lock(${sql.raw(String(TREE_LOCK))})`)

/** Writes an organisation whole, new or known. */
export async function writeOrganisation(tx: DistrictDb, id: string, words: OrganisationWords): Promise<void> {
  await tx
    .insert(organisations)
    .values({ id, ...words })
    .onConflictDoUpdate({ target: organisations.id, set: words })
}

/** Writes a reception point whole, new or known. */
export async function writePoint(tx: DistrictDb, id: string, words: PointWords): Promise<void> {
  await tx
    .insert(points)
    .values({ id, ...words })
    .onConflictDoUpdate({ target: points.id, set: words })
}

/** Held by who writes a point: of two at once the second sees what the first is called. */
const LISTED_NAMES_LOCK = 5_477_004

/**
 * The point that stands in lists under the same word at the same time, where that is a short name of either; `null`:
 * there is none. Two of one whole name may be there from before.
 */
export async function listedAlike(
  tx: DistrictDb,
  id: string,
  words: Pick<PointWords, 'name' | 'shortName' | 'validFrom' | 'validTo'>,
): Promise<PointRow | null> {
  await tx.execute(sql`select pg_advisory_xact_lock(${sql.raw(String(LISTED_NAMES_LOCK))})`)
  const { shortName, validFrom, validTo } = words
  const isAlike = (other: PointRow): boolean =>
    other.id !== id &&
    (validTo === null || other.validFrom <= validTo) &&
    (other.validTo === null || other.validTo >= validFrom) &&
    (shortName !== '' || other.shortName !== '') &&
    sameNameText(listedName(other)) === sameNameText(listedName(words))
  return (await readPoints(tx)).find(isAlike) ?? null
}

/** Writes a counter whole, new or known; it stays at its point. */
export async function writeCounter(tx: DistrictDb, id: string, words: CounterWords): Promise<void> {
  const { point: _stays, ...changed } = words
  await tx
    .insert(counters)
    .values({ id, ...words })
    .onConflictDoUpdate({ target: counters.id, set: changed })
}

/** @returns its point; `null`: there is no such counter */
export async function pointOfCounter(tx: DistrictDb, id: string): Promise<string | null> {
  const [row] = await tx.select({ point: counters.point }).from(counters).where(eq(counters.id, id))
  return row?.point ?? null
}
