import type { KioskInput, KioskNotice, KioskState, ScanAnswer } from '../core/kiosk/kiosk-api.ts'
import type { KioskSettings } from '../core/kiosk/kiosk-settings-api.ts'
import type { Acknowledged, Enrolment } from '../db/kiosk/kiosk-records.ts'
import type { DirectoryView } from './counter/directory-view.ts'
import type { ElsewhereView } from './counter/elsewhere-view.ts'
import type { PersonDays } from './counter/person-days.ts'
import type { PinDesk } from './desk/pin-desk.ts'
import type { PinSecrets } from './desk/pin-secrets.ts'
import type { DeviceKeyStore } from './enrol/device-key.ts'
import type { BackUps } from './log/back-ups.ts'
import type { ClockWatch } from './log/clock-watch.ts'
import type { Journal } from './log/journal.ts'
import type { KioskClock } from './log/kiosk-clock.ts'
import type { LogKeeper } from './log/log-keeper.ts'
import type { SyncTiming } from './sync/sync-timing.ts'
import type { UpdateOptions, Updates } from './update/updates.ts'
import type { Visits } from './visit/visits.ts'

/** What a kiosk service needs from outside. */
export interface KioskOptions {
  readonly dataDirectory: string
  readonly clock: KioskClock
  /** A fresh UUID v7. */
  readonly newId: () => string
  readonly randomBytes: (count: number) => Uint8Array
  readonly fetch: typeof fetch
  /** The operating system's id of this boot, where it has one. */
  readonly bootId: string | null
  readonly app?: string
  /** For whoever operates the kiosk; never gets a code, a digest or a name. */
  readonly log?: (message: string, details: Record<string, unknown>) => void
  /** Changes when the machine's network does; a change ends a pause between attempts. */
  readonly network?: () => string
  /** Free bytes where the data lies; `null`: not known. */
  readonly diskFree?: () => number | null
  /** Folders of the sticks that are plugged in, the preferred one first. */
  readonly sticks?: () => readonly string[]
  /** Keyboards that are plugged in, scanners among them; `null`: the system does not tell. */
  readonly keyboards?: () => readonly string[] | null
  /** The version that the next start would run; `null`: not known. */
  readonly installedVersion?: () => string | null
  readonly keys?: DeviceKeyStore
  readonly pinSecrets?: PinSecrets
  /** What newer versions of this program are signed with; without it none is taken. */
  readonly updates?: UpdateOptions
  readonly migrationsFolder?: string
  /** Room on the disk that is kept for the day it is full; 0: none. */
  readonly reserveBytes?: number
  /** Where backups go, once a day each; the second may lie on another disk. */
  readonly backupFolders?: readonly string[]
  readonly lockWaitMs?: number
  readonly timing?: Partial<SyncTiming>
  /** Binary logarithm of scrypt's N for new PINs. */
  readonly pinCost?: number
  /** The administrator ended the kiosk. */
  readonly onQuit?: () => void
}

export interface SyncStatus {
  readonly kind: 'online' | 'offline' | 'refused'
  readonly refusal: KioskState['sync']['refusal']
  readonly fault: KioskState['sync']['fault']
}

/** The answers given lately, so that asking again costs nothing and says the same. */
export interface GivenAnswer {
  readonly digest: string | null
  readonly answer: ScanAnswer
}

/** Everything a handler may reach: one running kiosk. */
export interface Kiosk
  extends Required<
    Pick<KioskOptions, 'dataDirectory' | 'clock' | 'newId' | 'randomBytes' | 'fetch' | 'bootId'>
  > {
  readonly app: string
  readonly run: string
  readonly log: (message: string, details: Record<string, unknown>) => void
  readonly diskFree: () => number | null
  readonly sticks: () => readonly string[]
  readonly keyboards: () => readonly string[] | null
  readonly installedVersion: () => string | null
  readonly keys: DeviceKeyStore
  readonly pinSecrets: PinSecrets
  readonly updates: Updates
  readonly timing: SyncTiming
  readonly keeper: LogKeeper
  readonly backUps: BackUps
  readonly watch: ClockWatch
  readonly journal: Journal
  readonly days: PersonDays
  readonly pins: PinDesk
  readonly visits: Visits
  readonly quit: () => void
  readonly given: Map<string, GivenAnswer>
  /** Read from the log when it is opened, replaced when the log is written. */
  readonly memory: KioskMemory
  /** Tells the screen, once for all changes of this turn. */
  readonly changed: () => void
  /** There is something new to send. */
  readonly sendSoon: () => void
  /** Send now, whatever the pause. */
  readonly sendNow: () => void
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

export type NoticeListener = (notice: KioskNotice) => void
