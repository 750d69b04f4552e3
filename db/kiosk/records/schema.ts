import { isNotNull, sql } from 'drizzle-orm'
import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** The log this file holds, and what its first event is chained to. One row, never changed (a trigger). */
export const log = sqliteTable('log', {
  one: integer().primaryKey(),
  log: text().notNull(),
  device: text().notNull(),
  /** Raw Ed25519 key of the device, base64url. */
  publicKey: text('public_key').notNull(),
  parentLog: text('parent_log'),
  parentSeq: integer('parent_seq'),
  parentHash: text('parent_hash'),
  /** `hash(0)` (log.md). */
  genesis: text().notNull(),
})

/** The events, append-only (three triggers). `text` is the event; the other columns are for finding it. */
export const events = sqliteTable(
  'events',
  {
    seq: integer().primaryKey(),
    id: text().notNull(),
    prev: text().notNull(),
    hash: text().notNull(),
    run: text().notNull(),
    type: text().notNull(),
    /** Whose day the event belongs to: `null` for unknown and revoked badges, guests, and everything that is no scan. */
    person: text(),
    text: text().notNull(),
  },
  (table) => [
    uniqueIndex('events_id').on(table.id),
    index('events_person').on(table.person, table.seq).where(isNotNull(table.person)),
    index('events_clock_checked').on(table.run, table.seq).where(sql`type = 'clock-checked'`),
    index('events_handed_over').on(table.seq).where(sql`type = 'badge-handed-over'`),
    index('events_out_of_service').on(table.seq).where(sql`type = 'out-of-service'`),
  ],
)

/** Where this kiosk belongs; written at enrolment. One row. */
export const kiosk = sqliteTable('kiosk', {
  one: integer().primaryKey(),
  device: text().notNull(),
  name: text().notNull(),
  point: text().notNull(),
  pointName: text('point_name').notNull(),
  organisationName: text('organisation_name').notNull(),
  districtAddress: text('district_address').notNull(),
  /** Raw Ed25519 key of the district, base64url; every answer is verified with it. */
  districtKey: text('district_key').notNull(),
})

/** How far the district holds the log, as it said under its seal. One row. */
export const acknowledged = sqliteTable('acknowledged', {
  one: integer().primaryKey(),
  seq: integer().notNull(),
  hash: text().notNull(),
  /** Kiosk's corrected time up to which the district holds everything, UTC ms. */
  completeTo: real('complete_to'),
  contactAt: real('contact_at'),
  /** The district's last challenge. */
  challenge: text(),
  /** The last acknowledgement, sealed, as it came. */
  receipt: text(),
})

/** The newest directory of the district, as one document. One row. */
export const directory = sqliteTable('directory', {
  one: integer().primaryKey(),
  version: integer().notNull(),
  document: text().notNull(),
})

/** When the district said that this kiosk is revoked, by the kiosk's wall clock, UTC ms; gone once it says otherwise. One row. */
export const revocation = sqliteTable('revocation', {
  one: integer().primaryKey(),
  at: real().notNull(),
})

/** The last run of the service, and whether it ended in good order. One row. */
export const lastRun = sqliteTable('last_run', {
  one: integer().primaryKey(),
  run: text().notNull(),
  stopped: integer({ mode: 'boolean' }).notNull(),
})

/** Verifiers of PINs (scrypt), by whose they are: `person <id>` or `administrator`. A PIN itself is nowhere. */
export const pins = sqliteTable('pins', {
  subject: text().primaryKey(),
  /** Hexadecimal. */
  salt: text().notNull(),
  verifier: text().notNull(),
  /** Binary logarithm of scrypt's N. */
  cost: integer().notNull(),
  /** The secret that a guesser needs besides: `device`, or the name of the point's; empty: none, from before. */
  key: text().notNull().default(''),
  /** Its owner chose it; what somebody else set opens nothing before they have. */
  own: integer({ mode: 'boolean' }).notNull().default(true),
  /** How many digits; `null`: from before that was kept. */
  digits: integer(),
  /** How many times this person's PIN was set, as far as this kiosk knew, and when: the newest wins. Corrected time, UTC ms. */
  count: integer().notNull().default(0),
  at: real(),
  /** The district has it. Only what is bound to the point's secret goes there. */
  told: integer({ mode: 'boolean' }).notNull().default(false),
})

/** Wrong tries since the last right one, by whose PIN was tried; kept over restarts. */
export const pinTries = sqliteTable('pin_tries', {
  subject: text().primaryKey(),
  failures: integer().notNull(),
  /** Run of the service that saw the last one, and its uptime then, ms. */
  run: text().notNull(),
  up: real().notNull(),
})

/** How the screen looks and sounds, as one document. One row. */
export const settings = sqliteTable('settings', {
  one: integer().primaryKey(),
  document: text().notNull(),
})

/** The district's acknowledgements, sealed, as they came: they show what it held when it signed. The newest are kept. */
export const receipts = sqliteTable(
  'receipts',
  {
    log: text().notNull(),
    seq: integer().notNull(),
    hash: text().notNull(),
    /** Raw Ed25519 key of the district that signed, base64url. */
    districtKey: text('district_key').notNull(),
    sealed: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.log, table.seq] })],
)

/**
 * Events of the log before this one that the district holds already, of the last days: whoever scans is answered with
 * the whole day. Never sent, no part of the chain; numbered backwards from -1. Written once, with the first event.
 */
export const earlier = sqliteTable(
  'earlier',
  {
    seq: integer().primaryKey(),
    id: text().notNull(),
    run: text().notNull(),
    type: text().notNull(),
    person: text(),
    text: text().notNull(),
  },
  (table) => [uniqueIndex('earlier_id').on(table.id), index('earlier_person').on(table.person, table.seq)],
)

/** What became of the log before this one. One row, written with the first event. */
export const succession = sqliteTable('succession', {
  one: integer().primaryKey(),
  /** Kiosk's wall clock, UTC ms. */
  at: real().notNull(),
  why: text().notNull(),
  /** Where its files lie, from the data directory. */
  folder: text().notNull(),
  /** Number of the last event it had, as far as anything tells. */
  expected: integer().notNull(),
  /** Events that waited for the district: carried over, and unreadable. */
  carried: integer().notNull(),
  lost: integer().notNull(),
})

/** The last event that was dropped after its time: what the first kept event is chained to. One row. */
export const dropped = sqliteTable('dropped', {
  one: integer().primaryKey(),
  seq: integer().notNull(),
  hash: text().notNull(),
})
