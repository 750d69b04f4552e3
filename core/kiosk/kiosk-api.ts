import { z } from 'zod'
import { INTENTS } from '../day/day-types.ts'
import { Id } from '../log/event.ts'
import { type DeskAnswers, deskInputs, MAX_CODE_LENGTH, saidInputs } from './kiosk-desk-api.ts'
import { type KioskSettings, type SettingsAnswers, settingsInputs } from './kiosk-settings-api.ts'
import { type VisitAnswers, visitInputs } from './kiosk-visit-api.ts'
import type { LineFault } from './line-fault.ts'
import type { IntentAnswer, ScanAnswer } from './scan-answer.ts'

export type { Became } from '../day/became.ts'
export { MAX_CODE_LENGTH } from './kiosk-desk-api.ts'
export type { LineFault } from './line-fault.ts'
export type { IntentAnswer, NotRecorded, ScanAnswer, ScannedPerson } from './scan-answer.ts'

/**
 * The one contract between the kiosk's screen and its service: questions with answers (`KioskApi`) and
 * one-way news (`KioskNotices`). Preload, service, browser host and renderer all use these types.
 */

/** Input of every method, parsed where it enters the service. */
export const kioskInputs = {
  state: z.strictObject({}),
  /** `id` becomes the event's id: asking again with the same id answers again without recording again. */
  scan: z.strictObject({
    id: Id,
    code: z.string().max(MAX_CODE_LENGTH),
    method: z.enum(['camera', 'scanner']),
    /** Said before the badge: what it means, for what, and when back. */
    ...saidInputs,
  }),
  /** What a scan meant, tapped after it. */
  intent: z.strictObject({ id: Id, scan: Id, intent: z.enum(INTENTS) }),
  /** The text of the district's enrolment QR. */
  enrol: z.strictObject({ ticket: z.string().max(4096), name: z.string().max(100).optional() }),
  /** Asks a typed address for the district's key, for people to compare. */
  findDistrict: z.strictObject({ address: z.string().max(300) }),
  /** Enrols with what `findDistrict` found, after its fingerprint was compared, and a typed one-time code. */
  enrolTyped: z.strictObject({
    address: z.string().max(300),
    district: z.string().max(100),
    code: z.string().max(100),
    name: z.string().max(100).optional(),
  }),
  syncNow: z.strictObject({}),
  /** What the screen sees of its devices; goes to the district with the next hello. */
  devices: z.strictObject({
    camera: z.enum(['ok', 'none', 'denied', 'lost', 'black', 'frozen', 'starting']),
    scanner: z.enum(['seen', 'never-seen']),
  }),
  ...deskInputs,
  ...visitInputs,
  ...settingsInputs,
} as const

export type KioskMethod = keyof typeof kioskInputs
export type KioskInput<M extends KioskMethod> = z.infer<(typeof kioskInputs)[M]>

export type EnrolOutcome =
  | { readonly kind: 'enrolled'; readonly point: string; readonly fingerprint: string }
  | {
      readonly kind: 'refused'
      readonly reason: 'malformed-ticket' | 'code-wrong' | 'code-expired' | 'code-used' | 'already-enrolled'
    }
  /** `fault`: somebody answers at the address, and this kiosk does not trust them. */
  | { readonly kind: 'unreachable'; readonly fault?: LineFault }

export type FindDistrictAnswer =
  /** `district`: its key. Nothing is known about it before its fingerprint was compared with the district's screen. */
  | {
      readonly kind: 'found'
      readonly address: string
      readonly district: string
      readonly fingerprint: string
    }
  | { readonly kind: 'malformed-address' }
  | { readonly kind: 'unreachable'; readonly fault?: LineFault }
  /** Something answers there, and it is no district of this program. */
  | { readonly kind: 'not-a-district' }
  | { readonly kind: 'already-enrolled' }

