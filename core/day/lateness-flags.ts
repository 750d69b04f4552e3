import type { Flag, Policy, Session } from './day-types.ts'
import type { OpenMarks } from './draft-day.ts'
import { excusedMinutes, type Span } from './excuse-cover.ts'
import { minuteOf } from './minutes.ts'

/** What is left of the day's allowance, in minutes; used up session by session, arrival before departure. */
export interface Allowance {
  leftMinutes: number
}

/**
 * Step 7: adds `late` and `early` of one owed session. `minutes` is what happened, `chargeable` what is left
 * of it after excuses and allowance; 0 chargeable minutes stay visible as an excused flag.
 */
export function addLateness(
  flags: Flag[],
  session: number,
  bounds: Session,
  marks: OpenMarks,
  policy: Policy,
  excused: readonly Span[],
  allowance: Allowance,
): void {
  const { in: arrival, out: departure } = marks
  if (arrival !== null) {
    const minutes = minuteOf(arrival.at) - minuteOf(bounds.start)
    if (minutes > policy.graceLate) {
      const owed = minutes - excusedMinutes(excused, bounds.start, arrival.at)
      flags.push(flagOf('late', session, minutes, owed, policy.graceLate, policy, allowance))
    }
  }
  if (departure !== null && (arrival === null || departure.at >= arrival.at)) {
    const minutes = minuteOf(bounds.end) - minuteOf(departure.at)
    if (minutes > policy.graceEarly) {
      const owed = minutes - excusedMinutes(excused, departure.at, bounds.end)
      flags.push(flagOf('early', session, minutes, owed, policy.graceEarly, policy, allowance))
    }
  }
}

function flagOf(
  code: 'late' | 'early',
  session: number,
  minutes: number,
  owedMinutes: number,
  graceMinutes: number,
  policy: Policy,
  allowance: Allowance,
): Flag {
  const freeMinutes = policy.countFrom === 'grace' ? graceMinutes : 0
  const charged = owedMinutes <= graceMinutes ? 0 : owedMinutes - freeMinutes
  const absorbed = Math.min(charged, allowance.leftMinutes)
  allowance.leftMinutes -= absorbed
  return { code, session, minutes: minutes - freeMinutes, chargeable: charged - absorbed }
}
