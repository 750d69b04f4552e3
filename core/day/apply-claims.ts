import type { Claim, ClaimOutcome, Policy } from './day-types.ts'
import type { DraftDay } from './draft-day.ts'
import { MINUTE_MS } from './minutes.ts'

const NO_CLAIMS: readonly ClaimOutcome[] = []

/**
 * Step 4: a claim fills a mark that is still empty, otherwise it is compared with what holds the mark.
 * Claims later than `asOf`, or for a session the day does not have, are `ignored`.
 */
export function applyClaims(
  draft: DraftDay,
  claims: readonly Claim[],
  policy: Policy,
  asOf: number,
): readonly ClaimOutcome[] {
  if (claims.length === 0) return NO_CLAIMS
  const toleranceMs = policy.claimTolerance * MINUTE_MS
  return claims.map((claim, index) => {
    const marks = draft.marks[claim.session]
    if (marks === undefined || !(claim.at <= asOf)) return 'ignored'
    const held = marks[claim.side]
    if (held === null) {
      marks[claim.side] = { at: claim.at, by: { kind: 'claim', index } }
      return 'used'
    }
    return Math.abs(held.at - claim.at) <= toleranceMs ? 'confirmed' : 'differs'
  })
}
