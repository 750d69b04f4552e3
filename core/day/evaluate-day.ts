import { applyClaims } from './apply-claims.ts'
import type { DayInput, DayResult, Flag, SessionState } from './day-types.ts'
import type { DraftDay, OpenMarks } from './draft-day.ts'
import { excusedMinutes, type Span, uniteExcuses } from './excuse-cover.ts'
import { keepScans } from './keep-scans.ts'
import { addLateness } from './lateness-flags.ts'
import { minuteOf } from './minutes.ts'
import { missingMarks, type Verdict } from './missing-marks.ts'
import { owedBounds } from './owed-bounds.ts'
import { markSaid } from './said-marks.ts'
import { sessionState } from './session-state.ts'
import { type SessionAway, stepsAway } from './steps-away.ts'
import { isWaiting, judgeWhileWaiting } from './waiting-claims.ts'
import { workedMinutes } from './worked-minutes.ts'
import { markZones } from './zone-marks.ts'

/**
 * Judges one person's day (rules.md, "Evaluating one person's day"): the same facts give the same result in
 * whatever order they arrive. Total and pure; scans need not be sorted, sessions have to be.
 * @returns `flags` session by session (late, early, what is missing), then those of the day
 */
export function evaluateDay(input: DayInput): DayResult {
  return input.claims.some(isWaiting) ? judgeWhileWaiting(input, judgeFacts) : judgeFacts(input)
}

function judgeFacts(input: DayInput): DayResult {
  const { scans, sessions, policy } = input
  const { order, roles, duplicates, outside } = keepScans(input)
  const marks: OpenMarks[] = []
  for (let session = 0; session < sessions.length; session++) marks.push({ in: null, out: null })
  const draft: DraftDay = { marks, roles }
  const excuses = uniteExcuses(input.excuses)
  const owed = owedBounds(sessions, excuses)

  if (sessions.length > 0) {
    markSaid(draft, scans, order, owed)
    markZones(draft, scans, order, owed, policy)
  }
  const claims = applyClaims(draft, input, owed)
  const { away, unpaired } = stepsAway(draft, input, order)
  const verdicts = missingMarks(marks, owed, policy.midday)

  const flags: Flag[] = []
  const states: SessionState[] = []
  const allowance = { leftMinutes: input.allowanceMinutes > 0 ? input.allowanceMinutes : 0 }
  for (let session = 0; session < sessions.length; session++) {
    const state = sessionState(input, owed, marks, verdicts, session)
    states.push(state)
    const bounds = owed.bounds[session]
    const own = marks[session]
    if (bounds === undefined || own === undefined || owed.excused[session]) continue
    addLateness(flags, session, bounds, own, policy, excuses, allowance)
    const verdict = verdicts.of[session]
    if ((state === 'absent' || state === 'incomplete') && isFlag(verdict)) {
      flags.push({ code: verdict, session })
    }
  }
  addDayFlags(flags, input, order, away, owed.excused, excuses)

  return {
    marks,
    states,
    flags,
    away: away.map(({ from, to, kind }) => ({ from, to, kind })),
    unpaired,
    duplicates,
    outside,
    worked: workedMinutes(input, owed.bounds, marks, states, away),
    claims,
    roles,
  }
}

type MissingCode = Extract<Verdict, 'absent' | 'missing-in' | 'missing-out' | 'missing-midday'>

const isFlag = (verdict: Verdict | undefined): verdict is MissingCode =>
  verdict === 'absent' ||
  verdict === 'missing-in' ||
  verdict === 'missing-out' ||
  verdict === 'missing-midday'

/** Step 10: what belongs to the day rather than to one session. */
function addDayFlags(
  flags: Flag[],
  { scans, sessions }: DayInput,
  order: readonly number[],
  away: readonly SessionAway[],
  excused: readonly boolean[],
  excuses: readonly Span[],
): void {
  for (const { from, to, kind, session } of away) {
    if (kind === 'out-duty' || excused[session]) continue
    const minutes = minuteOf(to) - minuteOf(from) - excusedMinutes(excuses, from, to)
    if (minutes > 0) flags.push({ code: 'away', minutes })
  }
  if (order.some((index) => scans[index]?.badge === 'absent')) flags.push({ code: 'no-badge' })
  if (sessions.length === 0 && order.length > 0) flags.push({ code: 'unscheduled' })
}
