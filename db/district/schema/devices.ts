import { bigint, doublePrecision, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { points } from './organisation.ts'

const instant = (name: string) => bigint(name, { mode: 'number' })

/** Enrolled kiosks. */
export const devices = pgTable('devices', {
  id: uuid('id').primaryKey(),
  point: text('point')
    .notNull()
    .references(() => points.id),
  name: text('name').notNull(),
  /** Raw Ed25519 public key, base64url. */
  publicKey: text('public_key').notNull(),
  state: text('state', { enum: ['active', 'revoked'] }).notNull(),
  /** What the next request must name; replaced with every answer. */
  challenge: text('challenge').notNull(),
  enrolledAt: instant('enrolled_at').notNull(),
  lastSeenAt: instant('last_seen_at'),
  app: text('app'),
  camera: text('camera'),
  scanner: text('scanner'),
  diskFree: doublePrecision('disk_free'),
  /** Kiosk's wall clock at the last hello; the district's then is `lastSeenAt`. */
  clockOffsetMs: doublePrecision('clock_offset_ms'),
  /** Key of the district that this kiosk last spoke to, raw, base64url: who has learnt of a new one. */
  districtKey: text('district_key'),
  /** The last silences longer than an hour, `[from, to]`, district time, the oldest first. */
  silences: jsonb('silences').$type<readonly (readonly [from: number, to: number])[]>().notNull().default([]),
})

/** One-time codes; `id` is the first half of the code, only the SHA-256 of the whole is kept. */
export const enrolmentCodes = pgTable('enrolment_codes', {
  id: text('id').primaryKey(),
  codeHash: text('code_hash').notNull(),
  point: text('point')
    .notNull()
    .references(() => points.id),
  name: text('name').notNull(),
  expiresAt: instant('expires_at').notNull(),
  wrongTries: integer('wrong_tries').notNull(),
  usedBy: uuid('used_by'),
})
