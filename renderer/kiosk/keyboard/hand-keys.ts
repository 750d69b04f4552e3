import { keyText } from '../scanner/key-text.ts'

/** A hand's keys are held back so long: by then a scanner would have sent its next one. */
export const HOLD_MS = 100
/** Nobody presses so many keys … */
const MACHINE_KEYS = 5
/** … with so little time from one to the next, on average. */
const MACHINE_MEAN_GAP_MS = 50
/** What comes so soon after a machine's keys is the rest of them: a busy computer tears them apart. */
const MACHINE_REST_MS = 1_000

/** One key press as the browser reports it. */
export interface PressedKey {
  /** The physical key; empty where an input method wrote a letter without one. */
  readonly code: string
  /** What layout and input method made of it. */
  readonly key: string
  readonly shift: boolean
  /** With Ctrl, Alt or Meta. */
  readonly combined: boolean
  /** Held down. */
  readonly repeat: boolean
  /** Milliseconds on any steady clock. */
  readonly atMs: number
}

/** What a hand meant by a key. */
export type Stroke =
  /** `physical`: as a US keyboard writes it. `written`: as the system did. At least one of them is there. */
  | {
      readonly kind: 'letter'
      readonly physical: string | null
      readonly written: string | null
      /** As `PressedKey`. */
      readonly atMs: number
    }
  | { readonly kind: 'back' | 'enter' | 'escape' }

/** Keys that came without a pause, as far as they wait for what they turn out to be. */
export interface Run {
  readonly waiting: readonly Stroke[]
  /** Keys of the keyboard, without what an input method wrote by itself. */
  readonly keys: number
  readonly firstMs: number
  readonly lastMs: number
  readonly by: 'unknown' | 'machine'
}

export const NO_RUN: Run = {
  waiting: [],
  keys: 0,
  firstMs: 0,
  lastMs: Number.NEGATIVE_INFINITY,
  by: 'unknown',
}

const KINDS: Readonly<Record<string, 'back' | 'enter' | 'escape'>> = {
  Backspace: 'back',
  Enter: 'enter',
  NumpadEnter: 'enter',
  Escape: 'escape',
}

/** @returns `null` for a key that means nothing in a field */
export function strokeOf({ code, key, shift, combined, repeat, atMs }: PressedKey): Stroke | null {
  if (combined) return null
  const kind = KINDS[code === '' ? key : code]
  if (kind !== undefined) return repeat && kind !== 'back' ? null : { kind }
  if (repeat) return null
  const physical = keyText(code, shift)
  const written = Array.from(key).length === 1 && !/\p{Cc}/u.test(key) ? key : null
  return physical === null && written === null ? null : { kind: 'letter', physical, written, atMs }
}

export interface RunStep {
  readonly run: Run
  /** Certainly a hand's, in order. */
  readonly strokes: readonly Stroke[]
}

/**
 * Takes one key press and tells a hand's keys from a scanner's by their pace. A scanner's are nobody's
 * typing, whatever becomes of them as a scan; what an input method writes by itself is as quick and counts for nothing.
 */
export function takePressed(before: Run, key: PressedKey): RunStep {
  const stroke = strokeOf(key)
  const pauseMs = key.atMs - before.lastMs
  const rest = before.by === 'machine' && pauseMs <= MACHINE_REST_MS
  const goesOn = pauseMs <= HOLD_MS || rest
  const run = goesOn ? before : NO_RUN
  const left = goesOn ? [] : before.waiting
  if (stroke === null) return { run, strokes: left }
  // A letter without a key is an input method's, unless it is one that every scanner may send.
  const ofKeyboard = stroke.kind !== 'back' && (key.code !== '' || /^[!-~]$/.test(key.key))
  const keys = run.keys + (ofKeyboard ? 1 : 0)
  const firstMs = run.keys === 0 ? key.atMs : run.firstMs
  const lastMs = ofKeyboard ? key.atMs : Math.max(run.lastMs, firstMs)
  const many = keys >= MACHINE_KEYS
  if (rest || (many && (lastMs - firstMs) / (keys - 1) <= MACHINE_MEAN_GAP_MS)) {
    return { run: { waiting: [], keys, firstMs, lastMs, by: 'machine' }, strokes: left }
  }
  const waiting = [...run.waiting, stroke]
  if (!many) return { run: { waiting, keys, firstMs, lastMs, by: 'unknown' }, strokes: left }
  // What presses a button waits in any case: whoever reads scans may still say whose Enter it was.
  const presses = waiting.findIndex(({ kind }) => kind === 'enter' || kind === 'escape')
  const certain = presses < 0 ? waiting : waiting.slice(0, presses)
  return {
    run: { waiting: waiting.slice(certain.length), keys, firstMs, lastMs, by: 'unknown' },
    strokes: [...left, ...certain],
  }
}
