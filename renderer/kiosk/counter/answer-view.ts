import { assertNever } from '../../../core/assert-never.ts'
import type { ScanAnswer } from '../../../core/kiosk/kiosk-api.ts'
import { lineWords } from '../parts/line-words.ts'
import type { Sound } from '../sound/play-sound.ts'
import type { Say } from '../text/kiosk-text.ts'
import { showTime } from '../text/show-time.ts'
import { type AnswerPart, becameView, type Telling } from './became-view.ts'
import type { Card } from './card.ts'

/** A card as it is shown: state by colour, icon and word together, never by colour alone. */
export interface AnswerView extends Required<AnswerPart> {
  /** Who scanned; only ever that person. */
  readonly name: string | null
  readonly title: string | null
  readonly time: string | null
  /** Shown large to be compared by eye. */
  readonly fingerprint: string | null
  readonly sound: Sound | null
}

const SOUNDS: Readonly<Record<AnswerView['tone'], Sound | null>> = {
  good: 'recorded',
  attention: 'attention',
  bad: 'not-recorded',
  busy: null,
}

const view = (part: AnswerPart, more: Partial<AnswerView> = {}): AnswerView => ({
  name: null,
  title: null,
  time: null,
  fingerprint: null,
  detailIcon: null,
  sound: SOUNDS[part.tone],
  ...part,
  ...more,
})

type Recorded = Extract<ScanAnswer, { kind: 'recorded' }>

function recordedPart(answer: Recorded, telling: Telling): AnswerPart {
  const { say } = telling
  if (answer.revoked) {
    return {
      tone: 'attention',
      icon: 'ban',
      word: say('answer.revoked'),
      detail: say('answer.revoked.detail'),
    }
  }
  switch (answer.person.kind) {
    case 'guest':
      return { tone: 'good', icon: 'guest', word: say('answer.guest'), detail: say('answer.guest.detail') }
    case 'unknown':
    case 'unnamed':
      return {
        tone: 'attention',
        icon: answer.person.kind === 'unknown' ? 'question' : 'ban',
        word: say(`answer.${answer.person.kind}`),
        detail: say(`answer.${answer.person.kind}.detail`),
      }
    case 'ours':
      return answer.became === null
        ? { tone: 'good', icon: 'check', word: say('answer.noted'), detail: null }
        : becameView(answer.became, telling)
    default:
      return assertNever(answer.person)
  }
}

function recordedView(answer: Recorded, telling: Telling): AnswerView {
  const { zone, say } = telling
  const { person } = answer
  const name =
    person.kind === 'ours'
      ? person.name
      : person.kind === 'guest'
        ? say('answer.guest.name', { from: person.from })
        : null
  return view(recordedPart(answer, telling), {
    name,
    title: person.kind === 'ours' ? person.title : null,
    time: showTime(answer.at, zone),
  })
}

const notRecorded = (reason: 'disk-full' | 'read-only' | 'storage-error' | 'fault', say: Say): AnswerView =>
  view({
    tone: 'bad',
    icon: 'cross',
    word: say('answer.not-recorded'),
    detail: say(`answer.not-recorded.${reason}`),
  })

function scanView(answer: Extract<Card, { kind: 'scan' }>['answer'], telling: Telling): AnswerView {
  const { say } = telling
  switch (answer.kind) {
    case 'recorded':
      return recordedView(answer, telling)
    case 'refused':
      return view({
        tone: 'attention',
        icon:
          answer.class === 'identity-card' ? 'idCard' : answer.class === 'foreign' ? 'question' : 'warning',
        word: say(`answer.${answer.class}`),
        detail: say(`answer.${answer.class}.detail`),
      })
    case 'not-enrolled':
      return view({
        tone: 'bad',
        icon: 'plug',
        word: say('answer.not-enrolled'),
        detail: say('answer.not-enrolled.detail'),
      })
    case 'not-recorded':
      return notRecorded(answer.reason, say)
    default:
      return assertNever(answer)
  }
}

function enrolView(answer: Extract<Card, { kind: 'enrol' }>['answer'], zone: string, say: Say): AnswerView {
  switch (answer.kind) {
    case 'enrolled':
      return view(
        { tone: 'good', icon: 'check', word: say('enrol.done'), detail: say('enrol.done.detail') },
        { name: answer.point, fingerprint: answer.fingerprint },
      )
    case 'refused':
      return view({
        tone: 'bad',
        icon: 'cross',
        word: say('enrol.refused'),
        detail: say(`enrol.refused.${answer.reason}`),
      })
    case 'unreachable':
      return view({
        tone: 'bad',
        icon: 'offline',
        word: say('enrol.unreachable'),
        detail:
          answer.fault === undefined ? say('enrol.unreachable.detail') : lineWords(answer.fault, zone, say),
      })
    default:
      return assertNever(answer)
  }
}

/**
 * Puts a card into words, colour, icon and sound.
 * @param discreet whether somebody came late or left early is for their eyes alone
 */
export function answerView(card: Card, zone: string, say: Say, discreet = false): AnswerView {
  const telling = { zone, say, discreet }
  const busy = (word: string, detail: string): AnswerView =>
    view({ tone: 'busy', icon: 'wait', word, detail })
  switch (card.kind) {
    case 'pending':
      return busy(say('answer.pending'), say('answer.pending.detail'))
    case 'scan':
      return scanView(card.answer, telling)
    case 'sign-in': {
      const shown = recordedView(card.answer, telling)
      const without = say('answer.no-badge', { count: card.answer.noBadgeThisMonth })
      return { ...shown, detail: [shown.detail, without].filter((part) => part !== null).join(' · ') }
    }
    case 'intent':
      if (card.answer.kind === 'recorded') {
        return view(
          card.answer.became === null
            ? { tone: 'good', icon: 'check', word: say(`intent.${card.intent}`), detail: null }
            : becameView(card.answer.became, telling),
        )
      }
      return card.answer.kind === 'unknown-scan'
        ? view({
            tone: 'attention',
            icon: 'question',
            word: say('intent.unknown'),
            detail: say('intent.unknown.detail'),
          })
        : notRecorded(card.answer.reason, say)
    case 'enrolling':
      return busy(say('enrol.working'), say('enrol.working.detail'))
    case 'enrol':
      return enrolView(card.answer, zone, say)
    case 'scanner':
      return view({
        tone: 'attention',
        icon: card.fault === 'cut' || card.fault === 'short' ? 'repeat' : 'scanner',
        word: say(`scanner.${card.fault}`),
        detail: say(`scanner.${card.fault}.detail`),
      })
    case 'several-badges':
      return view({
        tone: 'attention',
        icon: 'idCard',
        word: say('answer.several'),
        detail: say('answer.several.detail'),
      })
    case 'fault':
      return notRecorded('fault', say)
    default:
      return assertNever(card)
  }
}
