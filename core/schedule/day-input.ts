import type { Claim, DayInput, Excuse, Scan } from '../day/day-types.ts'
import { instantOf } from '../time.ts'
import { isValidOn } from './holds-on.ts'
import { indexRulebook } from './index-rulebook.ts'
import { type DayQuestion, owedDay } from './owed-sessions.ts'
import { policyFor } from './policy-for.ts'
import type { Rulebook } from './rulebook.ts'

/** The recorded facts of the day that is to be judged; instants in UTC ms. */
export interface RecordedFacts extends DayQuestion {
  readonly scans: readonly Scan[]
  readonly claims: readonly Claim[]
  readonly asOf: number
  readonly complete: boolean
}

/**
 * Everything `evaluateDay` needs: the owed sessions, the policy, the approved excuses (cut to the local day)
 * and the allowance of a person on a date, as instants of the rulebook's zone. The caller picks the scans of
 * that local date.
 */
export function dayInput(book: Rulebook, facts: RecordedFacts): DayInput {
  const { person, point, date, scans, claims, asOf, complete } = facts
  return {
    sessions: owedDay(book, facts).sessions.map(([start, end]) => ({
      start: instantOf(date, start, book.zone),
      end: instantOf(date, end, book.zone),
    })),
    scans,
    policy: policyFor(book, point, date),
    excuses: person === null ? NO_EXCUSES : excusesOn(book, person, date),
    allowanceMinutes: person === null ? 0 : allowanceOn(book, person, date),
    claims,
    asOf,
    complete,
  }
}

const NO_EXCUSES: readonly Excuse[] = []

function excusesOn(book: Rulebook, person: string, date: string): readonly Excuse[] {
  const approved = indexRulebook(book).excuses.get(person)
  if (approved === undefined) return NO_EXCUSES
  const dayStart = `${date}T00:00`
  const dayEnd = `${date}T24:00`
  const excuses: Excuse[] = []
  for (const { from, to, code } of approved) {
    const first = from > dayStart ? from : dayStart
    const last = to < dayEnd ? to : dayEnd
    if (first >= last) continue
    excuses.push({
      from: instantOf(date, first.slice(11), book.zone),
      to: instantOf(date, last.slice(11), book.zone),
      code,
    })
  }
  return excuses
}

/** Minutes a day; of several valid allowances the one decided last. */
const allowanceOn = (book: Rulebook, person: string, date: string): number =>
  indexRulebook(book)
    .allowances.get(person)
    ?.find((allowance) => isValidOn(allowance, date))?.minutes ?? 0
