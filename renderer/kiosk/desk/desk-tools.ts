import type { KioskApi, KioskState } from '../../../core/kiosk/kiosk-api.ts'
import type { Counter } from '../counter/counter.ts'
import type { Language, Say } from '../text/kiosk-text.ts'

/** What every screen over the counter works with. */
export interface DeskTools {
  readonly api: KioskApi
  readonly counter: Counter
  /** A fresh event id. */
  readonly newId: () => string
  readonly kiosk: KioskState
  /** The kiosk's corrected time when asked, UTC ms. */
  readonly now: () => number
  readonly language: Language
  readonly say: Say
}
