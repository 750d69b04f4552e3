import type { BackUps } from '../log/back-ups.ts'
import type { Speaking } from '../sync/speaking.ts'
import type { Updates } from '../update/updates.ts'

/** What whoever deals with the kiosk's own machine may reach. */
export interface Machine extends Speaking {
  /** Folders of the sticks that are plugged in, the preferred one first. */
  readonly sticks: () => readonly string[]
  /** Keyboards that are plugged in, scanners among them; `null`: the system does not tell. */
  readonly keyboards: () => readonly string[] | null
  readonly updates: Updates
  readonly backUps: BackUps
  /** The administrator ends the kiosk. */
  readonly quit: () => void
}
