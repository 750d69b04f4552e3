import type { LiveChange } from '../../../core/district/presence-api.ts'
import type { PersonDate } from '../../../core/person-day/person-date.ts'
import { localDateOf } from '../../../core/time.ts'
import { pointOn, type Snapshot } from '../organisation/snapshot.ts'

/** Whose pages are out of date: of the point itself today and where something came in, of guests at home. */
export function changedPages(
  snapshot: Snapshot,
  days: readonly PersonDate[],
  dates: ReadonlySet<string>,
  point: string,
  now: number,
): LiveChange[] {
  const changes = new Map<string, LiveChange>()
  const add = (change: LiveChange) => changes.set(`${change.date} ${change.point}`, change)
  for (const date of [...dates, localDateOf(now, snapshot.book.zone)]) add({ point, date })
  for (const { person, date } of days) {
    const home = pointOn(snapshot, person, date)
    if (home !== null) add({ point: home, date })
  }
  return [...changes.values()]
}
