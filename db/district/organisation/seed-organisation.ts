import { createHash } from 'node:crypto'
import { type SQL, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import { CounterWords, OrganisationWords, PointWords } from '../../../core/district/organisation-api.ts'
import { Hash } from '../../../core/log/event.ts'
import { tidyText } from '../../../core/names.ts'
import { LocalDate, Rulebook } from '../../../core/schedule/rulebook.ts'
import type { DistrictDb } from '../engine/district-db.ts'
import {
  badges,
  badgeUses,
  counters,
  organisations,
  people,
  points,
  postings,
  RULE_KINDS,
  rules,
  settings,
} from '../schema/organisation.ts'

/** PostgreSQL cannot hold NUL in a text; everything else of a name is kept as it is, composed. */
const Name = z
  .string()
  .min(1)
  .max(200)
  .refine((text) => !text.includes('\0') && text.isWellFormed(), 'chứa ký tự không dùng được')
  .transform(tidyText)
const Key = z.string().regex(/^[\w.:-]{1,64}$/)
const validity = { validFrom: LocalDate.default('1970-01-01'), validTo: LocalDate.nullable().default(null) }

/**
 * What `seedOrganisation` takes; whatever is left out stays as it is. Counters, and the other words about organisations
 * and points, are the seed's only where there are none yet.
 */
export const OrganisationSeed = z.object({
  zone: z.string().optional(),
  norms: z.array(Name).optional(),
  organisations: z
    .array(OrganisationWords.partial().extend({ id: Key, name: Name, parent: Key.nullable(), ...validity }))
    .default([]),
  points: z
    .array(PointWords.partial().extend({ id: Key, name: Name, organisation: Key, ...validity }))
    .default([]),
  counters: z.array(CounterWords.extend({ id: Key, ...validity })).default([]),
  people: z
    .array(
      z.object({
        id: Key,
        name: Name,
        title: Name.or(z.literal('')),
        staffNumber: Name.nullable().default(null),
      }),
    )
    .default([]),
  postings: z
    .array(
      z.object({
        person: Key,
        point: Key,
        role: z.enum(['staff', 'leader']).default('staff'),
        counter: Name.nullable().default(null),
        ...validity,
      }),
    )
    .default([]),
  badges: z
    .array(
      z.object({
        digest: Hash,
        person: Key,
        state: z.enum(['active', 'revoked']).default('active'),
        issuedAt: z.int().default(0),
        /** User name. */
        issuedBy: Name.nullable().default(null),
        revokedAt: z.int().nullable().default(null),
      }),
    )
    .default([]),
  ...Rulebook.pick({
    hours: true,
    calendar: true,
    duty: true,
    leaders: true,
    policies: true,
    excuses: true,
    allowances: true,
  }).partial().shape,
})
export type OrganisationSeed = z.input<typeof OrganisationSeed>

const ROWS_A_STATEMENT = 1_000

/** Inserts or updates by key, many rows a statement. */
async function upsert(
  db: DistrictDb,
  table: PgTable,
  rows: readonly Record<string, unknown>[],
  key: PgColumn[],
  update: readonly PgColumn[],
): Promise<void> {
  const changed = Object.entries(table as unknown as Record<string, PgColumn>).filter(([, column]) =>
    update.includes(column),
  )
  const set = Object.fromEntries(
    changed.map(([name, column]) => [name, sql`excluded.${sql.identifier(column.name)}`]),
  )
  const list = (columns: readonly SQL[]) => sql`(${sql.join([...columns], sql`, `)})`
  // Rows that are already so stay untouched: the versions move only when something changed.
  const before = list(changed.map(([, column]) => sql`${column}`))
  const setWhere = sql`${before} is distinct from ${list(Object.values(set))}`
  for (let from = 0; from < rows.length; from += ROWS_A_STATEMENT) {
    const insert = db.insert(table).values(rows.slice(from, from + ROWS_A_STATEMENT))
    if (update.length === 0) await insert.onConflictDoNothing({ target: key })
    else await insert.onConflictDoUpdate({ target: key, set, setWhere })
  }
}

/** Rules are told apart by what they say, so that the same rule is never kept twice. */
export const ruleId = (kind: string, value: unknown): string =>
  createHash('sha256')
    .update(`${kind}\n${JSON.stringify(value)}`)
    .digest('hex')
    .slice(0, 32)

/**
 * Puts organisation, people, badges and rules into the database, in one transaction. The same seed again
 * changes nothing; rows of the same key are replaced. Throws a ZodError on a value that cannot be held.
 */
export async function seedOrganisation(db: DistrictDb, seed: OrganisationSeed): Promise<void> {
  const given = OrganisationSeed.parse(seed)
  await db.transaction(async (tx) => {
    if (given.zone !== undefined || given.norms !== undefined) {
      await tx.update(settings).set({
        ...(given.zone === undefined ? {} : { zone: given.zone }),
        ...(given.norms === undefined ? {} : { norms: given.norms }),
      })
    }
    await upsert(
      tx,
      organisations,
      given.organisations,
      [organisations.id],
      [organisations.name, organisations.parent, organisations.validFrom, organisations.validTo],
    )
    await upsert(
      tx,
      points,
      given.points,
      [points.id],
      [points.name, points.organisation, points.validFrom, points.validTo],
    )
    await upsert(tx, counters, given.counters, [counters.id], [])
    await upsert(tx, people, given.people, [people.id], [people.name, people.title, people.staffNumber])
    await upsert(
      tx,
      postings,
      given.postings,
      [postings.person, postings.validFrom],
      [postings.point, postings.role, postings.counter, postings.validTo],
    )
    await upsert(
      tx,
      badges,
      given.badges,
      [badges.digest],
      [badges.person, badges.state, badges.issuedAt, badges.revokedAt, badges.issuedBy],
    )
    // Whoever made the codes has them: they are on no sheet of this district's.
    const held = given.badges.map(({ digest, issuedAt }) => ({ digest, savedAt: issuedAt }))
    await upsert(tx, badgeUses, held, [badgeUses.digest], [])
    const rows = RULE_KINDS.flatMap((kind) =>
      (given[kind] ?? []).map((value) => ({ id: ruleId(kind, value), kind, value })),
    )
    await upsert(tx, rules, rows, [rules.id], [])
  })
}
