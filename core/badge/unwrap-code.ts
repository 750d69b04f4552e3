import { BADGE_CODE_LENGTH, isBadgeCode } from './badge-code.ts'
import { classifyCode, ENROLMENT_PREFIX } from './classify-code.ts'

/** Codes of a known kind in what a scanner sent, and what it put around them. */
export interface UnwrappedCode {
  /** One code, or badges sent without an end between them, each once. */
  readonly codes: readonly string[]
  readonly before: string
  readonly after: string
  /** Every digit came as the character that Shift makes of its key. */
  readonly shifted: boolean
}

/** Scanners put a code letter, brackets or a word of a few letters around a code; longer texts are other codes. */
const MOST_AROUND = 8
/** Badges that may come in one go; more is no counter's queue. */
const MOST_BADGES = 4
/** Characters around a badge, digits among them, that still are a setting of the scanner. */
const MOST_ADDED = 10
/** What the AIM standard puts before a code: `]`, a letter for the kind of code, a digit or letter for its form. */
const AIM = /^\][A-Za-z][0-9A-Za-z]/
const SHIFTED_DIGITS = ')!@#$%^&*('

/** The same text with the characters that Shift makes of digit keys as their digits; `null` where it has digits itself. */
function unshifted(text: string): string | null {
  if (/\d/.test(text)) return null
  const digits = [...text].map((character) => {
    const digit = SHIFTED_DIGITS.indexOf(character)
    return digit < 0 ? character : String(digit)
  })
  return digits.join('')
}

/** Characters from here on that are no part of a code: identifiers and up to eight others, never a digit or a divider. */
function aroundAt(text: string, from: number): number {
  let at = from
  let others = 0
  while (at < text.length) {
    const identifier = AIM.exec(text.slice(at, at + 3))
    if (identifier !== null) {
      at += 3
      continue
    }
    const character = text.charAt(at)
    if (/[0-9|]/.test(character) || ++others > MOST_AROUND) break
    at++
  }
  return at
}

function badgesIn(text: string): Omit<UnwrappedCode, 'shifted'> | null {
  const codes = new Set<string>()
  let at = aroundAt(text, 0)
  const before = text.slice(0, at)
  let end = at
  for (let count = 0; at < text.length; count++) {
    const code = text.slice(at, at + BADGE_CODE_LENGTH)
    if (count === MOST_BADGES || !isBadgeCode(code)) return null
    codes.add(code)
    end = at + BADGE_CODE_LENGTH
    at = aroundAt(text, end)
  }
  return codes.size === 0 ? null : { codes: [...codes], before, after: text.slice(end) }
}

/** A ticket or an identity card behind what a scanner puts before codes. */
function otherIn(text: string): Omit<UnwrappedCode, 'shifted'> | null {
  for (const from of new Set([0, text.indexOf(ENROLMENT_PREFIX), aroundAt(text, 0)])) {
    if (from < 0 || from > MOST_AROUND + 3) continue
    const code = text.slice(from)
    const kind = classifyCode(code)
    if (kind === 'enrolment' || kind === 'identity-card') {
      return { codes: [code], before: text.slice(0, from), after: '' }
    }
  }
  return null
}

const EDGES = /^\p{Cc}+|\p{Cc}+$/gu

/** A text without the control characters at its ends. */
export const withoutControls = (text: string): string => text.replace(EDGES, '')

/**
 * Finds badges, an enrolment ticket or an identity card in what a scanner sent, within what scanners are known to put
 * around a code. Nothing is searched for in the middle of another code's digits.
 * @returns `null`: none of them
 */
export function unwrapCode(text: string): UnwrappedCode | null {
  const bare = withoutControls(text)
  const plain = badgesIn(bare) ?? otherIn(bare)
  if (plain !== null) return { ...plain, shifted: false }
  const digits = unshifted(bare)
  const moved = digits === null ? null : (badgesIn(digits) ?? otherIn(digits))
  return moved === null ? null : { ...moved, shifted: true }
}

/** Whether a text is a badge's code with a few characters more around it than any known setting adds, such as digits. */
export function hasAddedCharacters(text: string): boolean {
  const added = text.length - BADGE_CODE_LENGTH
  if (added < 1 || added > MOST_ADDED) return false
  for (let at = 0; at <= added; at++) {
    if (isBadgeCode(text.slice(at, at + BADGE_CODE_LENGTH))) return true
  }
  return false
}

/** Whether a text consists of nothing but what Shift makes of digit keys. */
export const isShiftedDigits = (text: string): boolean =>
  text.length > 0 && [...text].every((character) => SHIFTED_DIGITS.includes(character))
