import type Database from 'better-sqlite3'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { chainHash } from '../../../core/log/chain.ts'
import { KnownEvent, parseEvent } from '../../../core/log/event.ts'
import type { Head } from '../../../core/log/head.ts'
import { sha256 } from '../../sha256.ts'
import { readConnectionSettings } from '../files/connection-settings.ts'
import type { HeadFile } from '../files/head-file.ts'
import { findBrokenLink, findBrokenLinkBetween } from '../files/verify-links.ts'
import { prepareDeskRecords } from '../records/desk-records.ts'
import { dropOldEvents } from '../records/drop-old-events.ts'
import { prepareEventReader } from '../records/event-reader.ts'
import { type Acknowledged, prepareKioskRecords } from '../records/kiosk-records.ts'
import { prepareReceiptRecords } from '../records/receipt-records.ts'
import { events } from '../records/schema.ts'
import type { EventDraft, LogStore, StoredEvent } from './log-store.ts'
import { takeOver } from './take-over.ts'

/** An event of our own that does not parse is a fault of this program; it must not get into the chain. */
const eventOf = (log: string, seq: number, { id, at, up, run, type, data }: EventDraft): KnownEvent =>
  KnownEvent.parse({ v: 1, log, seq, id, at, up, run, type, data })

/** What an opened log consists of besides its file. */
export interface LogHandles {
  readonly client: Database.Database
  readonly headFile: HeadFile
  /** The log and where it belongs may have changed: both are kept beside it as well. */
  readonly keepPlace: (store: Pick<LogStore, 'origin' | 'records'>) => void
  /** Lets the data directory go. */
  readonly unlock: () => void
}

/** The one way to read and write an opened log. Statements are prepared once. */
export function createLogStore(file: string, { client, headFile, keepPlace, unlock }: LogHandles): LogStore {
  const db = drizzle(client)
  const read = prepareEventReader(db)
  const records = prepareKioskRecords(db)
  const desk = prepareDeskRecords(db)
  const receipts = prepareReceiptRecords(db)
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
  let have = headOf(records.acknowledged())
  let marked = ''

  /** After the commit: how far the log reaches now is known outside of it too. */
  function markHead() {
    if (origin === null || head === null || client.inTransaction) return
    const acknowledged = have ?? { seq: 0, hash: records.genesis()?.hash ?? head.hash }
    const mark = { log: origin.log, ...head, acknowledged }
    const said = JSON.stringify(mark)
    if (said === marked) return
    headFile.write(mark)
    marked = said
  }

  function insertText(text: string, row: { id: string; run: string; type: string; person: string | null }) {
    if (head === null) throw new Error('There is no log in this file yet')
    const seq = head.seq + 1
    const hash = chainHash(sha256, head.hash, text)
    insert.run({ seq, prev: head.hash, hash, text, ...row })
    head = { seq, hash }
    return head
  }

  function write(draft: EventDraft): StoredEvent {
    if (origin === null || head === null) throw new Error('There is no log in this file yet')
    const event = eventOf(origin.log, head.seq + 1, draft)
    const { id, run, type, person = null } = draft
    return { ...insertText(JSON.stringify(event), { id, run, type, person }), event }
  }

  const atomically = client.transaction((body: () => unknown) => body())
  /** All or none; what is remembered of the log goes back with it. */
  function allOrNone(body: () => void): void {
    const before = { origin, head, have }
    try {
      atomically.immediate(body)
    } catch (error) {
      origin = before.origin
      head = before.head
      have = before.have
      throw error
    }
    markHead()
  }

  const store: LogStore = {
    file,
    read,
    records: {
      ...records,
      saveAcknowledged(state) {
        allOrNone(() => {
          records.saveAcknowledged(state)
          have = headOf(state)
        })
      },
    },
    desk,
    receipts,
    head: () => head,
    origin: () => origin,
    begin(newOrigin, genesis) {
      records.begin(newOrigin, genesis)
      origin = newOrigin
      head = { seq: 0, hash: genesis }
    },
    append(drafts, along) {
      const stored: StoredEvent[] = []
      allOrNone(() => {
        for (const draft of drafts) stored.push(write(draft))
        along?.()
      })
      return stored
    },
    carryOver(carried) {
      allOrNone(() => {
        for (const { text, person } of carried) {
          const renumbered = { ...JSON.parse(text), log: origin?.log, seq: (head?.seq ?? 0) + 1 }
          const parsed = parseEvent(JSON.stringify(renumbered))
          if (parsed.kind === 'malformed') throw new Error(`A carried event does not parse: ${parsed.reason}`)
          const { id, run, type } = parsed.event
          insertText(JSON.stringify(renumbered), { id, run, type, person })
        }
      })
    },
    takeOver: (rescue) => takeOver(db, records, rescue),
    together(body) {
      allOrNone(body)
      keepPlace(store)
    },
    copyTo: async (copy) => {
      await client.backup(copy)
    },
    checkpoint: () => void client.pragma('wal_checkpoint(TRUNCATE)'),
    dropUpTo(seq, most) {
      let count = 0
      allOrNone(() => {
        count = dropOldEvents(db, seq, most)
      })
      return count
    },
    settings: () => readConnectionSettings(client),
    verify: () => findBrokenLink(client, Number.MAX_SAFE_INTEGER),
    verifyBetween: (first, last) => findBrokenLinkBetween(client, first, last),
    close() {
      try {
        client.close()
      } finally {
        headFile.close()
        unlock()
      }
    },
  }
  keepPlace(store)
  markHead()
  return store
}

const headOf = (state: Acknowledged | null): Head | null =>
  state === null ? null : { seq: state.seq, hash: state.hash }
