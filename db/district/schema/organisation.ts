import {
  bigint,
  date,
  index,
  integer,
  jsonb,
  type PgColumn,
  pgTable,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core'

/** Inclusive dates between which a row holds; an open end is null. */
const validity = { validFrom: date('valid_from').notNull(), validTo: date('valid_to') }

/** One row: what holds for the whole district. Triggers move the two counters. */
export const settings = pgTable('settings', {
  id: integer('id').primaryKey(),
  /** IANA name. */
  zone: text('zone').notNull(),
  norms: jsonb('norms').$type<readonly string[]>().notNull(),
  /** Moves whenever anything changes that a kiosk's directory contains. */
  directoryVersion: bigint('directory_version', { mode: 'number' }).notNull(),
  /** Moves whenever anything changes by which days are judged. */
  rulesVersion: bigint('rules_version', { mode: 'number' }).notNull(),
  /** Local date for which `directoryVersion` was last looked at: postings begin and end by date. */
  directoryDate: date('directory_date').notNull(),
})

export const organisations = pgTable('organisations', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  parent: text('parent').references((): PgColumn => organisations.id),
  ...validity,
})

export const points = pgTable('points', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  organisation: text('organisation')
    .notNull()
    .references(() => organisations.id),
  ...validity,
})

/** Only opaque ids leave this table; `name` is null once it has been erased. */
export const people = pgTable('people', {
  id: text('id').primaryKey(),
  name: text('name'),
  title: text('title').notNull(),
  /** What a person may type at a kiosk instead of letters of the name. */
  staffNumber: text('staff_number'),
})

export const postings = pgTable(
  'postings',
  {
    person: text('person')
      .notNull()
      .references(() => people.id),
    point: text('point')
      .notNull()
      .references(() => points.id),
    /** A leader may vouch for the others of the point, at its kiosks. */
    role: text('role', { enum: ['staff', 'leader'] })
      .notNull()
      .default('staff'),
    /** The counter (quầy) the person sits at. */
    counter: text('counter'),
    ...validity,
  },
  (t) => [primaryKey({ columns: [t.person, t.validFrom] }), index('postings_by_point').on(t.point)],
)

/** Only the SHA-256 of a badge's code is kept, hexadecimal. */
export const badges = pgTable(
  'badges',
  {
    digest: text('digest').primaryKey(),
    person: text('person')
      .notNull()
      .references(() => people.id),
    state: text('state', { enum: ['active', 'revoked'] }).notNull(),
    issuedAt: bigint('issued_at', { mode: 'number' }).notNull(),
    /** Scans from this instant on are nobody's. */
    revokedAt: bigint('revoked_at', { mode: 'number' }),
  },
  (t) => [index('badges_by_person').on(t.person)],
)

export const RULE_KINDS = [
  'hours',
  'calendar',
  'duty',
  'leaders',
  'policies',
  'excuses',
  'allowances',
] as const

/** Rows of the rulebook, as `core/schedule/rulebook.ts` describes them; `id` is made from the value. */
export const rules = pgTable(
  'rules',
  {
    id: text('id').primaryKey(),
    kind: text('kind', { enum: RULE_KINDS }).notNull(),
    value: jsonb('value').notNull(),
  },
  (t) => [index('rules_by_kind').on(t.kind)],
)
