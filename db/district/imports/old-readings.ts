import { and, desc, eq, sql } from 'drizzle-orm'
import type { OldPin } from '../../../core/district/imports-api.ts'
import { ERASED_NAME } from '../../../core/names.ts'
import { type DistrictDb, rowsOf } from '../engine/district-db.ts'
import { pointListed, type Snapshot } from '../organisation/snapshot.ts'
import { oldPins, oldReadings } from '../schema/imports.ts'
import { type ImportRunRow, noteImport } from './import-runs.ts'

export type NewOldReading = Omit<typeof oldReadings.$inferInsert, 'id' | 'removed'>

/** Of an import that nobody took back. */
const STANDS = eq(oldReadings.removed, false)

/** Appends readings; those that are held already are left as they are. @returns how many are new */
export async function storeOldReadings(db: DistrictDb, rows: readonly NewOldReading[]): Promise<number> {
  if (rows.length === 0) return 0
  const stored = await db
    .insert(oldReadings)
    .values([...rows])
    .onConflictDoNothing()
    .returning({ id: oldReadings.id })
  return stored.length
}

/**
 * Takes an import of an old machine's file back whole. Its readings stay as evidence, and nobody is shown them any more.
 * @param run held until the transaction ends
 * @returns how many there were; otherwise what stands against it
 */
export async function removeOldImport(
  tx: DistrictDb,
  { id, kind, state }: Pick<ImportRunRow, 'id' | 'kind' | 'state'>,
): Promise<
  | { readonly kind: 'removed'; readonly readings: number }
  | { readonly kind: 'no-old-machine' | 'running' | 'nothing' }
> {
  if (kind !== 'attlog') return { kind: 'no-old-machine' }
  if (state === 'running') return { kind: 'running' }
  if (state !== 'taken' && state !== 'failed') return { kind: 'nothing' }
  const readings = await tx
    .update(oldReadings)
    .set({ removed: true })
    .where(and(eq(oldReadings.import, id), STANDS))
    .returning({ id: oldReadings.id })
  await noteImport(tx, id, { state: 'removed' })
  return { kind: 'removed', readings: readings.length }
}

/** The numbers of a machine that belong to somebody. */
export async function boundPins(db: DistrictDb, source: string): Promise<ReadonlySet<string>> {
  const rows = await db.select({ pin: oldPins.pin }).from(oldPins).where(eq(oldPins.source, source))
  return new Set(rows.map(({ pin }) => pin))
}

/** Every number that old machines at some points have read, the unmatched first. */
export async function listOldPins(
  db: DistrictDb,
  snapshot: Snapshot,
  points: ReadonlySet<string>,
): Promise<OldPin[]> {
  const rows = rowsOf<{
    source: string
    point: string
    pin: string
    readings: number
    first: string
    last: string
    person: string | null
  }>(
    await db.execute(sql`
      select r.source, r.point, r.pin, count(*)::int as readings, min(r.at)::text as first, max(r.at)::text as last,
        min(p.person) as person
      from old_readings r left join old_pins p on p.source = r.source and p.pin = r.pin
      where not r.removed
      group by r.source, r.point, r.pin
      order by (min(p.person) is null) desc, r.source, r.pin limit 5000`),
  )
  const nameOf = (person: string) => snapshot.people.get(person)?.name ?? ERASED_NAME
  return rows
    .filter(({ point }) => points.has(point))
    .map((row) => ({
      source: row.source,
      point: row.point,
      pointName: pointListed(snapshot, row.point) ?? '',
      pin: row.pin,
      readings: row.readings,
      firstAt: Number(row.first),
      lastAt: Number(row.last),
      person: row.person,
      name: row.person === null ? null : nameOf(row.person),
      suggested: row.person === null ? suggestFor(snapshot, row) : null,
    }))
}

/** The one person ever posted to the point whose staff number is the same. */
function suggestFor(
  snapshot: Snapshot,
  { point, pin }: { readonly point: string; readonly pin: string },
): OldPin['suggested'] {
  const there = new Set(
    snapshot.postings.filter((posting) => posting.point === point).map(({ person }) => person),
  )
  const plain = (text: string) => text.replace(/^0+(?=.)/, '')
  const found = [...there]
    .flatMap((id) => snapshot.people.get(id) ?? [])
    .filter(({ staffNumber }) => staffNumber !== null && plain(staffNumber) === plain(pin))
  const [only] = found
  return found.length === 1 && only ? { person: only.id, name: only.name ?? ERASED_NAME } : null
}

/** Says whose number this is, or that it is nobody's. */
export async function bindPin(
  tx: DistrictDb,
  bound: { readonly source: string; readonly pin: string; readonly person: string | null },
  by: string,
  now: number,
): Promise<void> {
  const { source, pin, person } = bound
  if (person === null) {
    await tx.delete(oldPins).where(and(eq(oldPins.source, source), eq(oldPins.pin, pin)))
    return
  }
  await tx
    .insert(oldPins)
    .values({ source, pin, person, boundBy: by, boundAt: now })
    .onConflictDoUpdate({
      target: [oldPins.source, oldPins.pin],
      set: { person, boundBy: by, boundAt: now },
    })
}

/** Points at which a machine's number was read; empty: never. */
export async function pointsOfPin(db: DistrictDb, source: string, pin: string): Promise<readonly string[]> {
  const rows = await db
    .selectDistinct({ point: oldReadings.point })
    .from(oldReadings)
    .where(and(eq(oldReadings.source, source), eq(oldReadings.pin, pin), STANDS))
  return rows.map(({ point }) => point)
}

/** The newest readings of a number. */
export const readingsOfPin = (db: DistrictDb, source: string, pin: string) =>
  db
    .select({
      point: oldReadings.point,
      localTime: oldReadings.localTime,
      at: oldReadings.at,
      status: oldReadings.status,
      verify: oldReadings.verify,
      raw: oldReadings.raw,
    })
    .from(oldReadings)
    .where(and(eq(oldReadings.source, source), eq(oldReadings.pin, pin), STANDS))
    .orderBy(desc(oldReadings.at))
    .limit(200)

/** Points at which a machine has been read so far. */
export async function pointsOfSource(db: DistrictDb, source: string): Promise<readonly string[]> {
  const rows = await db
    .selectDistinct({ point: oldReadings.point })
    .from(oldReadings)
    .where(and(eq(oldReadings.source, source), STANDS))
  return rows.map(({ point }) => point)
}
