import { dayInput } from './day-input.ts'
import { indexRulebook, keyOf } from './index-rulebook.ts'
import type { Rulebook } from './rulebook.ts'

/**
 * Who leads a reception point on a date: of the session that runs or comes next at `now` (the last when all are
 * over), else of the whole day; `null` where nobody is on the roster.
 */
export function leaderOnDuty(book: Rulebook, point: string, date: string, now: number): string | null {
  const roster = indexRulebook(book).leaders.get(keyOf('point', point, date)) ?? []
  if (roster.length === 0) return null
  const question = { person: null, point, date, scans: [], claims: [], asOf: now, complete: false }
  const { sessions } = dayInput(book, question)
  const next = sessions.findIndex(({ end }) => now < end)
  const session = next < 0 ? sessions.length - 1 : next
  const duty =
    roster.find((row) => row.session === session) ?? roster.find((row) => row.session === undefined)
  return duty?.person ?? null
}
