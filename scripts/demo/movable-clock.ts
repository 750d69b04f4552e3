/** The clock of the demo and its programs: stands where it is put, then runs on with the machine's. */
export interface MovableClock {
  /** UTC ms. */
  now(): number
  /** Milliseconds since the clock was made; never set back. */
  uptime(): number
  /** Stands still at this instant. */
  standAt(instant: number): void
  /** Runs on from this instant. */
  runFrom(instant: number): void
}

const BOOTED_EARLIER_MS = 3_600_000

export function movableClock(start: number): MovableClock {
  let base = start
  let runningSince: number | null = null
  const now = (): number => base + (runningSince === null ? 0 : performance.now() - runningSince)
  return {
    now: () => Math.round(now()),
    uptime: () => Math.round(now() - start + BOOTED_EARLIER_MS),
    standAt: (instant) => {
      base = instant
      runningSince = null
    },
    runFrom: (instant) => {
      base = instant
      runningSince = performance.now()
    },
  }
}
