import type { KioskState } from '../../core/kiosk/kiosk-api.ts'
import type { Recording } from './recording.ts'

/** How long the screen says so; the settings and the district know it for good. */
const SHOWN_MS = 7 * 24 * 3_600_000

/** That this log follows a damaged one, for a week. @param at kiosk's wall clock, UTC ms */
export function restartedAfterDamage(kiosk: Recording, at: number): KioskState['restartedAfterDamage'] {
  const asked = kiosk.keeper.use((store) => store.records.succession())
  const succession = asked.kind === 'done' ? asked.value : null
  if (succession?.why !== 'damaged' || Math.abs(at - succession.at) > SHOWN_MS) return null
  return { at: succession.at, quarantined: succession.folder }
}
