export interface SeededRandom {
  /** From 0 up to 1. */
  next(): number
  /** Whole number from `from` to `to`, both inclusive. */
  between(from: number, to: number): number
  pick<T>(items: readonly T[]): T
}

/** The same numbers for the same words: the demo is alike on every machine (mulberry32 over an FNV hash). */
export function seededRandom(...words: readonly (string | number)[]): SeededRandom {
  let state = 2166136261
  for (const char of words.join('|')) state = Math.imul(state ^ char.charCodeAt(0), 16777619) >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const between = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    between,
    pick: (items) => {
      const item = items[between(0, items.length - 1)]
      if (item === undefined) throw new Error('nothing to pick from')
      return item
    },
  }
}
