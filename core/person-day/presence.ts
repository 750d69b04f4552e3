import { assertNever } from '../assert-never.ts'
import type { DayInput, DayResult, SessionState } from '../day/day-types.ts'
import type { PersonDay, Presence } from './person-day.ts'

/**
 * Where a person is at `input.asOf`, from their judged day. The session that counts is the one that runs, else the last
 * that began, else the first; who is still `here` from an earlier session stays here. Nobody has `not-arrived` who said
 * that they step out and has not come back, or who came earlier and of whom nobody knows that they left.
 */
export function presenceOf(input: DayInput, result: DayResult): Presence {
  const { sessions, asOf } = input
  if (sessions.length === 0) return 'off'
  if (result.states.includes('here')) return isAway(input, result) ? 'away' : 'here'
  const presence = lastBegun(sessions, result.states, asOf)
  if (presence !== 'not-arrived') return presence
  if (isAway(input, result)) return 'away'
  return result.marks.some((marks) => marks.in !== null && marks.out === null) ? 'incomplete' : presence
}

/** The same of a day that is over and of which nothing but the result is left. */
export function presenceOnRecord({ sessions, states, asOf }: PersonDay): Presence {
  return sessions.length === 0 ? 'off' : lastBegun(sessions, states, asOf)
}

function lastBegun(
  sessions: readonly { readonly start: number }[],
  states: readonly SessionState[],
  asOf: number,
): Presence {
  const begun = sessions.findLastIndex(({ start }) => start <= asOf)
  return ofState(states[Math.max(begun, 0)] ?? 'no-data')
}

function ofState(state: SessionState): Presence {
  switch (state) {
    case 'present':
      return 'left'
    case 'here':
    case 'awaited':
    case 'not-arrived':
    case 'absent':
    case 'incomplete':
    case 'excused':
    case 'no-data':
      return state
    default:
      return assertNever(state)
  }
}

/** Whether the last thing the person did was to say that they step out. */
function isAway({ scans, asOf }: DayInput, { roles }: DayResult): boolean {
  let last = -1
  for (let index = 0; index < scans.length; index++) {
    const kind = roles[index]?.kind
    if (kind === 'duplicate' || kind === 'outside' || kind === 'later' || (scans[index]?.at ?? 0) > asOf)
      continue
    if (last < 0 || (scans[index]?.at ?? 0) >= (scans[last]?.at ?? 0)) last = index
  }
  const role = roles[last]
  return role?.kind === 'step' && role.intent !== 'return'
}
