import type { ScanAnswer } from '../../core/kiosk/scan-answer.ts'
import type { Recording } from '../log/recording.ts'
import type { KioskMemory } from './kiosk-memory.ts'
import type { PersonDays } from './person-days.ts'

/** The answers given lately, so that asking again costs nothing and says the same. */
export interface GivenAnswer {
  readonly digest: string | null
  readonly answer: ScanAnswer
}

/** What whoever records and judges a scan may reach. */
export interface Scanning extends Recording {
  /** Read from the log when it is opened, replaced when the log is written. */
  readonly memory: KioskMemory
  readonly days: PersonDays
  readonly given: Map<string, GivenAnswer>
}
