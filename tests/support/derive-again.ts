import { and, between, eq } from 'drizzle-orm'
import { addDays, localDateOf } from '../../core/time.ts'
import { readCoverage } from '../../db/district/days/coverage.ts'
import { deriveDays, storeDays } from '../../db/district/days/derive-days.ts'
import { joinLeftWaiting, resolvePeopleAgain } from '../../db/district/days/resolve-people-again.ts'
import type { DistrictDb } from '../../db/district/engine/district-db.ts'
import { peopleAt, type Snapshot } from '../../db/district/organisation/snapshot.ts'
import { dayResults } from '../../db/district/schema/log.ts'

/**
 * Throws away everything derived between two dates and derives it again from the log: whose scans they were,
 * and everybody's days. The result is the same unless rules, badges or postings have changed.
 */
export async function deriveAgain(
  db: DistrictDb,
  snapshot: Snapshot,
  span: { readonly from: string; readonly to: string },
  now: number,
): Promise<{ readonly days: number }> {
  return db.transaction(async (tx) => {
    await tx
      .delete(dayResults)
      .where(and(between(dayResults.day, span.from, span.to), eq(dayResults.settled, false)))
    await joinLeftWaiting(tx)
    await resolvePeopleAgain(tx, snapshot, span)
    const points = snapshot.book.points.map((point) => point.id)
    const coverage = await readCoverage(tx, points)
    const today = localDateOf(now, snapshot.book.zone)
    let days = 0
    for (let date = span.from; date <= span.to && date < today; date = addDays(date, 1)) {
      const wanted = points.flatMap((point) =>
        peopleAt(snapshot, point, date).map((person) => ({ person, date })),
      )
      const derived = await deriveDays(tx, snapshot, wanted, now, coverage)
      await storeDays(tx, snapshot, derived, now)
      days += derived.length
    }
    return { days }
  })
}
