import { bigint, index, integer, json, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'

const instant = (name: string) => bigint(name, { mode: 'number' })

/**
 * What staff did. Append-only by triggers and chained: `hash` is over the hash before it and `text`, the row as JSON;
 * the other columns are read from it. Holds opaque ids, never names.
 */
export const auditLog = pgTable(
  'audit_log',
  {
    seq: bigint('seq', { mode: 'number' }).primaryKey(),
    at: instant('at').notNull(),
    who: text('who').notNull(),
    /** Scope of who did it. */
    organisation: text('organisation'),
    point: text('point'),
    action: text('action').notNull(),
    subject: text('subject'),
    outcome: text('outcome', { enum: ['done', 'refused', 'failed'] }).notNull(),
    text: text('text').notNull(),
    previous: text('previous').notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [index('audit_by_subject').on(t.subject)],
)

/** Writes that were asked for with an `Idempotency-Key`, and what was answered; kept for 24 hours. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    who: text('who').notNull(),
    key: text('key').notNull(),
    /** SHA-256 of method, address and body. */
    requestHash: text('request_hash').notNull(),
    at: instant('at').notNull(),
    /** Null while the write is going on. */
    status: integer('status'),
    /** Null when it must not be kept: it held a secret that is shown once. */
    answer: json('answer').$type<{ readonly body: unknown }>(),
  },
  (t) => [primaryKey({ columns: [t.who, t.key] }), index('idempotency_by_age').on(t.at)],
)
