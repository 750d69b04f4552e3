import { and, eq } from 'drizzle-orm'
import { RULES_VERSION } from '../../core/day/rules-version.ts'
import type { PersonDay } from '../../core/person-day/person-day.ts'
import type { DistrictDb } from '../../db/district/engine/district-db.ts'
import { dayResults } from '../../db/district/schema/log.ts'

/** Makes a kept day one that a program with older rules judged. @returns what those made of it */
export async function judgedByOlderRules(
  db: DistrictDb,
  { person, date }: { readonly person: string; readonly date: string },
  change: (day: PersonDay) => Partial<PersonDay>,
): Promise<PersonDay> {
  const place = and(eq(dayResults.person, person), eq(dayResults.day, date))
  const [row] = await db.select().from(dayResults).where(place)
  if (row === undefined) throw new Error(`${person} has no kept day on ${date}`)
  const result = { ...row.result, ...change(row.result) }
  await db
    .update(dayResults)
    .set({ judgedBy: RULES_VERSION - 1, result })
    .where(place)
  return result
}

/** The first session without its arrival, as rules had it that took a first scan after its middle for no arrival. */
export const withoutFirstArrival = ({ marks, states, flags }: PersonDay): Partial<PersonDay> => ({
  marks: marks.map((each, session) => (session === 0 ? { ...each, in: null } : each)),
  states: states.map((state, session) => (session === 0 ? 'incomplete' : state)),
  flags: [...flags.filter(({ session }) => session !== 0), { code: 'missing-in', session: 0 }],
  workedMinutes: 240,
})