/** Everything the screen shows besides an answer. Instants in UTC ms. */
export interface KioskState {
  readonly app: string
  /** The kiosk's corrected time now (wall clock with the district's offset, where known). */
  readonly now: number
  readonly zone: string
  /** The district has revoked this kiosk: it names nobody and judges nothing any more; scans are still recorded. */
  readonly revoked: boolean
  readonly enrolled: { readonly point: string; readonly organisation: string; readonly kiosk: string } | null
  /** Today's sessions of the reception point; empty on a day off. */
  readonly sessions: readonly { readonly start: number; readonly end: number }[]
  readonly holiday: string | null
  readonly recording:
    | { readonly kind: 'ok' }
    | { readonly kind: 'failing'; readonly reason: 'disk-full' | 'read-only' | 'storage-error' }
  readonly sync: {
    readonly kind: 'online' | 'offline' | 'refused'
    /** Why the district refuses, when it does. */
    readonly refusal: 'revoked' | 'fork' | 'gap' | 'rejected' | 'old-district' | 'old-kiosk' | null
    /** Why nothing was said to what answers at the district's address, while `offline`; `null`: the line is down. */
    readonly fault: LineFault | null
    /** Events of the log that the district does not have, of every type. */
    readonly waiting: number
    /** Of these the scans, sign-ins without a badge and claims: what people wait for. */
    readonly turnsWaiting: number
    /** Corrected time of the first of them, UTC ms. */
    readonly oldestTurnAt: number | null
    /** Up to when the district holds everything; `null`: it has nothing yet. */
    readonly districtHasUpTo: number | null
    readonly lastContactAt: number | null
  }
  /** Free bytes where the log lies, once they are fewer than a kiosk should have; `null`: enough, or not known. */
  readonly diskLowBytes: number | null
  readonly clock: {
    readonly checked: boolean
    readonly offsetMs: number
    readonly errorMs: number | null
    /** It was made to begin at another time than now, for a demo or a test. */
    readonly moved: boolean
  }
  /** Whom citizens may ask for: on duty in the session that runs or comes next. */
  readonly leaderOnDuty: string | null
  /** The service norms that the district shows to citizens. */
  readonly norms: readonly string[]
  /** The district's notices to citizens that hold today. */
  readonly notices: readonly { readonly id: string; readonly text: string }[]
  /** A keyboard scanner that was plugged in at this kiosk is gone; false also where that cannot be known. */
  readonly scannerUnplugged: boolean
  /** The version that was installed beside the running one and begins with the next start. */
  readonly updateWaiting: string | null
  /** The log was damaged and a new one begun: when, and the folder in the data folder where the old files lie. */
  readonly restartedAfterDamage: { readonly at: number; readonly quarantined: string } | null
  readonly settings: KioskSettings
  /**
   * `to-be-chosen`: just enrolled, ask for it now (`setAdministratorPin`). `missing`: the time for that has passed.
   * `unreadable`: there is one, sealed by a keyring that does not open it any more.
   */
  readonly administratorPin: 'set' | 'to-be-chosen' | 'missing' | 'unreadable'
}

export interface KioskAnswers extends DeskAnswers, VisitAnswers, SettingsAnswers {
  readonly state: KioskState
  readonly scan: ScanAnswer
  readonly intent: IntentAnswer
  readonly enrol: EnrolOutcome
  readonly findDistrict: FindDistrictAnswer
  readonly enrolTyped: EnrolOutcome
  readonly syncNow: { readonly kind: 'started' }
  readonly devices: { readonly kind: 'noted' }
}

/** Questions to the kiosk service; every implementation and every caller has all of them. */
export type KioskApi = { readonly [M in KioskMethod]: (input: KioskInput<M>) => Promise<KioskAnswers[M]> }

/** One-way news from the service to the screen. */
export interface KioskNotices {
  readonly state: KioskState
}

/** What a screen holds: the questions, and one subscription for the news. */
export interface KioskConnection extends KioskApi {
  /** @returns a function that ends the subscription */
  subscribe(listener: (notice: KioskNotice) => void): () => void
}

export type KioskNotice = {
  readonly [N in keyof KioskNotices]: { readonly notice: N; readonly data: KioskNotices[N] }
}[keyof KioskNotices]

/** A question as it crosses a port or a socket. */
export const KioskRequest = z.strictObject({
  call: z.int().min(0),
  method: z.enum(Object.keys(kioskInputs) as [KioskMethod, ...KioskMethod[]]),
  input: z.unknown(),
})
export type KioskRequest = z.infer<typeof KioskRequest>

/** An answer on its way back; `invalid-input` means the caller broke the contract, `failed` a fault in the service. */
export type KioskReply =
  | { readonly call: number; readonly answer: KioskAnswers[KioskMethod] }
  | { readonly call: number; readonly error: 'invalid-input' | 'failed' | 'service-restarted' }
