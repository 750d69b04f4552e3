import { type EndedBurst, endByPause, type KeyStroke, NO_BURST, takeKey } from './key-burst.ts'
import { type Reading, readBurst } from './read-burst.ts'

/** The rest of a code that broke off comes within this, or the person has begun anew. */
const REST_WITHIN_MS = 2_000

/** Puts key strokes together into what a scanner said. */
export interface KeyReader {
  /** @returns what has become clear with this key */
  take(stroke: KeyStroke): readonly Reading[]
  /** No key came for `PAUSE_MS`. What was typed is forgotten: half a code may be part of an identity card. */
  pause(): readonly Reading[]
  /** When the last key came; minus infinity before the first. */
  lastMs(): number
}

/** @param isTyping whether a screen is open in which people may be typing */
export function createKeyReader(isTyping: () => boolean): KeyReader {
  let burst = NO_BURST
  let lastMs = Number.NEGATIVE_INFINITY
  let cutUntilMs = Number.NEGATIVE_INFINITY

  const read = (ended: EndedBurst): Reading => {
    const afterCut = ended.burst.firstMs <= cutUntilMs
    const reading = readBurst(ended, { typing: isTyping(), afterCut })
    const cut = reading.kind === 'fault' && reading.fault === 'cut' && ended.end === 'pause'
    cutUntilMs = cut ? ended.burst.lastMs + REST_WITHIN_MS : Number.NEGATIVE_INFINITY
    return reading
  }
  const isSomething = (reading: Reading): boolean => reading.kind !== 'nothing'

  return {
    take(stroke) {
      const step = takeKey(burst, stroke)
      burst = step.burst
      lastMs = stroke.atMs
      return step.ended.map(read).filter(isSomething)
    },
    pause() {
      const ended = endByPause(burst)
      burst = NO_BURST
      return ended === null ? [] : [read(ended)].filter(isSomething)
    },
    lastMs: () => lastMs,
  }
}
