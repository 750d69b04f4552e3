import type { SyncTimers } from '../../kiosk/sync/sync-timers.ts'

interface Due {
  readonly at: number
  readonly action: () => void
}

/** Time that passes as fast as there is something to do in it. */
export interface SimulatedTime extends SyncTimers {
  /** Lets time pass until this instant, ms; everything that falls due is done in order. */
  until(instant: number): Promise<void>
}

export function createSimulatedTime(): SimulatedTime {
  let now = 0
  // A binary heap by time: hundreds of loops wait at once.
  const heap: Due[] = []
  const given = new Set<Due>()

  const before = (a: number, b: number): boolean => (heap[a]?.at ?? 0) < (heap[b]?.at ?? 0)
  const swap = (a: number, b: number): void => {
    const [x, y] = [heap[a], heap[b]]
    if (x === undefined || y === undefined) return
    heap[a] = y
    heap[b] = x
  }
  function push(due: Due): void {
    heap.push(due)
    for (let at = heap.length - 1; at > 0; ) {
      const parent = (at - 1) >> 1
      if (!before(at, parent)) break
      swap(at, parent)
      at = parent
    }
  }
  function pop(): Due | undefined {
    const first = heap[0]
    const last = heap.pop()
    if (first === undefined || last === undefined || heap.length === 0) return first
    heap[0] = last
    for (let at = 0; ; ) {
      let least = at
      for (const child of [2 * at + 1, 2 * at + 2]) {
        if (child < heap.length && before(child, least)) least = child
      }
      if (least === at) return first
      swap(at, least)
      at = least
    }
  }

  return {
    now: () => now,
    after(ms, action) {
      const due = { at: now + ms, action }
      push(due)
      return () => given.add(due)
    },
    async until(instant) {
      while ((heap[0]?.at ?? Number.POSITIVE_INFINITY) <= instant) {
        const due = pop()
        if (due === undefined) break
        if (given.delete(due)) continue
        now = due.at
        due.action()
        // What it began ends before the next: an attempt here takes no time.
        for (let turns = 0; turns < 6; turns++) await null
      }
      now = instant
    },
  }
}
