import { isBadgeCode } from '../../../core/badge/badge-code.ts'
import {
  hasAddedCharacters,
  isShiftedDigits,
  type UnwrappedCode,
  unwrapCode,
  withoutControls,
} from '../../../core/badge/unwrap-code.ts'
import type { Burst, EndedBurst } from './key-burst.ts'

/** Slowest scanner whose badges are taken; nobody types 41 digits with right check digits at this pace. */
const SLOWEST_MEAN_MS = 115
/** What has no check digits must come this quickly to be a machine's; people who type fast stay above it. */
const MACHINE_MEAN_MS = 50
/** A few characters this quick, with Enter behind them, are no fingers either. */
const SHORT_MEAN_MS = 25
const FEWEST = 4
/** Shorter bursts at a machine's pace are somebody's fingers, unless they are quicker still. */
export const SHORTEST_BURST = 8
/** Nobody types so much at a counter in one go. */
const TOO_MUCH_FOR_FINGERS = 24
/** A gap this long, and this many times as long as the others, cuts a code in two. */
const CUT_GAP_MS = 150
const CUT_TIMES = 2.5
/** Keys of which nothing is known, before they count as a scanner's. */
const MOST_NAMELESS = 8

/** What is wrong with what a scanner sends, as far as its keys tell. */
export const SCANNER_FAULTS = [
  'cut',
  'adds',
  'shift',
  'alt',
  'control-keys',
  'slow',
  'no-names',
  'short',
] as const
export type ScannerFault = (typeof SCANNER_FAULTS)[number]

export type Reading =
  /** To be taken as scans; `wrapped` for codes of a known kind. */
  | { readonly kind: 'codes'; readonly codes: readonly string[]; readonly wrapped: UnwrappedCode | null }
  | { readonly kind: 'fault'; readonly fault: ScannerFault }
  /** Nobody's scan. */
  | { readonly kind: 'nothing' }

export interface Circumstances {
  /** A screen is open in which people may be typing. */
  readonly typing: boolean
  /** Just before, a code broke off: this may be the rest of it. */
  readonly afterCut: boolean
}

const NOTHING: Reading = { kind: 'nothing' }
const fault = (of: ScannerFault): Reading => ({ kind: 'fault', fault: of })
const codes = (wrapped: UnwrappedCode): Reading => ({ kind: 'codes', codes: wrapped.codes, wrapped })

/** Milliseconds from key to key on average, without the longest gap. */
export function paceOf({ keys, firstMs, lastMs, longestGapMs }: Burst): number {
  if (keys < 2) return Number.POSITIVE_INFINITY
  return keys < 4 ? (lastMs - firstMs) / (keys - 1) : (lastMs - firstMs - longestGapMs) / (keys - 2)
}

const isCut = (burst: Burst): boolean => burst.longestGapMs > Math.max(CUT_GAP_MS, CUT_TIMES * paceOf(burst))

/** The known codes of a burst, and whether the burst breaks off in the middle of the only badge. */
function knownIn(burst: Burst): { readonly wrapped: UnwrappedCode; readonly cut: boolean } | null {
  const wrapped = unwrapCode(burst.text)
  if (wrapped === null) return null
  const from = burst.text.indexOf(wrapped.before) + wrapped.before.length
  const inside = burst.longestGapAt > from && burst.longestGapAt < burst.text.length - wrapped.after.length
  const [only, more] = wrapped.codes
  return { wrapped, cut: more === undefined && isBadgeCode(only ?? '') && inside && isCut(burst) }
}

/** What came after the last longer gap, where it alone is a known code: keys pressed by hand went before it. */
function knownTail({ text, tailAt, tailMs, tailKeys, lastMs }: Burst): UnwrappedCode | null {
  if (tailAt === 0 || tailKeys < 2 || (lastMs - tailMs) / (tailKeys - 1) > SLOWEST_MEAN_MS) return null
  return unwrapCode(text.slice(tailAt))
}

/** What a machine sent that holds no known code. */
function readUnknown({ burst, end }: EndedBurst, text: string, { typing, afterCut }: Circumstances): Reading {
  const pace = paceOf(burst)
  if (text.length < SHORTEST_BURST) {
    const quick = text.length >= FEWEST && pace <= SHORT_MEAN_MS && end === 'enter' && !typing
    return quick ? fault(afterCut ? 'cut' : 'short') : NOTHING
  }
  const digits = text.replace(/\D/g, '').length
  if (pace > MACHINE_MEAN_MS) {
    const certain = digits >= TOO_MUCH_FOR_FINGERS || (!typing && text.length >= TOO_MUCH_FOR_FINGERS)
    if (!certain) return NOTHING
    if (pace > SLOWEST_MEAN_MS || digits < TOO_MUCH_FOR_FINGERS) return fault('slow')
  }
  if (afterCut || isCut(burst)) return fault('cut')
  if (burst.byAlt) return fault('alt')
  if (/\p{Cc}/u.test(text)) return fault('control-keys')
  if (hasAddedCharacters(text)) return fault('adds')
  if (isShiftedDigits(text)) return fault('shift')
  // Half a code is not named as if it were a whole one: it may be half a badge.
  if (end === 'pause') return fault('cut')
  return { kind: 'codes', codes: [text], wrapped: null }
}

/**
 * Says what a burst of keys was. A badge, a ticket or an identity card within what scanners are known to add is read;
 * anything else that a machine sent is a code for the service to name, or a fault of the scanner in words.
 */
export function readBurst(ended: EndedBurst, circumstances: Circumstances): Reading {
  const { burst } = ended
  if (burst.held) return NOTHING
  const pace = paceOf(burst)
  if (burst.nameless >= MOST_NAMELESS && pace <= SLOWEST_MEAN_MS) return fault('no-names')
  const known = knownIn(burst)
  if (known !== null && !known.cut) return pace <= SLOWEST_MEAN_MS ? codes(known.wrapped) : fault('slow')
  const tail = knownTail(burst)
  if (tail !== null) return codes(tail)
  if (known !== null) return fault('cut')
  return readUnknown(ended, withoutControls(burst.text), circumstances)
}
