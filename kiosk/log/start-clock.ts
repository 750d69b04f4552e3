import { uptime } from 'node:os'
import type { KioskClock } from './kiosk-clock.ts'

/** The machine's own clocks. */
export const systemClock: KioskClock = { now: Date.now, uptime: () => uptime() * 1000 }

/**
 * A clock that shows `start` now and runs on from there, and says that it is not the machine's.
 * @param start UTC ms
 */
export function clockFrom(start: number): KioskClock {
  const begun = performance.now()
  return { now: () => start + (performance.now() - begun), uptime: systemClock.uptime, moved: true }
}
