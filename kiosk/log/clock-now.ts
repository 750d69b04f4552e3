import type { KioskState } from '../../core/kiosk/kiosk-api.ts'
import { readClock } from './kiosk-clock.ts'
import type { Recording } from './recording.ts'

/** The kiosk's corrected time now, and what is known of its clock. */
export function clockNow({ clock, watch }: Pick<Recording, 'clock' | 'watch'>): {
  readonly now: number
  readonly clock: KioskState['clock']
} {
  const reading = readClock(clock)
  const { at, errorMs } = watch.timeNow(reading)
  return {
    now: at,
    clock: {
      checked: errorMs !== null,
      offsetMs: errorMs === null ? 0 : at - reading.at,
      errorMs,
      moved: clock.moved ?? false,
    },
  }
}
