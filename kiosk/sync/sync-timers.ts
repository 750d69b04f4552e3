/** Waiting, as the sync loop does it; a test lets the time pass by hand. */
export interface SyncTimers {
  /** Monotonic, ms: a wall clock that is set must not move an attempt. */
  now(): number
  /** @returns a function that gives the action up */
  after(ms: number, action: () => void): () => void
}

export const systemTimers: SyncTimers = {
  now: () => performance.now(),
  after(ms, action) {
    const timer = setTimeout(action, ms)
    return () => clearTimeout(timer)
  },
}
