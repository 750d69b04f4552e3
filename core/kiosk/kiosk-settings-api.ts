import { z } from 'zod'
import { saidText } from '../said-text.ts'
import { LocalTime } from '../schedule/rulebook.ts'
import { TypedPin, VisitId, type VisitRefusal, type WeakPin } from './kiosk-desk-api.ts'
import type { NotRecorded } from './scan-answer.ts'

/** The administrator's part of the contract between screen and service. */

/** How the screen looks and sounds; kept at the kiosk, told with its state. */
export const KioskSettings = z.strictObject({
  /** Percent. */
  volume: z.int().min(0).max(100),
  language: z.enum(['vi', 'en']),
  /** `by-time`: light by day, dark by night. */
  theme: z.enum(['light', 'dark', 'by-time']),
  /** Percent, by day and by night. */
  brightness: z.strictObject({ day: z.int().min(20).max(100), night: z.int().min(20).max(100) }),
  /** The night, local times; may run over midnight. */
  night: z.strictObject({ from: LocalTime, to: LocalTime }),
  /** The browser's id of the camera; `null`: whichever there is. */
  camera: z.string().max(200).nullable(),
  /** The counter (quầy) this kiosk stands at; empty: not said. */
  counter: saidText(100),
  /** Says the result aloud. */
  spoken: z.boolean(),
  /** Every arrival and departure shows large, and says, that it is recorded; late and early stand in small letters. */
  discreet: z.boolean(),
  /** Which plugged in keyboard is the scanner, as the system names it; `null`: not said, so its loss is not seen. */
  scanner: z.string().max(200).nullable(),
})
export type KioskSettings = z.infer<typeof KioskSettings>

export const DEFAULT_SETTINGS: KioskSettings = {
  volume: 70,
  language: 'vi',
  theme: 'by-time',
  brightness: { day: 100, night: 60 },
  night: { from: '18:00', to: '06:00' },
  camera: null,
  counter: '',
  spoken: false,
  discreet: false,
  scanner: null,
}

export const settingsInputs = {
  /**
   * Right after enrolment while there is none (neither visit nor code), by the administrator's open visit, or with a fresh
   * one-time code of the district for this point, typed or as the text of its QR: the first PIN of a kiosk that is in
   * use already, and a new one where the old is forgotten.
   */
  setAdministratorPin: z.strictObject({
    pin: TypedPin,
    visit: VisitId.optional(),
    code: z.string().max(4096).optional(),
  }),
  settings: z.strictObject({ visit: VisitId }),
  /** Who has a PIN among those whose word counts for others. */
  leaderPins: z.strictObject({ visit: VisitId }),
  /** Only what changes. */
  changeSettings: z.strictObject({ visit: VisitId, change: KioskSettings.partial() }),
  logHealth: z.strictObject({ visit: VisitId }),
  /** Copies the log to the stick that is plugged in. */
  exportLog: z.strictObject({ visit: VisitId }),
  /** Looks on the stick for the district's receipt. */
  readReceipt: z.strictObject({ visit: VisitId }),
  /** Ends the kiosk's program. */
  quit: z.strictObject({ visit: VisitId }),
} as const

export type SetAdministratorPinAnswer =
  | { readonly kind: 'set' }
  | { readonly kind: 'weak'; readonly why: WeakPin }
  /** One is set, or the time to choose the first has passed. */
  | { readonly kind: 'not-allowed' }
  | { readonly kind: 'visit-ended' }
  | { readonly kind: 'not-enrolled' }
  /** What the district says to the code; `unreachable`: it says nothing. */
  | { readonly kind: 'code-wrong' | 'code-expired' | 'code-used' | 'unreachable' }
  | NotRecorded

/** Where the private half of this kiosk's key rests; `unreadable`: its keyring does not open it any more. */
export type KeyProtection = 'file' | 'keyring' | 'unreadable'

export interface SettingsShown {
  readonly kind: 'settings'
  readonly settings: KioskSettings
  readonly point: string
  readonly organisation: string
  readonly kiosk: string
  readonly districtAddress: string
  /** Of this kiosk's key, as the district shows it. */
  readonly fingerprint: string
  readonly keyProtection: KeyProtection
  /** Keyboards that are plugged in, scanners among them, as the system names them; `null`: it does not tell. */
  readonly keyboards: readonly string[] | null
}

export interface PinShown {
  /** Corrected time it was set, UTC ms; `null`: before kiosks noted that. */
  readonly since: number | null
  /** Somebody else set it: it opens nothing until its owner has changed it. */
  readonly toChange: boolean
  /** From before PINs had to be this long; it works until it is changed. */
  readonly short: boolean
}

export interface LeaderPins {
  readonly kind: 'pins'
  readonly administrator: PinShown | null
  /** The point's leaders in the order of their names; `null`: the district has not sent its people yet. */
  readonly leaders:
    | readonly {
        readonly id: string
        readonly name: string
        readonly title: string
        readonly pin: PinShown | null
      }[]
    | null
  /** PINs set here hold at the point's other kiosks as well: the district has answered about them. */
  readonly shared: boolean
}

export interface LogHealth {
  readonly kind: 'health'
  readonly events: number
  /** Every link of the chain, checked now. */
  readonly links:
    | { readonly kind: 'whole' }
    /** `seq`: the first event that does not fit. */
    | { readonly kind: 'broken'; readonly seq: number }
  readonly waiting: number
  readonly lastBackupAt: number | null
  /** Bytes; `null`: not known. */
  readonly diskFree: number | null
  readonly clock: { readonly checked: boolean; readonly offsetMs: number; readonly errorMs: number | null }
  readonly keyProtection: KeyProtection
}

export type ExportLogAnswer =
  /** Written, read back, safe: the stick may be pulled. `file`: its name on the stick. */
  | { readonly kind: 'exported'; readonly file: string; readonly events: number }
  | { readonly kind: 'no-stick' | 'stick-full' | 'read-only' }
  /** The stick was pulled too early, or is broken. */
  | { readonly kind: 'failed' }

export type ReadReceiptAnswer =
  /** The district holds the log up to event `have`. */
  | { readonly kind: 'taken'; readonly have: number }
  | { readonly kind: 'no-stick' }
  /** No receipt on the stick. */
  | { readonly kind: 'none' }
  /** Of another kiosk or district, changed, or about events that this log does not have. */
  | { readonly kind: 'not-ours' }

export interface SettingsAnswers {
  readonly setAdministratorPin: SetAdministratorPinAnswer
  readonly settings: SettingsShown | VisitRefusal | NotRecorded
  readonly leaderPins: LeaderPins | VisitRefusal | NotRecorded
  readonly changeSettings:
    | { readonly kind: 'changed'; readonly settings: KioskSettings }
    | VisitRefusal
    | NotRecorded
  readonly logHealth: LogHealth | VisitRefusal | NotRecorded
  readonly exportLog: ExportLogAnswer | VisitRefusal | NotRecorded
  readonly readReceipt: ReadReceiptAnswer | VisitRefusal | NotRecorded
  readonly quit: { readonly kind: 'quitting' } | VisitRefusal | NotRecorded
}
