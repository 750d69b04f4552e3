import type { DaysJudgedAnew } from '../../core/district/month-api.ts'
import { isJudgedOtherwise, whyJudgedOtherwise } from '../../core/month/judged-anew.ts'
import type { MonthFacts } from '../../core/month/month-facts.ts'
import { dateKey } from '../../db/district/days/day-facts.ts'
import { readOlder } from '../../db/district/days/judged-anew.ts'
import type { DistrictDb } from '../../db/district/engine/district-db.ts'

/** The days of a month that say something else now than when older rules judged them, in the order of its sheet. */
export async function daysJudgedAnew(
  db: DistrictDb,
  { people }: MonthFacts,
): Promise<readonly DaysJudgedAnew['days'][number][]> {
  const days = people.flatMap(({ id, name, days }) => days.map(({ day }) => ({ person: id, name, day })))
  const older = await readOlder(
    db,
    days.map(({ person, day: { date } }) => ({ person, date })),
  )
  return days.flatMap(({ person, name, day }) => {
    const kept = older.get(dateKey(day.date, person))
    if (kept === undefined || !isJudgedOtherwise(kept.was, day)) return []
    const why = whyJudgedOtherwise(kept.was, day, kept.judgedBy)
    return [
      {
        person,
        name,
        date: day.date,
        why: kept.alsoChanged ? [...why, 'also-changed' as const] : [...why],
        was: kept.was,
        now: day,
      },
    ]
  })
}
