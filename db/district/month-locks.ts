import { and, desc, eq, inArray, isNull, like } from 'drizzle-orm'
import { MonthFacts } from '../../core/month/month-facts.ts'
import { datesOfMonth } from '../../core/time.ts'
import type { DistrictDb } from './district-db.ts'
import { monthLocks } from './schema/months.ts'
import { pointOn, type Snapshot } from './snapshot.ts'

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

/** Closes a month. @returns `taken`: it is closed already */
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
): Promise<'locked' | 'taken'> {
  const { id, facts, digests, by, at, note } = lock
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

/** Opens a closed month again; the closing stays on record with the reason. @returns its id, `null`: it is open */
export async function reopenMonth(
  tx: DistrictDb,
  place: { readonly point: string; readonly month: string },
  by: string,
  at: number,
  reason: string,
): Promise<string | null> {
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
 * must not change.
 */
export async function lockedMonthsOf(
  db: DistrictDb,
  snapshot: Snapshot,
  person: string,
  span: { readonly from: string; readonly to: string },
): Promise<string[]> {
  const months: string[] = []
  for (let month = span.from.slice(0, 7); month <= span.to.slice(0, 7); month = monthAfter(month))
    months.push(month)
  const rows = await db
    .select({ point: monthLocks.point, month: monthLocks.month })
    .from(monthLocks)
    .where(and(inArray(monthLocks.month, months.slice(0, 60)), isNull(monthLocks.reopenedAt)))
  return months.filter((month) => {
    const closed = rows.filter((row) => row.month === month)
    if (closed.length === 0) return false
    return datesOfMonth(month).some((date) => {
      if (date < span.from || date > span.to) return false
      const point = pointOn(snapshot, person, date)
      return closed.some((row) => row.point === point)
    })
  })
}

function monthAfter(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
}

/** Closings of a year, for lists. */
export const readLocksOfYear = (db: DistrictDb, year: string): Promise<MonthLock[]> =>
  db
    .select(WITHOUT_FACTS)
    .from(monthLocks)
    .where(like(monthLocks.month, `${year}-%`))
    .orderBy(desc(monthLocks.lockedAt))
