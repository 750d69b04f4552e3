import { keyText } from './key-text.ts'

/** Slowest scanner accepted; people who type fast stay above this between most keys. */
export const LONGEST_GAP_MS = 100
/** A burst must on average be this quick: slow scanners send a key every 10–50 ms. */
export const LONGEST_MEAN_GAP_MS = 60
/** Shorter bursts are somebody's fingers, not a code. */
export const SHORTEST_BURST = 8
/** More than any code holds; what is longer is noise and forgotten. */
export const LONGEST_BURST = 8_192

/** One key press as the browser reports it. */
export interface KeyStroke {
  readonly code: string
  readonly shift: boolean
  readonly ctrl: boolean
  readonly alt: boolean
  readonly meta: boolean
  /** Held down; scanners never hold a key. */
  readonly repeat: boolean
  /** Milliseconds on any steady clock. */
  readonly atMs: number
}

/** What has been typed so far that may still become a scan. */
export interface Burst {
  readonly text: string
  readonly firstMs: number
  readonly lastMs: number
  /** Something in it was no scanner's; the rest of it is ignored up to its end or a pause. */
  readonly spoiled: boolean
}

export const NO_BURST: Burst = { text: '', firstMs: 0, lastMs: Number.NEGATIVE_INFINITY, spoiled: false }

export interface BurstStep {
  readonly burst: Burst
  /** A finished scan, or `null`. */
  readonly scan: string | null
}

const isModifier = (code: string): boolean =>
  /^(Shift|Control|Alt|Meta)(Left|Right)$/.test(code) || code === 'CapsLock'
const isEnd = (code: string): boolean => code === 'Enter' || code === 'NumpadEnter' || code === 'Tab'

/** Whether the burst was written at a machine's speed: long enough, and quick from end to end. */
function isScan(burst: Burst): boolean {
  const gaps = burst.text.length - 1
  return (
    !burst.spoiled &&
    burst.text.length >= SHORTEST_BURST &&
    (burst.lastMs - burst.firstMs) / gaps <= LONGEST_MEAN_GAP_MS
  )
}

/**
 * Takes one key stroke: a scan is an unbroken burst of quick characters
 * closed by Enter or Tab. Whatever does not fit, such as a slow typist, a control combination, a held key
 * or half a scan, leaves nothing behind.
 */
export function takeKey(burst: Burst, key: KeyStroke): BurstStep {
  const current = key.atMs - burst.lastMs > LONGEST_GAP_MS ? NO_BURST : burst
  const spoil: BurstStep = { burst: { ...NO_BURST, lastMs: key.atMs, spoiled: true }, scan: null }
  if (key.ctrl || key.alt || key.meta) return spoil
  if (isModifier(key.code)) return { burst: current, scan: null }
  if (key.repeat) return spoil
  if (isEnd(key.code)) return { burst: NO_BURST, scan: isScan(current) ? current.text : null }
  const text = keyText(key.code, key.shift)
  if (current.spoiled || text === null || current.text.length >= LONGEST_BURST) return spoil
  const firstMs = current.text === '' ? key.atMs : current.firstMs
  return { burst: { text: current.text + text, firstMs, lastMs: key.atMs, spoiled: false }, scan: null }
}
