import { keyText } from './key-text.ts'

/** Keys further apart than this were not sent in one go; slow wireless scanners need some 100 ms a key. */
export const PAUSE_MS = 400
/** Where a key is further from the one before than this, something else may have begun. */
export const LONGEST_GAP_MS = 100
/** More than any code holds; what is longer is noise and forgotten. */
export const LONGEST_BURST = 8_192

/** One key press as the browser reports it. */
export interface KeyStroke {
  /** The physical key, `KeyboardEvent.code`; empty or `Unidentified` from virtual keyboards. */
  readonly code: string
  /** What layout and input method made of it, `KeyboardEvent.key`. */
  readonly key: string
  readonly shift: boolean
  readonly ctrl: boolean
  readonly alt: boolean
  readonly meta: boolean
  /** Held down; scanners never hold a key. */
  readonly repeat: boolean
  /** Milliseconds on any steady clock. */
  readonly atMs: number
}

/** What has been typed so far, without a pause, that may be a scanner's. */
export interface Burst {
  /** Keys that write nothing stand in it as control characters. */
  readonly text: string
  /** Presses, without Shift and its like. */
  readonly keys: number
  readonly firstMs: number
  readonly lastMs: number
  readonly longestGapMs: number
  /** Length of the text where the longest gap was. */
  readonly longestGapAt: number
  /** Where the text begins that came after the last longer gap, and when. */
  readonly tailAt: number
  readonly tailMs: number
  readonly tailKeys: number
  /** Digits typed so far with Alt held: the number of a character. */
  readonly altDigits: string
  readonly byAlt: boolean
  /** Keys that say neither which they are nor what they write. */
  readonly nameless: number
  readonly held: boolean
}

export const NO_BURST: Burst = {
  text: '',
  keys: 0,
  firstMs: 0,
  lastMs: Number.NEGATIVE_INFINITY,
  longestGapMs: 0,
  longestGapAt: 0,
  tailAt: 0,
  tailMs: 0,
  tailKeys: 0,
  altDigits: '',
  byAlt: false,
  nameless: 0,
  held: false,
}

/** A burst that is over, and what ended it. */
export interface EndedBurst {
  readonly burst: Burst
  readonly end: 'enter' | 'pause'
}

export interface BurstStep {
  readonly burst: Burst
  readonly ended: readonly EndedBurst[]
}

const NO_KEY = '\0'
const ENDS = new Set(['Enter', 'NumpadEnter', 'Tab'])
const MODIFIER = /^(?:Shift|Control|Alt|Meta)(?:Left|Right)?$|^(?:CapsLock|NumLock|AltGraph)$/
const CONTROLS: Readonly<Record<string, string>> = {
  BracketLeft: '\x1b',
  Backslash: '\x1c',
  BracketRight: '\x1d',
}

const hasPlace = ({ code }: KeyStroke): boolean => code !== '' && code !== 'Unidentified'
/** The physical key, or what a virtual keyboard calls it instead. */
const nameOf = (stroke: KeyStroke): string => (hasPlace(stroke) ? stroke.code : stroke.key)

/** @returns `null` for a key that says nothing about itself */
function writtenBy(stroke: KeyStroke): string | null {
  const { code, key, shift, ctrl, alt, meta } = stroke
  if (alt || meta) return NO_KEY
  const letter = /^Key([A-Z])$/.exec(code)?.[1]
  if (ctrl) {
    if (letter !== undefined) return String.fromCharCode(letter.charCodeAt(0) - 64)
    return CONTROLS[code] ?? NO_KEY
  }
  if (hasPlace(stroke)) return keyText(code, shift) ?? NO_KEY
  return /^[ -~]$/.test(key) ? key : null
}

/** The characters whose numbers were typed with Alt held; three digits each where nothing parts them. */
function byNumber(digits: string): string {
  const numbers = digits.length > 5 && /^(?:0\d\d)+$/.test(digits) ? (digits.match(/\d{3}/g) ?? []) : [digits]
  return numbers
    .map((number) => (Number(number) <= 0x10ffff ? String.fromCodePoint(Number(number)) : NO_KEY))
    .join('')
}

const withAltDone = (burst: Burst): Burst =>
  burst.altDigits === '' ? burst : { ...burst, text: burst.text + byNumber(burst.altDigits), altDigits: '' }

/** A burst after which no key came. */
export const endByPause = (burst: Burst): EndedBurst | null =>
  burst.keys === 0 ? null : { burst: withAltDone(burst), end: 'pause' }

/** The burst with one more press, and the gap before it. */
function pressed(burst: Burst, atMs: number): Burst {
  if (burst.keys === 0)
    return { ...NO_BURST, keys: 1, firstMs: atMs, lastMs: atMs, tailMs: atMs, tailKeys: 1 }
  const gap = atMs - burst.lastMs
  const longest = gap > burst.longestGapMs
  const apart = gap > LONGEST_GAP_MS
  return {
    ...burst,
    keys: burst.keys + 1,
    lastMs: atMs,
    longestGapMs: longest ? gap : burst.longestGapMs,
    longestGapAt: longest ? burst.text.length : burst.longestGapAt,
    tailAt: apart ? burst.text.length : burst.tailAt,
    tailMs: apart ? atMs : burst.tailMs,
    tailKeys: apart ? 1 : burst.tailKeys + 1,
  }
}

/** Takes one key stroke; a burst ends with Enter, Tab or a pause. What it was is for others to say. */
export function takeKey(before: Burst, stroke: KeyStroke): BurstStep {
  const { atMs, ctrl, alt, meta } = stroke
  const paused = atMs - before.lastMs > PAUSE_MS ? endByPause(before) : null
  const ended = paused === null ? [] : [paused]
  const burst = atMs - before.lastMs > PAUSE_MS ? NO_BURST : before
  const name = nameOf(stroke)

  if (MODIFIER.test(name)) return { burst: name.startsWith('Alt') ? withAltDone(burst) : burst, ended }
  if (stroke.repeat) return { burst: { ...pressed(burst, atMs), held: true }, ended }
  const combined = ctrl || alt || meta
  if (ENDS.has(name) && !combined) {
    return { burst: NO_BURST, ended: [...ended, { burst: withAltDone(burst), end: 'enter' }] }
  }
  const digit = alt && !ctrl && !meta ? /^Numpad(\d)$/.exec(name)?.[1] : undefined
  if (digit !== undefined) {
    const next = pressed(burst, atMs)
    return { burst: { ...next, altDigits: next.altDigits + digit, byAlt: true }, ended }
  }
  const done = withAltDone(burst)
  const next = pressed(done, atMs)
  const text = writtenBy(stroke)
  if (next.text.length >= LONGEST_BURST) return { burst: { ...next, text: '', held: true }, ended }
  return {
    burst: {
      ...next,
      text: next.held ? '' : next.text + (text ?? NO_KEY),
      nameless: next.nameless + (text === null ? 1 : 0),
    },
    ended,
  }
}
