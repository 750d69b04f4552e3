import { assertNever } from '../../../core/assert-never.ts'
import type { Intent } from '../../../core/day/day-types.ts'
import type { Became } from '../../../core/kiosk/kiosk-api.ts'

/**
 * The four meanings worth offering for a scan far from every boundary. Never the one it already has, but for an arrival:
 * nobody was away who has just come, so they say that they came, not that they are back.
 */
export function intentChoices(became: Became | null): readonly [Intent, Intent, Intent, Intent] {
  if (became === null) return ['arrive', 'leave', 'out-duty', 'return']
  switch (became.kind) {
    case 'arrived':
      return ['out-duty', 'out-private', 'arrive', 'leave']
    case 'already-recorded':
    case 'noted':
    case 'returned':
      return ['out-duty', 'out-private', 'return', 'leave']
    case 'left':
      return ['out-duty', 'out-private', 'return', 'arrive']
    case 'stepped-out':
      return [became.purpose === 'out-duty' ? 'out-private' : 'out-duty', 'return', 'leave', 'arrive']
    case 'outside-hours':
    case 'unscheduled':
      return ['arrive', 'leave', 'out-duty', 'return']
    default:
      return assertNever(became)
  }
}
