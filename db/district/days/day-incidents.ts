import type { JudgedPersonDay } from '../../../core/person-day/judge-person-day.ts'
import type { PersonDate } from '../../../core/person-day/person-date.ts'
import type { DistrictDb } from '../engine/district-db.ts'
import { incidents } from '../schema/incidents.ts'

const KINDS = ['two-points', 'scan-on-leave'] as const

/**
 * Puts before people what a person's scans of a past day say beyond the person's own day, once for each person and day:
 * whoever has looked after it is not asked again.
 * @param now district time, UTC ms
 */
export async function noteDayIncidents(
  db: DistrictDb,
  days: readonly (PersonDate & { readonly point: string; readonly judged: JudgedPersonDay })[],
  now: number,
): Promise<void> {
  const found = days
    .flatMap(({ person, date, point, judged }) =>
      KINDS.filter((kind) => judged.day.flags.some(({ code }) => code === kind)).map((kind) => ({
        ...{ kind, device: null, point, log: null, seq: null, at: now, lastAt: now },
        detail: { day: date, people: [person] },
        sameAs: `${kind} ${person} ${date}`,
      })),
    )
    // In one order, so that two who come at once wait for each other only one way.
    .sort((a, b) => (a.sameAs < b.sameAs ? -1 : 1))
  if (found.length > 0) await db.insert(incidents).values(found).onConflictDoNothing()
}
