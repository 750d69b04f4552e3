import type { Timers } from '../../electron/timers.ts'

/** Waiting that passes only when the test says so. */
export interface HandTimers extends Timers {
  /** Lets time pass and runs what falls due, in order. */
  pass(ms: number): void
}

export function createHandTimers(): HandTimers {
  let now = 0
  let waiting: { readonly at: number; readonly action: () => void }[] = []
  return {
    now: () => now,
    after(ms, action) {
      const entry = { at: now + ms, action }
      waiting.push(entry)
      return () => {
        waiting = waiting.filter((other) => other !== entry)
      }
    },
    pass(ms) {
      const until = now + ms
      for (;;) {
        const next = waiting.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0]
        if (next === undefined) break
        waiting = waiting.filter((other) => other !== next)
        now = next.at
        next.action()
      }
      now = until
    },
  }
}
