import type { MonthFacts } from './month-facts.ts'
import { monthSheet } from './month-sheet.ts'
import { VIOLATION_KINDS, type ViolationKind } from './violation-kinds.ts'
import { violationsOf } from './violations.ts'

/** The figures of the monthly report. */
export interface MonthNumbers {
  readonly people: number
  /** Dates on which anybody owed a session, and how many of them are Saturdays or Sundays. */
  readonly workingDays: number
  readonly weekendDays: number
  readonly sessionsOwed: number
  readonly sessionsPresent: number
  readonly sessionsExcused: number
  readonly sessionsAbsent: number
  /** Not known: a kiosk has not delivered, or the day still runs. */
  readonly sessionsUnknown: number
  readonly paidDays: number
  readonly unpaidDays: number
  readonly insuranceDays: number
  /** How often each kind is held against somebody, and how many people it concerns. */
  readonly times: Readonly<Record<ViolationKind, number>>
  readonly concerned: Readonly<Record<ViolationKind, number>>
  readonly lateMinutes: number
  readonly earlyMinutes: number
  readonly awayMinutes: number
  readonly claimsUsed: number
  /** Sessions with a leader on the roster; of these, was there / was not / not known. */
  readonly leaderSessions: number
  readonly leaderThere: number
  readonly leaderGaps: number
  readonly leaderUnknown: number
  /** Owed sessions with nobody on the roster. */
  readonly leaderUnassigned: number
  /** Nobody has anything held against them, sorted as the sheet: candidates for commendation. */
  readonly flawless: readonly string[]
}

export function monthNumbers(facts: MonthFacts): MonthNumbers {
  const sheet = monthSheet(facts)
  const violations = violationsOf(facts)
  const none = () =>
    Object.fromEntries(VIOLATION_KINDS.map((kind) => [kind, 0])) as Record<ViolationKind, number>
  const times = none()
  const concerned = none()
  for (const { counts } of violations) {
    for (const kind of VIOLATION_KINDS) {
      times[kind] += counts[kind]
      if (counts[kind] > 0) concerned[kind]++
    }
  }
  const states = { owed: 0, present: 0, excused: 0, absent: 0, unknown: 0 }
  let claimsUsed = 0
  for (const { days } of facts.people) {
    for (const { day } of days) {
      claimsUsed += (day.claims ?? []).filter(({ outcome }) => outcome === 'used').length
      for (const state of day.states) {
        states.owed++
        if (state === 'present' || state === 'incomplete') states.present++
        else if (state === 'excused') states.excused++
        else if (state === 'absent') states.absent++
        else states.unknown++
      }
    }
  }
  const working = sheet.dates.filter(({ rest }) => !rest)
  const roster = facts.leaders.filter(({ name }) => name !== null)
  const sum = (kind: 'late' | 'early' | 'away') =>
    violations.reduce((total, { minutes }) => total + minutes[kind], 0)
  return {
    people: facts.people.length,
    workingDays: working.length,
    weekendDays: working.filter(({ weekday }) => weekday > 5).length,
    sessionsOwed: states.owed,
    sessionsPresent: states.present,
    sessionsExcused: states.excused,
    sessionsAbsent: states.absent,
    sessionsUnknown: states.unknown,
    paidDays: sheet.sums[32],
    unpaidDays: sheet.sums[33],
    insuranceDays: sheet.sums[34],
    times,
    concerned,
    lateMinutes: sum('late'),
    earlyMinutes: sum('early'),
    awayMinutes: sum('away'),
    claimsUsed,
    leaderSessions: roster.length,
    leaderThere: roster.filter(({ there }) => there === 'yes').length,
    leaderGaps: roster.filter(({ there }) => there === 'no').length,
    leaderUnknown: roster.filter(({ there }) => there === 'unknown').length,
    leaderUnassigned: facts.leaders.length - roster.length,
    flawless: violations
      .filter(({ violations: found, person }) => {
        const days = facts.people.find(({ id }) => id === person)?.days ?? []
        const present = days.some(({ day }) => day.states.includes('present'))
        return present && found.every(({ excused }) => excused)
      })
      .map(({ name }) => name),
  }
}
