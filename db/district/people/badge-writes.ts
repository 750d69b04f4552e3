import { createHash } from 'node:crypto'
import { and, asc, desc, eq, inArray, lt, sql } from 'drizzle-orm'
import type { BadgeState } from '../../../core/district/badges-api.ts'
import type { BadgeView } from '../../../core/people/people-api.ts'
import { type DistrictDb, rowsOf } from '../engine/district-db.ts'
import { displayNames } from '../organisation/display-names.ts'
import { badges, badgeUses, people as peopleTable } from '../schema/organisation.ts'
import { BADGE_STATES } from './badge-uses.ts'
import { lockPeople } from './people-writes.ts'

export interface NewBadge {
  readonly person: string
  /** The digits of the QR; kept nowhere. */
  readonly code: string
  /** One that was reserved for it. */
  readonly number: number
}

const digestOf = (code: string): string => createHash('sha256').update(code).digest('hex')

/** Numbers for badges that are printed before they are issued; whoever does not use them leaves a gap. */
export async function reserveNumbers(db: DistrictDb, count: number): Promise<number[]> {
  const rows = rowsOf<{ number: number }>(
    await db.execute(
      sql`select nextval(pg_get_serial_sequence('badges', 'number'))::int as number from generate_series(1, ${count}::int)`,
    ),
  )
  return rows.map(({ number }) => number)
}

/**
 * Issues badges; those that the people had until now stop opening at this very moment. Only the SHA-256 of a code
 * is kept, so it can be printed now or never.
 * @param at UTC ms
 */
export async function issueBadges(
  tx: DistrictDb,
  fresh: readonly NewBadge[],
  by: string,
  at: number,
): Promise<void> {
  if (fresh.length === 0) return
  const owners = fresh.map(({ person }) => person)
  await lockPeople(tx, owners)
  await tx
    .update(badges)
    .set({ state: 'revoked', revokedAt: at, revokedBy: by, revokedWhy: 'replaced' })
    .where(and(inArray(badges.person, owners), eq(badges.state, 'active')))
  await tx.insert(badges).values(
    fresh.map(({ person, code, number }) => ({
      digest: digestOf(code),
      number,
      person,
      state: 'active' as const,
      issuedAt: at,
      issuedBy: by,
    })),
  )
}

/** The owner of a badge; `null`: there is no badge of this number. */
export async function findBadge(
  tx: DistrictDb,
  number: number,
): Promise<{ readonly person: string; readonly state: 'active' | 'revoked' } | null> {
  const [row] = await tx
    .select({ person: badges.person, state: badges.state })
    .from(badges)
    .where(eq(badges.number, number))
  return row ?? null
}

/** Scans with it from this moment on are nobody's. @returns false: it was revoked before */
export async function revokeBadge(
  tx: DistrictDb,
  number: number,
  why: 'lost' | 'damaged' | 'other',
  by: string,
  at: number,
): Promise<boolean> {
  const revoked = await tx
    .update(badges)
    .set({ state: 'revoked', revokedAt: at, revokedBy: by, revokedWhy: why })
    .where(and(eq(badges.number, number), eq(badges.state, 'active')))
    .returning({ number: badges.number })
  return revoked.length > 0
}

/** Badges and whose they are; numbers that nobody has are left out. */
export async function findBadges(
  tx: DistrictDb,
  numbers: readonly number[],
): Promise<readonly { readonly number: number; readonly person: string }[]> {
  return tx
    .select({ number: badges.number, person: badges.person })
    .from(badges)
    .where(inArray(badges.number, [...numbers]))
}

/**
 * Revokes badges that nobody ever used.
 * @returns those of which this is not so; nothing is revoked unless there are none
 */
export async function revokeUnused(
  tx: DistrictDb,
  numbers: readonly number[],
  by: string,
  at: number,
): Promise<readonly number[]> {
  const chosen = inArray(badges.number, [...numbers])
  const digests = tx.select({ digest: badges.digest }).from(badges).where(chosen)
  // A kiosk's batch that brings the first scan is waited for: with a row of its use, or about to make one.
  await tx
    .select({ digest: badgeUses.digest })
    .from(badgeUses)
    .where(inArray(badgeUses.digest, digests))
    .orderBy(asc(badgeUses.digest))
    .for('update')
  const held = await tx
    .select({ number: badges.number, state: badges.state })
    .from(badges)
    .where(chosen)
    .orderBy(asc(badges.digest))
    .for('update')
  const used = await tx
    .select({ number: badges.number })
    .from(badges)
    .innerJoin(badgeUses, eq(badgeUses.digest, badges.digest))
    .where(and(chosen, BADGE_STATES.used))
  const open = new Set(held.filter(({ state }) => state === 'active').map(({ number }) => number))
  for (const { number } of used) open.delete(number)
  const others = numbers.filter((number) => !open.has(number))
  if (others.length > 0) return others
  await tx
    .update(badges)
    .set({ state: 'revoked', revokedAt: at, revokedBy: by, revokedWhy: 'other' })
    .where(chosen)
  return []
}

const columns = {
  number: badges.number,
  person: badges.person,
  state: badges.state,
  issuedAt: badges.issuedAt,
  issuedBy: badges.issuedBy,
  revokedAt: badges.revokedAt,
  revokedBy: badges.revokedBy,
  revokedWhy: badges.revokedWhy,
  savedAt: badgeUses.savedAt,
  scannedAt: badgeUses.scannedAt,
  givenBy: badgeUses.givenBy,
  givenName: peopleTable.name,
}

const badgeRows = (db: DistrictDb) =>
  db
    .select(columns)
    .from(badges)
    .leftJoin(badgeUses, eq(badgeUses.digest, badges.digest))
    .leftJoin(peopleTable, eq(peopleTable.id, badgeUses.givenBy))
type BadgeRow = Awaited<ReturnType<typeof badgeRows>>[number]

/** Every badge a person ever had, the newest first; who did what by display name. */
export async function badgeHistory(db: DistrictDb, person: string): Promise<BadgeView[]> {
  const rows = await badgeRows(db)
    .where(eq(badges.person, person))
    .orderBy(desc(badges.issuedAt), desc(badges.number))
  return withNames(db, rows)
}

/** Badges by number, the newest first, before a number. @param state left out: of every state */
export async function badgesBefore(
  db: DistrictDb,
  people: readonly string[] | null,
  before: number,
  count: number,
  state?: BadgeState,
): Promise<(BadgeView & { readonly person: string })[]> {
  const rows = await badgeRows(db)
    .where(
      and(
        lt(badges.number, before),
        people === null ? undefined : inArray(badges.person, [...people]),
        state === undefined ? undefined : BADGE_STATES[state],
      ),
    )
    .orderBy(desc(badges.number))
    .limit(count)
  return withNames(db, rows)
}

async function withNames(
  db: DistrictDb,
  rows: readonly BadgeRow[],
): Promise<(BadgeView & { readonly person: string })[]> {
  if (rows.length === 0) return []
  const named = await displayNames(
    db,
    rows.flatMap(({ issuedBy, revokedBy }) => [issuedBy, revokedBy]),
  )
  const nameOf = (user: string | null) => (user === null ? null : named(user))
  return rows.map(({ savedAt, scannedAt, givenBy, givenName, ...row }) => ({
    ...row,
    issuedBy: nameOf(row.issuedBy),
    revokedBy: nameOf(row.revokedBy),
    given: givenBy === null ? null : { name: givenName },
    saved: savedAt !== null || givenBy !== null,
    used: scannedAt !== null || givenBy !== null,
  }))
}
