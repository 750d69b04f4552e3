import type { Intent } from '../../../core/day/day-types.ts'
import type { EnrolOutcome, IntentAnswer, ScanAnswer } from '../../../core/kiosk/kiosk-api.ts'
import type { SignInAnswer } from '../../../core/kiosk/kiosk-desk-api.ts'
import type { ScannerFault } from '../scanner/read-burst.ts'

/** A sign-in that is on record. */
export type SignedIn = Extract<SignInAnswer, { kind: 'recorded' }>

/** What the answer card is about. A card holds the name of the person who scanned and nobody else's. */
export type Card =
  | { readonly kind: 'pending' }
  | { readonly kind: 'scan'; readonly answer: Exclude<ScanAnswer, { kind: 'enrolment-code' }> }
  /** Came without the badge. */
  | { readonly kind: 'sign-in'; readonly answer: SignedIn }
  | { readonly kind: 'intent'; readonly intent: Intent; readonly answer: IntentAnswer }
  | { readonly kind: 'enrolling' }
  | { readonly kind: 'enrol'; readonly answer: EnrolOutcome }
  /** A scanner beeped, and what it sent is no code. */
  | { readonly kind: 'scanner'; readonly fault: ScannerFault }
  /** More than one badge was held up: whose turn it is, nobody can tell. */
  | { readonly kind: 'several-badges' }
  /** The service failed where it should have answered. */
  | { readonly kind: 'fault' }

/** How long a card stays: a name leaves the screen after four seconds. */
export const CARD_MS = 4_000
/** The fingerprint of an enrolment is compared by eye with another screen. */
export const ENROLLED_CARD_MS = 120_000

/** What to set at a scanner takes reading. */
export const SCANNER_CARD_MS = 12_000
/** Why an enrolment was not even tried takes reading. */
export const FAULT_CARD_MS = 20_000

/** Milliseconds a card stays; `null` while something is still awaited. */
export function cardTime(card: Card): number | null {
  if (card.kind === 'pending' || card.kind === 'enrolling') return null
  if (card.kind === 'scanner') return SCANNER_CARD_MS
  if (card.kind !== 'enrol') return CARD_MS
  if (card.answer.kind === 'enrolled') return ENROLLED_CARD_MS
  return card.answer.kind === 'unreachable' && card.answer.fault !== undefined ? FAULT_CARD_MS : CARD_MS
}
