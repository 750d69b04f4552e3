import type { Desk } from '../desk/desk.ts'
import type { DeviceKeyStore } from '../keys/device-key.ts'
import type { SyncTiming } from './sync-timing.ts'

/** What whoever speaks to the district may reach. */
export interface Speaking extends Desk {
  readonly fetch: typeof fetch
  readonly keys: DeviceKeyStore
  readonly timing: SyncTiming
  readonly randomBytes: (count: number) => Uint8Array
  /** Free bytes where the data lies; `null`: not known. */
  readonly diskFree: () => number | null
  /** Lets one message after the other go to the district: each takes the challenge of the one before. */
  readonly inTurn: <Said>(say: () => Promise<Said>) => Promise<Said>
  /** Send now, whatever the pause. */
  readonly sendNow: () => void
}
