import type { KioskStatus } from '../../../core/district/kiosks-api.ts'
import { SCREEN_CLOSED } from '../../../core/wire/wire.ts'

/** Whether a kiosk that speaks to the district has no screen, so that nobody can scan at it. */
export const screenClosed = ({ state, silent, camera }: KioskStatus): boolean =>
  state === 'active' && !silent && camera === SCREEN_CLOSED
