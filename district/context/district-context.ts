import type { SessionLimits } from '../../db/district/accounts/sessions.ts'
import type { DistrictDatabase } from '../../db/district/engine/open-database.ts'
import type { Snapshots } from '../../db/district/organisation/read-snapshot.ts'
import type { ChangeTeller } from './change-teller.ts'
import type { DistrictKeys } from './district-keys.ts'
import type { LiveHub } from './live-hub.ts'
import type { SecretBox } from './secret-box.ts'

/** What every route works with. */
export interface DistrictContext {
  readonly database: DistrictDatabase
  readonly clock: { now(): number }
  readonly randomBytes: (count: number) => Uint8Array
  readonly keys: DistrictKeys
  /** Where kiosks and browsers reach the district. */
  readonly publicAddress: string
  /** For files while they come in and are read; `null`: the system's folder for such. */
  readonly uploadsDirectory: string | null
  readonly secureCookies: boolean
  readonly sessionLimits: SessionLimits
  readonly snapshots: Snapshots
  readonly live: LiveHub
  readonly teller: ChangeTeller
  /** Encrypts what the database must not give away by itself. */
  readonly secrets: SecretBox
  /** `required`: administrators set up a second factor before they do anything else. */
  readonly secondFactor: 'required' | 'offered'
}
