import { LATEST_INSTANT } from '../../core/log/event.ts'

/** Time as the machine tells it. */
export interface KioskClock {
  /** Wall clock, UTC ms. */
  now(): number
  /** Since the machine's boot, ms; never set, never stopped. */
  uptime(): number
  /** It was made to begin at another time than now, for a demo or a test: whoever reads it is told. */
  readonly moved?: boolean
}

export interface Reading {
  readonly at: number
  readonly up: number
}

/** Both clocks at one moment, as an event keeps them. */
export function readClock(clock: KioskClock): Reading {
  return {
    at: Math.min(Math.max(0, Math.round(clock.now())), LATEST_INSTANT),
    up: Math.max(0, Math.round(clock.uptime())),
  }
}
