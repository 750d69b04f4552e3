import type { KioskNotice } from '../../core/kiosk/kiosk-api.ts'
import type { PinSecrets } from '../desk/pin-secrets.ts'
import type { DeviceKeyStore } from '../keys/device-key.ts'
import type { KioskClock } from '../log/kiosk-clock.ts'
import type { Machine } from '../stick/machine.ts'
import type { SyncTiming } from '../sync/sync-timing.ts'
import type { UpdateOptions } from '../update/updates.ts'

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

/** One running kiosk, whole: what its parts reach, each as much as its room says. */
export interface Kiosk extends Machine {
  /** The version that the next start would run; `null`: not known. */
  readonly installedVersion: () => string | null
}

export type NoticeListener = (notice: KioskNotice) => void
