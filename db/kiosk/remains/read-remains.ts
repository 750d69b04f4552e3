import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import type { LogOrigin } from '../../../core/log/chain.ts'
import { chainHash } from '../../../core/log/chain.ts'
import type { Directory } from '../../../core/wire/directory.ts'
import { sha256 } from '../../sha256.ts'
import {
  type Acknowledged,
  type Enrolment,
  type LastRun,
  prepareKioskRecords,
} from '../records/kiosk-records.ts'
import { pins, pinTries, receipts, settings } from '../records/schema.ts'
import type { FoundEvent } from './carve-events.ts'

/** What can still be read of a log's database; whatever cannot is simply not there. */
export interface Remains {
  readonly origin: LogOrigin | null
  readonly enrolment: Enrolment | null
  readonly acknowledged: Acknowledged | null
  readonly directory: Directory | null
  readonly revokedAt: number | null
  readonly lastRun: LastRun | null
  readonly pins: readonly (typeof pins.$inferSelect)[]
  readonly pinTries: readonly (typeof pinTries.$inferSelect)[]
  readonly settings: readonly (typeof settings.$inferSelect)[]
  readonly receipts: readonly (typeof receipts.$inferSelect)[]
  readonly newest: number
  readonly events: readonly FoundEvent[]
}

const NOTHING: Remains = {
  origin: null,
  enrolment: null,
  acknowledged: null,
  directory: null,
  revokedAt: null,
  lastRun: null,
  pins: [],
  pinTries: [],
  settings: [],
  receipts: [],
  newest: 0,
  events: [],
}

function attempt<T>(read: () => T, otherwise: T): T {
  try {
    return read()
  } catch {
    return otherwise
  }
}

export interface Wanted {
  /** The first event of interest, given what the log itself says to be acknowledged. */
  readonly since: (acknowledged: Acknowledged | null) => number
  /** The last event it must have had, where that is known. */
  readonly upTo: number | null
}

/**
 * Opens a copy of a log's database and reads what can be read.
 * @param file a copy, or a backup: SQLite may write to what lies beside it
 */
export function readRemains(file: string, { since, upTo }: Wanted): Remains {
  let client: Database.Database
  try {
    client = new Database(file, { fileMustExist: true })
  } catch {
    return NOTHING
  }
  try {
    const db = drizzle(client)
    const records = attempt(() => prepareKioskRecords(db), null)
    const acknowledged = attempt(() => records?.acknowledged() ?? null, null)
    return {
      acknowledged,
      origin: attempt(() => records?.origin() ?? null, null),
      enrolment: attempt(() => records?.enrolment() ?? null, null),
      directory: attempt(() => records?.directory() ?? null, null),
      revokedAt: attempt(() => records?.revokedAt() ?? null, null),
      lastRun: attempt(() => records?.lastRun() ?? null, null),
      pins: attempt(() => db.select().from(pins).all(), null) ?? attempt(() => oldPins(client), []),
      pinTries: attempt(() => db.select().from(pinTries).all(), []),
      settings: attempt(() => db.select().from(settings).all(), []),
      receipts: attempt(() => db.select().from(receipts).all(), []),
      ...eventsIn(client, since(acknowledged), upTo),
    }
  } finally {
    attempt(() => client.close(), client)
  }
}

/** As backups from before PINs were bound have them. */
const oldPins = (client: Database.Database): Remains['pins'] =>
  client
    .prepare<[], Pick<Remains['pins'][number], 'subject' | 'salt' | 'verifier' | 'cost'>>(
      'SELECT subject, salt, verifier, cost FROM pins',
    )
    .all()
    .map((row) => ({ ...row, key: '', own: true, digits: null, count: 0, at: null, told: false }))

/** Looked for one by one where nothing says how far the log reached. */
const MOST_TRIES = 1_000_000

/** Events in their order; around pages that cannot be read, one by one. */
function eventsIn(
  client: Database.Database,
  since: number,
  upTo: number | null,
): Pick<Remains, 'events' | 'newest'> {
  const columns = 'seq, prev, hash, person, text'
  const events: FoundEvent[] = []
  const newest = attempt(() => Number(client.prepare('SELECT max(seq) FROM events').pluck().get() ?? 0), 0)
  const take = (row: FoundEvent | undefined) => {
    if (row !== undefined && isAsHashed(row)) events.push(row)
  }
  let seq = since - 1
  try {
    const walk = client.prepare<[number], FoundEvent>(
      `SELECT ${columns} FROM events WHERE seq >= ? ORDER BY seq`,
    )
    for (const row of walk.iterate(since)) {
      take(row)
      seq = row.seq
    }
  } catch {
    const prepare = () => client.prepare<[number], FoundEvent>(`SELECT ${columns} FROM events WHERE seq = ?`)
    const one = attempt(prepare, null)
    const last = upTo ?? Math.min(newest, seq + MOST_TRIES)
    for (seq++; one !== null && seq <= last; seq++) {
      const wanted = seq
      take(attempt(() => one.get(wanted), undefined))
    }
  }
  return { events, newest }
}

const isAsHashed = ({ prev, text, hash }: FoundEvent): boolean =>
  attempt(() => chainHash(sha256, prev, text) === hash, false)
