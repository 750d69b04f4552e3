import type { ClockWatch } from './clock-watch.ts'
import type { Journal } from './journal.ts'
import type { KioskClock } from './kiosk-clock.ts'
import type { LogKeeper } from './log-keeper.ts'

/** What whoever writes to the log or reads it may reach. */
export interface Recording {
  readonly dataDirectory: string
  readonly clock: KioskClock
  /** A fresh UUID v7. */
  readonly newId: () => string
  /** The operating system's id of this boot, where it has one. */
  readonly bootId: string | null
  readonly app: string
  /** Of this run of the service. */
  readonly run: string
  /** For whoever operates the kiosk; never gets a code, a digest or a name. */
  readonly log: (message: string, details: Record<string, unknown>) => void
  readonly keeper: LogKeeper
  readonly watch: ClockWatch
  readonly journal: Journal
  /** Tells the screen, once for all changes of this turn. */
  readonly changed: () => void
  /** There is something new to send. */
  readonly sendSoon: () => void
}
