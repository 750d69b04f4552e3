import type { Claim, ClaimOutcome, DayInput, Mark } from './day-types.ts'
import type { DraftDay } from './draft-day.ts'
import { EXTRA } from './keep-scans.ts'
import { MINUTE_MS, minuteOf } from './minutes.ts'
import type { OwedBounds } from './owed-bounds.ts'

const NO_CLAIMS: readonly ClaimOutcome[] = []

/**
 * Step 5: a claim fills a mark that is still empty, otherwise it is compared with what holds the mark, or takes its
 * place. Claims later than `asOf`, or for a session the day does not have, are `ignored`.
 */
export function applyClaims(
  draft: DraftDay,
  input: Pick<DayInput, 'claims' | 'policy' | 'asOf'>,
  sessions: OwedBounds,
): readonly ClaimOutcome[] {
  const { claims, asOf } = input
  if (claims.length === 0) return NO_CLAIMS
  const outcomes = new Array<ClaimOutcome>(claims.length).fill('ignored')
  const settled = claims.map(({ session, at }) => draft.marks[session] === undefined || !(at <= asOf))
  for (let first = 0; first < claims.length; first++) {
    const claim = claims[first]
    if (claim === undefined || settled[first]) continue
    const rivals: number[] = []
    for (let index = first; index < claims.length; index++) {
      const rival = claims[index]
      if (settled[index] || rival?.session !== claim.session || rival.side !== claim.side) continue
      settled[index] = true
      rivals.push(index)
    }
    settle(draft, input, sessions, rivals, outcomes)
  }
  return outcomes
}

/** Decides between the claims for one mark, in the order they were made, and the scan that may hold it. */
function settle(
  draft: DraftDay,
  { claims, policy }: Pick<DayInput, 'claims' | 'policy'>,
  { bounds }: OwedBounds,
  rivals: readonly number[],
  outcomes: ClaimOutcome[],
): void {
  const { session = -1, side = 'in' } = claims[rivals[0] ?? -1] ?? {}
  const marks = draft.marks[session]
  if (marks === undefined) return
  const toleranceMs = policy.claimTolerance * MINUTE_MS
  const lateFrom = minuteOf(bounds[session]?.start ?? Number.NaN) + policy.graceLate
  const held = marks[side]
  const taker =
    held === null
      ? rivals[0]
      : rivals.find((index) => takesMark(claims[index], held, draft, toleranceMs, lateFrom))
  if (taker !== undefined) {
    const index = rivals.find((rival) => claims[rival]?.accepted === true) ?? taker
    if (held !== null) draft.roles[held.by.index] = EXTRA
    marks[side] = { at: claims[index]?.at ?? Number.NaN, by: { kind: 'claim', index } }
  }
  const holder = marks[side]
  for (const index of rivals) {
    if (holder?.by.kind === 'claim' && holder.by.index === index) outcomes[index] = 'used'
    else outcomes[index] = isClose(claims[index], holder, toleranceMs) ? 'confirmed' : 'differs'
  }
}

const isClose = (claim: Claim | undefined, mark: Mark | null, toleranceMs: number): boolean =>
  claim !== undefined && mark !== null && Math.abs(mark.at - claim.at) <= toleranceMs

/**
 * Whether a claim stands against the scan that holds its mark. A scan proves no lateness when it came after the
 * leader's word, however near: whoever was vouched for may scan out of habit.
 * @param lateFrom minutes; an arrival in a later one is late
 */
function takesMark(
  claim: Claim | undefined,
  held: Mark,
  { roles }: DraftDay,
  toleranceMs: number,
  lateFrom: number,
): boolean {
  if (claim === undefined) return false
  const isEarlierArrival = claim.side === 'in' && claim.at < held.at
  const cameFirst = isEarlierArrival && claim.made !== undefined && claim.made < held.at
  if (isClose(claim, held, toleranceMs)) return cameFirst && minuteOf(held.at) > lateFrom
  const role = roles[held.by.index]
  return (
    claim.accepted === true ||
    cameFirst ||
    (isEarlierArrival && role?.kind === 'arrival' && role.inferred === true)
  )
}
