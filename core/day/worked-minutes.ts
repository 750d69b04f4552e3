import type { DayInput, Session, SessionState } from './day-types.ts'
import type { OpenMarks } from './draft-day.ts'
import { MINUTE_MS } from './minutes.ts'
import type { SessionAway } from './steps-away.ts'

/**
 * Step 11: minutes from arrival to departure inside each session, less the absences not on duty in between,
 * excused or not; summed raw and floored once. In a present session a mark the policy does not ask for counts
 * as the session's boundary, moved by excuses; any other session without both marks counts nothing.
 */
export function workedMinutes(
  { sessions, policy }: DayInput,
  owed: readonly Session[],
  marks: readonly OpenMarks[],
  states: readonly SessionState[],
  away: readonly SessionAway[],
): number {
  let workedMs = 0
  for (let session = 0; session < sessions.length; session++) {
    const bounds = sessions[session]
    const moved = owed[session]
    const own = marks[session]
    if (bounds === undefined || moved === undefined || own === undefined) continue
    const lenient = policy.midday !== 'both' && states[session] === 'present'
    if (!lenient && (own.in === null || own.out === null)) continue
    const from = own.in === null ? moved.start : Math.max(bounds.start, own.in.at)
    const to = own.out === null ? moved.end : Math.min(bounds.end, own.out.at)
    if (!(from < to)) continue
    workedMs += to - from
    for (const absence of away) {
      if (absence.session !== session || absence.kind === 'out-duty') continue
      workedMs -= Math.max(0, Math.min(to, absence.to) - Math.max(from, absence.from))
    }
  }
  return Math.floor(workedMs / MINUTE_MS)
}
