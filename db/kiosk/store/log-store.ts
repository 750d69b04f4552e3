import type { LogOrigin } from '../../../core/log/chain.ts'
import type { EventData, EventType, KnownEvent } from '../../../core/log/event.ts'
import type { Head } from '../../../core/log/head.ts'
import type { Directory } from '../../../core/wire/directory.ts'
import type { DeskRecords } from '../records/desk-records.ts'
import type { EventReader } from '../records/event-reader.ts'
import type { KioskRecords, LastRun } from '../records/kiosk-records.ts'
import type { ReceiptRecords } from '../records/receipt-records.ts'
import type { FoundEvent } from '../remains/carve-events.ts'
import type { Remains } from '../remains/read-remains.ts'

/** What a new log takes over from one that could no longer be used. */
export interface TakenOver {
  /** Events that the district has, of the last days, newest first. */
  readonly earlier: readonly FoundEvent[]
  readonly directory: Directory | null
  readonly revokedAt: number | null
  readonly lastRun: LastRun | null
  readonly rows: Pick<Remains, 'pins' | 'pinTries' | 'settings' | 'receipts'>
}

/** An event before it has its place in the log. `at` and `up` in ms. */
export type EventDraft = {
  readonly [T in EventType]: {
    readonly id: string
    readonly at: number
    readonly up: number
    readonly run: string
    readonly type: T
    readonly data: EventData<T>
    /** Whose day it belongs to; only for finding it again, no part of the event. */
    readonly person?: string | null
  }
}[EventType]

export interface StoredEvent {
  readonly seq: number
  readonly event: KnownEvent
  readonly hash: string
}

/** An event of the log before this one, to be appended here under its old id: its text as it was. */
export interface CarriedEvent {
  readonly text: string
  readonly person: string | null
}

export interface LogStore {
  readonly file: string
  /** The last committed event; sequence 0 and the genesis hash in an empty log, `null` before there is a log. */
  head(): Head | null
  origin(): LogOrigin | null
  /** Begins the one log of this file. Fails when there already is one. */
  begin(origin: LogOrigin, genesis: string): void
  /**
   * Appends events, all or none, in one durable transaction; what `along` writes is part of it.
   * Throws the storage error; the store must then be closed, for what the disk holds is not known.
   */
  append(drafts: readonly EventDraft[], along?: () => void): readonly StoredEvent[]
  /** Appends what waited in the log before this one: everything as it was but for log and number. */
  carryOver(events: readonly CarriedEvent[]): void
  /** Keeps what came from the log before this one and is no event of this one. */
  takeOver(rescue: TakenOver): void
  /** Several writes as one transaction. */
  together(write: () => void): void
  readonly read: EventReader
  readonly records: KioskRecords
  readonly desk: DeskRecords
  readonly receipts: ReceiptRecords
  /** The connection's settings as SQLite tells them. */
  settings(): Readonly<Record<string, unknown>>
  /**
   * Copies the log as it is now to a new file, piece by piece while scans go on. The file has no rest of its own beside
   * it and is not yet checked.
   */
  copyTo(file: string): Promise<void>
  /** Empties the write-ahead log into the database. */
  checkpoint(): void
  /**
   * Drops events up to `seq`: acknowledged ones only, never the newest, at most `most` at once.
   * @returns how many were dropped
   */
  dropUpTo(seq: number, most: number): number
  /** Checks every link. @returns the first event that does not fit, or `null` */
  verify(): number | null
  /** The same for the links of some events, both ends included: a long log is checked piece by piece. */
  verifyBetween(first: number, last: number): number | null
  close(): void
}
