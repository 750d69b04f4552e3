import { sql } from 'drizzle-orm'
import { bigint, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { type Permission, ROLES } from '../../../core/district/roles.ts'
import { organisations, people, points } from './organisation.ts'

const instant = (name: string) => bigint(name, { mode: 'number' })

export const accounts = pgTable(
  'accounts',
  {
    /** Lower case, composed. */
    username: text('username').primaryKey(),
    displayName: text('display_name').notNull(),
    role: text('role', { enum: ROLES }).notNull(),
    /** The only point a ward leader sees. */
    point: text('point').references(() => points.id),
    /** The others see this organisation and all below it; null: everything. */
    organisation: text('organisation').references(() => organisations.id),
    /** Whose it is; null: not said. */
    person: text('person').references(() => people.id),
    /** Null until the one-time code was used. */
    passwordHash: text('password_hash'),
    state: text('state', { enum: ['active', 'disabled'] }).notNull(),
    /** The second factor's secret, encrypted with a key that is not in the database. */
    totpSecret: text('totp_secret'),
    /** When the person first proved to have it; null: set up but not proven. */
    totpSince: instant('totp_since'),
    /** The last 30-second step whose code was taken: none is taken twice. */
    totpStep: instant('totp_step'),
    createdAt: instant('created_at').notNull().default(0),
    lastSignInAt: instant('last_sign_in_at'),
  },
  // A person has one account at a time that anybody can sign in with.
  (t) => [uniqueIndex('accounts_one_active_by_person').on(t.person).where(sql`${t.state} = 'active'`)],
)

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
    /** `second-factor`: may do nothing but set up the second factor. */
    stage: text('stage', { enum: ['open', 'second-factor'] })
      .notNull()
      .default('open'),
  },
  (t) => [index('sessions_by_username').on(t.username)],
)

/** What is counted of strangers' attempts (`budgetKey`), kept over restarts. */
export const failedAttempts = pgTable('failed_attempts', {
  key: text('key').primaryKey(),
  count: integer('count').notNull(),
  since: instant('since').notNull(),
})

/** One-time codes with which an account chooses its password; one an account, only its hash is kept. */
export const accountCodes = pgTable('account_codes', {
  username: text('username')
    .primaryKey()
    .references(() => accounts.username, { onDelete: 'cascade' }),
  codeHash: text('code_hash').notNull(),
  expiresAt: instant('expires_at').notNull(),
})

/** For a person whose phone is gone: each works once. */
export const recoveryCodes = pgTable(
  'recovery_codes',
  {
    username: text('username')
      .notNull()
      .references(() => accounts.username, { onDelete: 'cascade' }),
    codeHash: text('code_hash').notNull(),
    usedAt: instant('used_at'),
  },
  (t) => [primaryKey({ columns: [t.username, t.codeHash] })],
)

/** Keys of other programs; only the SHA-256 of the token is kept. */
export const apiTokens = pgTable(
  'api_tokens',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    tokenHash: text('token_hash').notNull(),
    permissions: jsonb('permissions').$type<readonly Permission[]>().notNull(),
    organisation: text('organisation').references(() => organisations.id),
    createdBy: text('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
    lastUsedAt: instant('last_used_at'),
  },
  (t) => [uniqueIndex('api_tokens_by_hash').on(t.tokenHash)],
)
