import type { PersonDate } from '../../../core/person-day/person-date.ts'
import { owedDay } from '../../../core/schedule/owed-sessions.ts'
import { addDays, localDateOf } from '../../../core/time.ts'
import { peopleAt, type Snapshot } from '../organisation/snapshot.ts'

/** Days that are older still are derived when somebody asks for them. */
const MOST_DAYS = 100

/** Everybody's working days at a point that may have become final when the point's log was held up to `now` instead of `before`. */
export function daysNowComplete(
  snapshot: Snapshot,
  point: string,
  before: number,
  now: number,
): PersonDate[] {
  const { zone } = snapshot.book
  const today = localDateOf(now, zone)
  const days: PersonDate[] = []
  let date = localDateOf(before, zone)
  const earliest = addDays(today, -MOST_DAYS)
  if (date < earliest) date = earliest
  for (; date < today; date = addDays(date, 1)) {
    for (const person of peopleAt(snapshot, point, date)) {
      if (owedDay(snapshot.book, { person, point, date }).sessions.length > 0) days.push({ person, date })
    }
  }
  return days
}
