import type { DayInput, SessionState } from './day-types.ts'
import type { OpenMarks } from './draft-day.ts'
import { MINUTE_MS } from './minutes.ts'
import type { Verdicts } from './missing-marks.ts'
import type { OwedBounds } from './owed-bounds.ts'

/**
 * Step 9: what is known of one session at `asOf`. What is missing is said only when its time has passed and
 * the log is complete; an incomplete log gives `no-data` instead.
 */
export function sessionState(
  { policy, asOf, complete }: DayInput,
  sessions: OwedBounds,
  marks: readonly OpenMarks[],
  verdicts: Verdicts,
  session: number,
): SessionState {
  const bounds = sessions.bounds[session]
  const own = marks[session]
  const verdict = verdicts.of[session]
  if (bounds === undefined || own === undefined || verdict === undefined || verdict === 'excused') {
    return 'excused'
  }
  const { owed } = sessions
  const { firstArrival, onlyArrivals } = verdicts

  const mayStillCome =
    verdict === 'absent' || (onlyArrivals && session > firstArrival && own.in === null && own.out === null)
  if (mayStillCome && asOf <= bounds.start + policy.graceLate * MINUTE_MS) return 'awaited'
  if (verdict === 'absent') {
    if (!complete) return 'no-data'
    return asOf < bounds.end ? 'not-arrived' : 'absent'
  }

  const last = owed[owed.length - 1] ?? session
  if (onlyArrivals) {
    // Nobody scanned out yet: the person stays until the day's last departure is no longer possible.
    const leavingPossible = asOf <= lastDepartureInstant(sessions, last, policy.closesAfter)
    if (session === last) return leavingPossible ? 'here' : known('incomplete', complete)
    if (asOf < bounds.end) return 'here'
    return leavingPossible || session === firstArrival ? 'present' : known('incomplete', complete)
  }

  if (own.in !== null && own.out === null) {
    if (verdict === 'nothing-missing') {
      return policy.midday !== 'none' && asOf < bounds.end ? 'here' : 'present'
    }
    const next = sessions.bounds[owed[owed.indexOf(session) + 1] ?? -1]
    const leavingPossible =
      policy.midday === 'either' && next !== undefined
        ? asOf < next.end
        : asOf <= lastDepartureInstant(sessions, session, policy.closesAfter)
    if (leavingPossible) return 'here'
  }
  return verdict === 'nothing-missing' ? 'present' : known('incomplete', complete)
}

/** Up to when a scan can still become this session's departure. */
function lastDepartureInstant(
  { bounds, owed }: OwedBounds,
  session: number,
  closesAfterMinutes: number,
): number {
  const end = bounds[session]?.end ?? Number.NaN
  const next = bounds[owed[owed.indexOf(session) + 1] ?? -1]
  return next === undefined ? end + closesAfterMinutes * MINUTE_MS : (end + next.start) / 2
}

const known = (state: SessionState, complete: boolean): SessionState => (complete ? state : 'no-data')
