import type Database from 'better-sqlite3'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import type { LogOrigin } from '../../core/log/chain.ts'
import { chainHash } from '../../core/log/chain.ts'
import { type EventData, type EventType, KnownEvent } from '../../core/log/event.ts'
import type { Head } from '../../core/wire.ts'
import { readConnectionSettings } from './connection-settings.ts'
import { type DeskRecords, prepareDeskRecords } from './desk-records.ts'
import { type EventReader, prepareEventReader } from './event-reader.ts'
import { type KioskRecords, prepareKioskRecords } from './kiosk-records.ts'
import { events } from './schema.ts'
import { sha256 } from './sha256.ts'
import { findBrokenLink, findBrokenLinkBetween } from './verify-links.ts'

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
  /** Several writes as one transaction. */
  together(write: () => void): void
  readonly read: EventReader
  readonly records: KioskRecords
  readonly desk: DeskRecords
  /** The connection's settings as SQLite tells them. */
  settings(): Readonly<Record<string, unknown>>
  /** Checks every link. @returns the first event that does not fit, or `null` */
  verify(): number | null
  /** The same for the links of some events, both ends included: a long log is checked piece by piece. */
  verifyBetween(first: number, last: number): number | null
  close(): void
}

/** An event of our own that does not parse is a fault of this program; it must not get into the chain. */
const eventOf = (log: string, seq: number, { id, at, up, run, type, data }: EventDraft): KnownEvent =>
  KnownEvent.parse({ v: 1, log, seq, id, at, up, run, type, data })

/** The one way to read and write an opened log. Statements are prepared once. */
export function createLogStore(client: Database.Database, file: string, unlock: () => void): LogStore {
  const db = drizzle(client)
  const read = prepareEventReader(db)
  const records = prepareKioskRecords(db)
  const desk = prepareDeskRecords(db)
  const insert = db
    .insert(events)
    .values({
      seq: sql.placeholder('seq'),
      id: sql.placeholder('id'),
      prev: sql.placeholder('prev'),
      hash: sql.placeholder('hash'),
      run: sql.placeholder('run'),
      type: sql.placeholder('type'),
      person: sql.placeholder('person'),
      text: sql.placeholder('text'),
    })
    .prepare()

  let origin = records.origin()
  let head: Head | null = read.newest() ?? records.genesis()

  function write(drafts: readonly EventDraft[], along: (() => void) | undefined) {
    const stored: StoredEvent[] = []
    if (origin === null || head === null) throw new Error('There is no log in this file yet')
    let { seq, hash } = head
    for (const draft of drafts) {
      const prev = hash
      seq++
      const event = eventOf(origin.log, seq, draft)
      const text = JSON.stringify(event)
      hash = chainHash(sha256, prev, text)
      const { id, run, type, person = null } = draft
      insert.run({ seq, id, prev, hash, run, type, person, text })
      stored.push({ seq, event, hash })
    }
    along?.()
    return stored
  }
  const transaction = client.transaction(write)

  return {
    file,
    read,
    records,
    desk,
    head: () => head,
    origin: () => origin,
    begin(newOrigin, genesis) {
      records.begin(newOrigin, genesis)
      origin = newOrigin
      head = { seq: 0, hash: genesis }
    },
    append(drafts, along) {
      // Inside `together` the outer transaction commits; alone, this one does.
      const stored = transaction.immediate(drafts, along)
      const last = stored.at(-1)
      if (last !== undefined) head = { seq: last.seq, hash: last.hash }
      return stored
    },
    together(body) {
      const before = { origin, head }
      try {
        client.transaction(body).immediate()
      } catch (error) {
        origin = before.origin
        head = before.head
        throw error
      }
    },
    settings: () => readConnectionSettings(client),
    verify: () => findBrokenLink(client, Number.MAX_SAFE_INTEGER),
    verifyBetween: (first, last) => findBrokenLinkBetween(client, first, last),
    close() {
      client.close()
      unlock()
    },
  }
}
