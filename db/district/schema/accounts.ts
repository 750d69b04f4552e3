import { bigint, index, integer, pgTable, text } from 'drizzle-orm/pg-core'
import { points } from './organisation.ts'

const instant = (name: string) => bigint(name, { mode: 'number' })

export const accounts = pgTable('accounts', {
  /** Lower case, composed. */
  username: text('username').primaryKey(),
  displayName: text('display_name').notNull(),
  role: text('role', { enum: ['district', 'ward-leader'] }).notNull(),
  /** The only point a ward leader sees. */
  point: text('point').references(() => points.id),
  passwordHash: text('password_hash').notNull(),
  state: text('state', { enum: ['active', 'disabled'] }).notNull(),
})

/** Signed-in browsers; only the SHA-256 of the token is kept. */
export const sessions = pgTable(
  'sessions',
  {
    tokenHash: text('token_hash').primaryKey(),
    username: text('username')
      .notNull()
      .references(() => accounts.username, { onDelete: 'cascade' }),
    startedAt: instant('started_at').notNull(),
    lastUsedAt: instant('last_used_at').notNull(),
  },
  (t) => [index('sessions_by_username').on(t.username)],
)

/** Failed attempts by what was tried (`account:…`, `address:…`), kept over restarts. */
export const failedAttempts = pgTable('failed_attempts', {
  key: text('key').primaryKey(),
  count: integer('count').notNull(),
  since: instant('since').notNull(),
})
