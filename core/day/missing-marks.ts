import { assertNever } from '../assert-never.ts'
import type { Policy } from './day-types.ts'
import type { OpenMarks } from './draft-day.ts'
import type { OwedBounds } from './owed-bounds.ts'

/** What step 8 says about a session, before anybody asks whether its time has passed. */
export type Verdict =
  | 'excused'
  | 'nothing-missing'
  | 'absent'
  | 'missing-in'
  | 'missing-out'
  | 'missing-midday'
  /** `midday: none`, between the only marks and the session that carries the flag. */
  | 'between'

export interface Verdicts {
  /** One for each session of the day. */
  readonly of: readonly Verdict[]
  /** `midday: none`: the first owed session with an arrival; -1 when there is none, or under another policy. */
  readonly firstArrival: number
  /** `midday: none` and the day has arrivals but not one departure. */
  readonly onlyArrivals: boolean
}

/** Step 8: what is missing in each session. First, last, previous and next mean among the owed ones. */
export function missingMarks(
  marks: readonly OpenMarks[],
  { excused, owed }: OwedBounds,
  midday: Policy['midday'],
): Verdicts {
  const of: Verdict[] = []
  for (let session = 0; session < marks.length; session++) {
    of.push(excused[session] ? 'excused' : underBoth(marks[session]))
  }
  const verdicts = { of, firstArrival: -1, onlyArrivals: false }
  switch (midday) {
    case 'both':
      return verdicts
    case 'either':
      judgeEither(of, owed, marks)
      return verdicts
    case 'none':
      return judgeNone(of, owed, marks)
    default:
      return assertNever(midday)
  }
}

function underBoth(marks: OpenMarks | undefined): Verdict {
  if (marks === undefined) return 'absent'
  if (marks.in === null) return marks.out === null ? 'absent' : 'missing-in'
  return marks.out === null ? 'missing-out' : 'nothing-missing'
}

/** `of` comes in as under `both` and is corrected where one midday scan is enough. */
function judgeEither(of: Verdict[], owed: readonly number[], marks: readonly OpenMarks[]): void {
  for (let place = 0; place < owed.length; place++) {
    const session = owed[place] ?? -1
    const previous = marks[owed[place - 1] ?? -1]
    const next = marks[owed[place + 1] ?? -1]
    if (of[session] === 'missing-in' && previous !== undefined && hasMark(previous)) {
      of[session] = previous.out === null ? 'missing-midday' : 'nothing-missing'
    } else if (of[session] === 'missing-out' && next !== undefined && hasMark(next)) {
      of[session] = 'nothing-missing'
    }
  }
}

/** `of` comes in as under `both` and is corrected for the first arrival and the last departure. */
function judgeNone(of: Verdict[], owed: readonly number[], marks: readonly OpenMarks[]): Verdicts {
  const firstArrival = owed.find((session) => marks[session]?.in) ?? -1
  const lastDeparture = owed.findLast((session) => marks[session]?.out) ?? -1
  const onlyArrivals = firstArrival !== -1 && lastDeparture === -1
  const first = owed[0] ?? -1
  const last = owed[owed.length - 1] ?? -1
  for (const session of owed) {
    if (onlyArrivals) {
      if (session === last) of[session] = 'missing-out'
      else if (session === firstArrival) of[session] = 'nothing-missing'
      else if (session > firstArrival) of[session] = 'between'
    } else if (firstArrival === -1 && lastDeparture !== -1) {
      if (session === first) of[session] = 'missing-in'
      else if (session === lastDeparture) of[session] = 'nothing-missing'
      else if (session < lastDeparture) of[session] = 'between'
    } else if (firstArrival !== -1 && firstArrival <= session && session <= lastDeparture) {
      of[session] = 'nothing-missing'
    }
  }
  return { of, firstArrival, onlyArrivals }
}

const hasMark = (marks: OpenMarks): boolean => marks.in !== null || marks.out !== null
