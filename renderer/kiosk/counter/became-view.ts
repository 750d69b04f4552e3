import { assertNever } from '../../../core/assert-never.ts'
import type { Became } from '../../../core/kiosk/kiosk-api.ts'
import type { IconName } from '../parts/icon.tsx'
import type { Say } from '../text/kiosk-text.ts'
import { showTime } from '../text/show-time.ts'

/** What a card says of a scan itself. */
export interface AnswerPart {
  readonly tone: 'good' | 'attention' | 'bad' | 'busy'
  readonly icon: IconName
  readonly word: string
  readonly detail: string | null
  /** Stands before the detail, which is then for the eyes of whoever stands at the kiosk: in small letters. */
  readonly detailIcon?: IconName | null
}

/** In whose words, by which clock, and whether late and early are told to the whole room. */
export interface Telling {
  readonly zone: string
  readonly say: Say
  readonly discreet: boolean
}

/** Puts what a scan became into colour, icon and words. */
export function becameView(became: Became, { zone, say, discreet }: Telling): AnswerPart {
  if (discreet && (became.kind === 'arrived' || became.kind === 'left')) return discreetView(became, say)
  switch (became.kind) {
    case 'arrived':
      return became.lateMinutes > 0
        ? {
            tone: 'attention',
            icon: 'late',
            word: say('answer.arrived.late', { minutes: became.lateMinutes }),
            detail: null,
          }
        : { tone: 'good', icon: 'check', word: say('answer.arrived'), detail: say('answer.arrived.onTime') }
    case 'left':
      return became.earlyMinutes > 0
        ? {
            tone: 'attention',
            icon: 'early',
            word: say('answer.left.early', { minutes: became.earlyMinutes }),
            detail: null,
          }
        : { tone: 'good', icon: 'leave', word: say('answer.left'), detail: say('answer.left.onTime') }
    case 'already-recorded':
      return {
        tone: 'good',
        icon: 'repeat',
        word: say('answer.already', { time: showTime(became.firstAt, zone) }),
        detail: say('answer.already.detail'),
      }
    case 'stepped-out':
      return {
        tone: 'good',
        icon: 'leave',
        word: say(`answer.${became.purpose}`),
        detail: say('answer.out.detail'),
      }
    case 'returned':
      return { tone: 'good', icon: 'check', word: say('answer.returned'), detail: null }
    case 'noted':
      return { tone: 'good', icon: 'check', word: say('answer.noted'), detail: say('answer.noted.detail') }
    case 'outside-hours':
      return {
        tone: 'attention',
        icon: 'moon',
        word: say('answer.outside'),
        detail: say('answer.outside.detail'),
      }
    case 'unscheduled':
      return {
        tone: 'attention',
        icon: 'calendar',
        word: say('answer.unscheduled'),
        detail: say('answer.unscheduled.detail'),
      }
    default:
      return assertNever(became)
  }
}

/** One word, colour and icon for all, on time or not: a word for the late alone would soon be read by the whole room. */
function discreetView(became: Extract<Became, { kind: 'arrived' | 'left' }>, say: Say): AnswerPart {
  const same = { tone: 'good', icon: 'check', word: say('answer.discreet') } as const
  if (became.kind === 'arrived') {
    return became.lateMinutes > 0
      ? { ...same, detailIcon: 'late', detail: say('answer.discreet.late', { minutes: became.lateMinutes }) }
      : { ...same, detailIcon: 'check', detail: say('answer.discreet.onTime') }
  }
  return became.earlyMinutes > 0
    ? { ...same, detailIcon: 'early', detail: say('answer.discreet.early', { minutes: became.earlyMinutes }) }
    : { ...same, detailIcon: 'check', detail: say('answer.discreet.leftOnTime') }
}
