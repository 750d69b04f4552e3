import type { PinRefusal, VisitRefusal, WeakPin } from '../../../core/kiosk/kiosk-desk-api.ts'
import type { NotRecorded } from '../../../core/kiosk/scan-answer.ts'
import type { Say } from '../text/kiosk-text.ts'

type Plain =
  | 'not-a-leader'
  | 'not-enrolled'
  | 'unknown-person'
  | 'badge-taken'
  | 'unknown-event'
  | 'own-fact'
  | 'already-annulled'
  | 'failed'
  | 'different'
  | 'same-pin'
  | 'code-wrong'
  | 'code-expired'
  | 'code-used'
  | 'unreachable'

/** Everything that can stand between a hand and what it wanted, by kind. */
export type Trouble =
  | PinRefusal
  | VisitRefusal
  | NotRecorded
  | { readonly kind: 'weak'; readonly why: WeakPin }
  | { readonly kind: Plain }

/** What went wrong and what to do about it, as one sentence or two. */
export function troubleWords(trouble: Trouble, say: Say): string {
  switch (trouble.kind) {
    case 'pin-wrong':
      return say('trouble.pin-wrong', { count: trouble.triesLeft })
    case 'pin-locked':
      return say('trouble.pin-locked')
    case 'weak':
      return say(`trouble.weak.${trouble.why}`)
    case 'not-recorded':
      return say(`answer.not-recorded.${trouble.reason}`)
    default:
      return say(`trouble.${trouble.kind}`)
  }
}
