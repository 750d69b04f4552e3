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
import type { EarlierOrganisation, EarlierPoint } from '../../../core/district/organisation-terms.ts'
import type { CounterStaffing } from '../../../core/schedule/counter-times.ts'

/** Inclusive dates between which a row holds; an open end is null. */
const validity = { validFrom: date('valid_from').notNull(), validTo: date('valid_to') }

/** One row: what holds for the whole district. Triggers move the counters. */
export const settings = pgTable('settings', {
  id: integer('id').primaryKey(),
  /** IANA name. */
  zone: text('zone').notNull(),
  norms: jsonb('norms').$type<readonly string[]>().notNull(),
  /** Moves whenever anything changes that a kiosk's directory contains. */
  directoryVersion: bigint('directory_version', { mode: 'number' }).notNull(),
  /** Moves whenever anything changes by which days are judged. */
  rulesVersion: bigint('rules_version', { mode: 'number' }).notNull(),
  /** The last `rulesVersion` that may concern anybody; those since then concern whom `rule_changes` names. */
  commonVersion: bigint('common_version', { mode: 'number' }).notNull().default(1),
  /** Local date for which `directoryVersion` was last looked at: postings begin and end by date. */
  directoryDate: date('directory_date').notNull(),
})

export const organisations = pgTable('organisations', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  parent: text('parent').references((): PgColumn => organisations.id),
  ...validity,
  /** As it is written in a table or a sign, `UBND P. An Lộc`; empty: the name itself. */
  shortName: text('short_name').notNull().default(''),
  /** What stands in the number of its letters, `UBND`, `SNV`; empty: it signs none. */
  sign: text('sign').notNull().default(''),
  /** What sort of body it is, in the user's own words (`phường`, `sở`, `trung tâm`). */
  kind: text('kind').notNull().default(''),
  /** The body that took over, once this one has ended. */
  successor: text('successor').references((): PgColumn => organisations.id),
  /** What it was called and under whom it stood before, oldest first. */
  earlier: jsonb('earlier').$type<readonly EarlierOrganisation[]>().notNull().default([]),
})

export const points = pgTable('points', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  organisation: text('organisation')
    .notNull()
    .references(() => organisations.id),
  ...validity,
  /** As it stands in lists, tables and on the wall, `An Lộc`; empty: the name itself. Papers always say the name. */
  shortName: text('short_name').notNull().default(''),
  /** What it was called and to whom it belonged before, oldest first. */
  earlier: jsonb('earlier').$type<readonly EarlierPoint[]>().notNull().default([]),
})

/** Changes of rules since `settings.commonVersion` that concern one person: an excuse, a duty, a posting. Triggers write them. */
export const ruleChanges = pgTable('rule_changes', {
  /** `settings.rulesVersion` that it led to. */
  version: bigint('version', { mode: 'number' }).notNull(),
  person: text('person').notNull(),
  /** Local dates, inclusive; null: from ever, for ever. */
  from: date('day_from'),
  to: date('day_to'),
})

/** The counters (quầy) of a point; `postings.counter` names one by its id. */
export const counters = pgTable(
  'counters',
  {
    id: text('id').primaryKey(),
    point: text('point')
      .notNull()
      .references(() => points.id),
    name: text('name').notNull(),
    /** What is dealt with there: `Tư pháp - hộ tịch`, `Đất đai`. */
    fields: jsonb('fields').$type<readonly string[]>().notNull(),
    staffing: jsonb('staffing').$type<CounterStaffing>().notNull(),
    ...validity,
  },
  (t) => [index('counters_by_point').on(t.point)],
)

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
    /** The counter (quầy) the person sits at: the id of one, or its name where counters are not kept. */
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
    /** Running number, by which people speak of a badge. */
    number: integer('number').generatedByDefaultAsIdentity().notNull(),
    /** User name; null: handed over at a kiosk, or from before. */
    issuedBy: text('issued_by'),
    revokedBy: text('revoked_by'),
    revokedWhy: text('revoked_why', { enum: ['replaced', 'lost', 'damaged', 'left', 'other'] }),
  },
  (t) => [index('badges_by_person').on(t.person)],
)

/**
 * What is known of a badge's way to its person. Apart from the badges, because the kiosks are told of every change of
 * those. In both instants 0 says: from before this was kept, so that nobody knows.
 */
export const badgeUses = pgTable('badge_uses', {
  digest: text('digest')
    .primaryKey()
    .references(() => badges.digest, { onDelete: 'cascade' }),
  /** When its sheet was first saved, UTC ms; null: never, so that nobody can have it. */
  savedAt: bigint('saved_at', { mode: 'number' }),
  /** Corrected time of the first scan with it that came, UTC ms; null: none came. */
  scannedAt: bigint('scanned_at', { mode: 'number' }),
  /** The person who handed it over at a kiosk. */
  givenBy: text('given_by'),
})

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
