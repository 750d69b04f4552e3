import { isDeepStrictEqual } from 'node:util'
import { and, desc, eq, inArray, isNull } from 'drizzle-orm'
import { MonthFacts } from '../../../core/month/month-facts.ts'
import { addDays, datesOfMonth, localDateOf } from '../../../core/time.ts'
import type { DistrictDb } from '../engine/district-db.ts'
import { holdReferred } from '../organisation/hold-referred.ts'
import { pointOn, type Snapshot } from '../organisation/snapshot.ts'
import { monthLocks } from '../schema/months.ts'
import { holdMonths } from './hold-months.ts'

/** A closing of a month, without what its papers are made from. */
export type MonthLock = Omit<typeof monthLocks.$inferSelect, 'facts'>

/** The closing that holds, with the facts its papers are made from ever after; `null`: the month is open. */
export async function readLock(
  db: DistrictDb,
  point: string,
  month: string,
): Promise<{ readonly lock: MonthLock; readonly facts: MonthFacts } | null> {
  const [row] = await db
    .select()
    .from(monthLocks)
    .where(and(eq(monthLocks.point, point), eq(monthLocks.month, month), isNull(monthLocks.reopenedAt)))
  if (row === undefined) return null
  const { facts, ...lock } = row
  return { lock, facts: MonthFacts.parse(JSON.parse(facts)) }
}

const WITHOUT_FACTS = {
  id: monthLocks.id,
  point: monthLocks.point,
  month: monthLocks.month,
  lockedAt: monthLocks.lockedAt,
  lockedBy: monthLocks.lockedBy,
  note: monthLocks.note,
  digests: monthLocks.digests,
  reopenedAt: monthLocks.reopenedAt,
  reopenedBy: monthLocks.reopenedBy,
  reopenReason: monthLocks.reopenReason,
}

/** Every closing of a point's month, the newest first. */
export const readLockHistory = (db: DistrictDb, point: string, month: string): Promise<MonthLock[]> =>
  db
    .select(WITHOUT_FACTS)
    .from(monthLocks)
    .where(and(eq(monthLocks.point, point), eq(monthLocks.month, month)))
    .orderBy(desc(monthLocks.lockedAt))

/** Which points have this month closed. */
export async function lockedPoints(db: DistrictDb, month: string): Promise<ReadonlyMap<string, MonthLock>> {
  const rows = await db
    .select(WITHOUT_FACTS)
    .from(monthLocks)
    .where(and(eq(monthLocks.month, month), isNull(monthLocks.reopenedAt)))
  return new Map(rows.map((row) => [row.point, row]))
}

/**
 * Closes a month with what its papers were printed from.
 * @param read the facts as they stand now, read in the transaction; only their version of the rules may be another, and
 * they do not know who closes
 * @returns `taken`: it is closed already; `changed`: the facts are not those that were printed
 * @throws {GoneMeanwhile} somebody in them has been deleted
 */
export async function lockMonth(
  tx: DistrictDb,
  lock: {
    readonly id: string
    readonly facts: MonthFacts
    readonly digests: Readonly<Record<string, string>>
    readonly by: string
    readonly at: number
    readonly note: string
  },
  read: () => Promise<MonthFacts | null>,
): Promise<'locked' | 'taken' | 'changed'> {
  const { id, facts, digests, by, at, note } = lock
  await holdMonths(tx, 'alone', [facts])
  // Whoever is posted otherwise or deleted at the same time comes first or waits.
  await holdReferred(tx, { people: facts.people.map(({ id }) => id) })
  if ((await readLock(tx, facts.point, facts.month)) !== null) return 'taken'
  if (!isSame(await read(), facts)) return 'changed'
  const made = await tx
    .insert(monthLocks)
    .values({
      id,
      point: facts.point,
      month: facts.month,
      lockedAt: at,
      lockedBy: by,
      note,
      facts: JSON.stringify(facts),
      digests,
    })
    .onConflictDoNothing()
    .returning({ id: monthLocks.id })
  return made.length === 0 ? 'taken' : 'locked'
}

/** Whether two readings say the same; a rule of somebody else's may have changed in between. */
const isSame = (a: MonthFacts | null, b: MonthFacts): boolean =>
  a !== null &&
  isDeepStrictEqual(asKept({ ...a, rulesVersion: b.rulesVersion, closedBy: b.closedBy }), asKept(b))
const asKept = (facts: MonthFacts): unknown => JSON.parse(JSON.stringify(facts))

/** Opens a closed month again; the closing stays on record with the reason. @returns its id, `null`: it is open */
export async function reopenMonth(
  tx: DistrictDb,
  place: { readonly point: string; readonly month: string },
  by: string,
  at: number,
  reason: string,
): Promise<string | null> {
  await holdMonths(tx, 'alone', [place])
  const [row] = await tx
    .update(monthLocks)
    .set({ reopenedAt: at, reopenedBy: by, reopenReason: reason })
    .where(
      and(
        eq(monthLocks.point, place.point),
        eq(monthLocks.month, place.month),
        isNull(monthLocks.reopenedAt),
      ),
    )
    .returning({ id: monthLocks.id })
  return row?.id ?? null
}

/**
 * Months (`YYYY-MM`) between two dates that are closed at a point where the person is posted then: what they rest on
 * must not change. None of them is closed or opened until the transaction ends.
 * @param now UTC ms; a month that is not over is never closed
 */
export async function lockedMonthsOf(
  tx: DistrictDb,
  snapshot: Snapshot,
  person: string,
  span: { readonly from: string; readonly to: string },
  now: number,
): Promise<string[]> {
  const posted = snapshot.postingsByPerson.get(person)?.map(({ validFrom }) => validFrom) ?? []
  const from = [span.from, posted.toSorted()[0] ?? span.to].toSorted()[1] ?? span.from
  const to = [span.to, addDays(localDateOf(now, snapshot.book.zone), 1)].toSorted()[0] ?? span.to
  const months: string[] = []
  for (let month = from.slice(0, 7); month <= to.slice(0, 7); month = monthAfter(month)) months.push(month)
  const places = months.flatMap((month) => {
    const dates = datesOfMonth(month).filter((date) => date >= from && date <= to)
    const points = new Set(dates.map((date) => pointOn(snapshot, person, date)))
    return [...points].flatMap((point) => (point === null ? [] : [{ point, month }]))
  })
  if (places.length === 0) return []
  await holdMonths(tx, 'together', places)
  const rows = await tx
    .select({ point: monthLocks.point, month: monthLocks.month })
    .from(monthLocks)
    .where(
      and(
        inArray(
          monthLocks.month,
          places.map(({ month }) => month),
        ),
        isNull(monthLocks.reopenedAt),
      ),
    )
  const closed = new Set(rows.map(({ point, month }) => `${month} ${point}`))
  return [
    ...new Set(
      places.filter(({ point, month }) => closed.has(`${month} ${point}`)).map(({ month }) => month),
    ),
  ]
}

function monthAfter(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
}
