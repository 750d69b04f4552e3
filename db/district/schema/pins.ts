import { bigint, boolean, doublePrecision, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { people, points } from './organisation.ts'

/** What the PINs of a point's people are bound to: without it their verifiers say nothing. */
export const pinSecrets = pgTable('pin_secrets', {
  point: text('point')
    .primaryKey()
    .references(() => points.id),
  /** 32 random bytes, encrypted with a key that is not in the database. */
  sealed: text('sealed').notNull(),
  /** Moves whenever a PIN of the point does, and never back: at least the time of the change, UTC ms. */
  version: bigint('version', { mode: 'number' }).notNull(),
})

/** The newest PIN of a person at a point, as a kiosk knows it again (scrypt). A PIN itself is nowhere. */
export const pins = pgTable(
  'pins',
  {
    point: text('point')
      .notNull()
      .references(() => points.id),
    person: text('person')
      .notNull()
      .references(() => people.id),
    /** Of the posting under which it was set. */
    role: text('role', { enum: ['staff', 'leader'] }).notNull(),
    /** Hexadecimal. */
    salt: text('salt').notNull(),
    verifier: text('verifier').notNull(),
    /** Binary logarithm of scrypt's N. */
    cost: integer('cost').notNull(),
    /** Its owner chose it; what somebody else set opens nothing before they have. */
    own: boolean('own').notNull(),
    digits: integer('digits').notNull(),
    /** How many times this person's PIN was set, and when, kiosk's corrected time, UTC ms: the newest wins. */
    count: integer('count').notNull(),
    at: doublePrecision('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.point, t.person] })],
)
