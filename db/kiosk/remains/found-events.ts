import type { FoundEvent } from './carve-events.ts'

/** Events of one log as they turn up, from several places: of each the first that was found. */
export interface FoundEvents {
  add(found: readonly FoundEvent[]): void
  /** Number of the last of them; 0: there is none. */
  newest(): number
  /** The first number from `since` on that was not found; one past what there is where none is missing up to `upTo`. */
  firstMissing(since: number, upTo: number): number
  inOrder(): readonly FoundEvent[]
}

export function foundEvents(first: readonly FoundEvent[]): FoundEvents {
  const bySeq = new Map<number, FoundEvent>()
  let newest = 0
  function add(found: readonly FoundEvent[]): void {
    for (const event of found) {
      if (bySeq.has(event.seq)) continue
      bySeq.set(event.seq, event)
      newest = Math.max(newest, event.seq)
    }
  }
  add(first)
  return {
    add,
    newest: () => newest,
    firstMissing(since, upTo) {
      const last = Math.max(newest, upTo)
      for (let seq = since; seq <= last; seq++) if (!bySeq.has(seq)) return seq
      return Math.max(since, last + 1)
    },
    inOrder: () => [...bySeq.values()].sort((a, b) => a.seq - b.seq),
  }
}
