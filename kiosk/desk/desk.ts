import type { Scanning } from '../scan/scanning.ts'
import type { PinDesk } from './pin-desk.ts'
import type { PinSecrets } from './pin-secrets.ts'
import type { Visits } from './visits.ts'

/** What whoever deals with people who prove who they are may reach. */
export interface Desk extends Scanning {
  readonly pins: PinDesk
  readonly pinSecrets: PinSecrets
  readonly visits: Visits
}
