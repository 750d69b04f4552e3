import type { KioskClock } from '../../kiosk/log/kiosk-clock.ts'

/** A clock that only moves when a test moves it. */
export interface HandClock extends KioskClock {
  /** Time goes by: wall clock and uptime together, ms. */
  pass(ms: number): void
  /** Time goes by up to this instant of the wall clock. */
  passTo(instant: string | number): void
  /** Somebody sets the wall clock; the uptime does not notice. */
  setWall(instant: string | number): void
  /** The machine starts anew. */
  reboot(): void
}

const instantOf = (value: string | number): number => (typeof value === 'number' ? value : Date.parse(value))

/**
 * @param start instant of the wall clock
 * @param passed called whenever time has gone by
 */
export function createHandClock(start: string | number, passed: () => void = () => {}): HandClock {
  let wall = instantOf(start)
  let up = 3_600_000
  return {
    now: () => wall,
    uptime: () => up,
    pass(ms) {
      wall += ms
      up += ms
      passed()
    },
    passTo(instant) {
      const ms = instantOf(instant) - wall
      wall += ms
      up += ms
      passed()
    },
    setWall(instant) {
      wall = instantOf(instant)
    },
    reboot() {
      up = 30_000
      passed()
    },
  }
}
