import { assertNever } from '../../../../core/assert-never.ts'
import type { Became, ScanAnswer } from '../../../../core/kiosk/kiosk-api.ts'
import type { Card } from '../../counter/card.ts'
import type { Spoken } from '../../sound/say-aloud.ts'

function spokenOfBecame(became: Became, discreet: boolean): Spoken {
  if (discreet && (became.kind === 'arrived' || became.kind === 'left')) return 'noted'
  switch (became.kind) {
    case 'arrived':
      return became.lateMinutes > 0 ? 'late' : 'arrived'
    case 'left':
      return became.earlyMinutes > 0 ? 'early' : 'left'
    case 'already-recorded':
      return 'already'
    case 'outside-hours':
      return 'outside'
    case 'stepped-out':
    case 'returned':
    case 'noted':
    case 'unscheduled':
      return became.kind
    default:
      return assertNever(became)
  }
}

function spokenOfRecorded(answer: Extract<ScanAnswer, { kind: 'recorded' }>, discreet: boolean): Spoken {
  if (answer.revoked) return 'revoked'
  if (answer.person.kind === 'unnamed') return 'noted'
  if (answer.person.kind !== 'ours') return answer.person.kind
  return answer.became === null ? 'noted' : spokenOfBecame(answer.became, discreet)
}

function spokenOfScan(answer: Extract<Card, { kind: 'scan' }>['answer'], discreet: boolean): Spoken {
  switch (answer.kind) {
    case 'recorded':
      return spokenOfRecorded(answer, discreet)
    case 'refused':
      return answer.class === 'malformed' ? 'unreadable' : 'not-a-badge'
    case 'not-enrolled':
    case 'not-recorded':
      return answer.kind
    default:
      return assertNever(answer)
  }
}

/**
 * What is said aloud about a card: the outcome, and nothing about the person, for everybody in the room hears it.
 * @param discreet late and early are not said either
 * @returns `null` while something is still awaited
 */
export function spokenOf(card: Card, discreet = false): Spoken | null {
  switch (card.kind) {
    case 'pending':
    case 'enrolling':
      return null
    case 'scan':
      return spokenOfScan(card.answer, discreet)
    case 'sign-in':
      return spokenOfRecorded(card.answer, discreet)
    case 'intent':
      if (card.answer.kind === 'unknown-scan') return 'no-such-scan'
      if (card.answer.kind !== 'recorded') return 'not-recorded'
      return card.answer.became === null ? 'noted' : spokenOfBecame(card.answer.became, discreet)
    case 'enrol':
      return card.answer.kind === 'enrolled' ? 'enrolled' : 'enrol-failed'
    case 'scanner':
    case 'several-badges':
      return 'unreadable'
    case 'fault':
      return 'not-recorded'
    default:
      return assertNever(card)
  }
}
