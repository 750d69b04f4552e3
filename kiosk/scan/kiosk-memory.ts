import type { KioskInput, KioskState } from '../../core/kiosk/kiosk-api.ts'
import type { KioskSettings } from '../../core/kiosk/kiosk-settings-api.ts'
import type { Acknowledged, Enrolment } from '../../db/kiosk/records/kiosk-records.ts'
import type { DirectoryView } from './directory-view.ts'
import type { ElsewhereView } from './elsewhere-view.ts'

export interface SyncStatus {
  readonly kind: 'online' | 'offline' | 'refused'
  readonly refusal: KioskState['sync']['refusal']
  readonly fault: KioskState['sync']['fault']
}

export interface Waiting extends Pick<KioskState['sync'], 'waiting' | 'turnsWaiting' | 'oldestTurnAt'> {
  /** Number of the last event that the district has. */
  readonly have: number
}

export interface KioskMemory {
  enrolment: Enrolment | null
  /** `null` before the district has sent one, and as long as the district has this kiosk revoked. */
  directory: DirectoryView | null
  revoked: boolean
  acknowledged: Acknowledged | null
  /** What the district called the point's PINs when it last told them; `null`: to be asked. */
  pins: number | null
  /** What the point's other kiosks recorded today, as last heard; `null`: nothing of them is known. */
  elsewhere: ElsewhereView | null
  sync: SyncStatus
  devices: KioskInput<'devices'>
  /** Uptime when somebody could last have scanned, ms; `null`: not in this run yet. */
  inServiceUp: number | null
  /** As last counted: what is said while the log cannot be read, and what the next count goes on from. */
  waiting: Waiting
  settings: KioskSettings
}
