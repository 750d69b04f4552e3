import { and, eq, inArray, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { BadgeState } from '../../../core/district/badges-api.ts'
import type { DistrictDb } from '../engine/district-db.ts'
import { badges, badgeUses } from '../schema/organisation.ts'

/** What is looked at of an event, as in its row. */
interface Sent {
  readonly type: string
  readonly text: string
  readonly judged_at: number
}

const BADGE = /"badge":"([0-9a-f]{64})"/

/** The first scan of each badge, of those that a kiosk has just sent; in one order, so that two kiosks never wait for each other. */
export async function noteScanned(tx: DistrictDb, rows: readonly Sent[]): Promise<void> {
  const scans = new Map<string, number>()
  for (const { type, text, judged_at: at } of rows) {
    const digest = type === 'scan' ? BADGE.exec(text)?.[1] : undefined
    if (digest !== undefined) scans.set(digest, Math.min(at, scans.get(digest) ?? at))
  }
  if (scans.size === 0) return
  const given = JSON.stringify([...scans].map(([digest, at]) => ({ digest, at })))
  await tx.execute(sql`
    insert into badge_uses (digest, scanned_at)
    select b.digest, s.at from json_to_recordset(${given}::json) as s(digest text, at bigint)
    join badges b on b.digest = s.digest
    where not exists (select from badge_uses u where u.digest = s.digest and u.scanned_at is not null)
    order by b.digest
    on conflict (digest) do update set scanned_at = excluded.scanned_at where badge_uses.scanned_at is null`)
}

/** Keeps who handed a badge over at a kiosk. */
export async function noteGiven(tx: DistrictDb, digest: string, givenBy: string): Promise<void> {
  await tx
    .insert(badgeUses)
    .values({ digest, givenBy })
    .onConflictDoUpdate({ target: badgeUses.digest, set: { givenBy } })
}

/** Keeps that the sheet of some badges was saved. @param at UTC ms; the first time counts */
export async function noteSaved(tx: DistrictDb, numbers: readonly number[], at: number): Promise<void> {
  await tx.execute(sql`
    insert into badge_uses (digest, saved_at)
    select digest, ${at}::bigint from badges where ${inArray(badges.number, [...numbers])} order by digest
    on conflict (digest) do update set saved_at = excluded.saved_at where badge_uses.saved_at is null`)
}

const isUsed = or(isNotNull(badgeUses.scannedAt), isNotNull(badgeUses.givenBy))
const isUnused = and(isNull(badgeUses.scannedAt), isNull(badgeUses.givenBy))

/** Which badges are in a state; they have to be joined with what is known of their use. */
export const BADGE_STATES: Readonly<Record<BadgeState, SQL | undefined>> = {
  unsaved: and(eq(badges.state, 'active'), isUnused, isNull(badgeUses.savedAt)),
  unused: and(eq(badges.state, 'active'), isUnused),
  used: and(eq(badges.state, 'active'), isUsed),
  revoked: eq(badges.state, 'revoked'),
}
