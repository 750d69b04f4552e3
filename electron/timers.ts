/** Waiting as an argument, so that a test owns it. */
export interface Timers {
  /** Runs `action` once after `ms`; @returns a function that prevents it */
  after(ms: number, action: () => void): () => void
  /** Milliseconds on a clock that only moves forward. */
  now(): number
}

/** Waiting by the process's own timers. */
export const realTimers: Timers = {
  after: (ms, action) => {
    const timer = setTimeout(action, ms)
    return () => clearTimeout(timer)
  },
  now: () => performance.now(),
}
