import { sql } from 'drizzle-orm'
import { bigint, index, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { organisations, points } from './organisation.ts'

const instant = (name: string) => bigint(name, { mode: 'number' })

/** What an organisation set for its papers and its leave; those below it inherit what they do not set themselves. */
export const officeSettings = pgTable(
  'office_settings',
  {
    organisation: text('organisation')
      .notNull()
      .references(() => organisations.id),
    kind: text('kind', { enum: ['sheet-template', 'leave-types'] }).notNull(),
    value: jsonb('value').notNull(),
  },
  (t) => [primaryKey({ columns: [t.organisation, t.kind] })],
)

/** Months that were closed, each with everything its papers are made from; one that was reopened stays on record. */
export const monthLocks = pgTable(
  'month_locks',
  {
    id: uuid('id').primaryKey(),
    point: text('point')
      .notNull()
      .references(() => points.id),
    /** `YYYY-MM`. */
    month: text('month').notNull(),
    lockedAt: instant('locked_at').notNull(),
    lockedBy: text('locked_by').notNull(),
    /** Said where cells were not known when it was locked. */
    note: text('note').notNull(),
    /** `MonthFacts` as text, kept word for word. */
    facts: text('facts').notNull(),
    /** SHA-256 of each paper by its name. */
    digests: jsonb('digests').$type<Readonly<Record<string, string>>>().notNull(),
    reopenedAt: instant('reopened_at'),
    reopenedBy: text('reopened_by'),
    reopenReason: text('reopen_reason'),
  },
  (t) => [
    uniqueIndex('month_locks_once').on(t.point, t.month).where(sql`${t.reopenedAt} is null`),
    index('month_locks_by_month').on(t.month),
  ],
)
