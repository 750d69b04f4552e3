import { createHash } from 'node:crypto'
import { and, eq, gt, lte, or } from 'drizzle-orm'
import { type Permission, ROLE_PERMISSIONS, type Role } from '../../../core/district/roles.ts'
import type { DistrictDb } from '../engine/district-db.ts'
import { tellToLookAgain } from '../engine/live-changes.ts'
import { accounts, sessions } from '../schema/accounts.ts'

export interface SessionLimits {
  readonly idleMs: number
  readonly absoluteMs: number
}
export const SESSION_LIMITS: SessionLimits = { idleMs: 30 * 60_000, absoluteMs: 8 * 3_600_000 }

/** Who asks: somebody signed in, or another program with a token. */
export interface SignedIn {
  /** Of the account; `token:…` for a program. */
  readonly username: string
  readonly displayName: string
  /** Null: a program. */
  readonly role: Role | null
  readonly permissions: readonly Permission[]
  /** Scope: the organisation and all below it, one point, or (both null) everything. */
  readonly organisation: string | null
  readonly point: string | null
  /** `second-factor`: may do nothing but set that up. */
  readonly stage: 'open' | 'second-factor'
}

/** What is kept of a token. */
export const sessionHash = (token: string): string => createHash('sha256').update(token).digest('hex')

/** Begins a session. @returns the token for the browser, 256 random bits */
export async function startSession(
  db: DistrictDb,
  username: string,
  now: number,
  limits: SessionLimits,
  randomBytes: (count: number) => Uint8Array,
  stage: SignedIn['stage'] = 'open',
): Promise<string> {
  const token = Buffer.from(randomBytes(32)).toString('base64url')
  await db
    .delete(sessions)
    .where(
      or(lte(sessions.lastUsedAt, now - limits.idleMs), lte(sessions.startedAt, now - limits.absoluteMs)),
    )
  await db
    .insert(sessions)
    .values({ tokenHash: sessionHash(token), username, startedAt: now, lastUsedAt: now, stage })
  return token
}

/** A session is written as used at most this often. */
const TOUCH_EVERY_MS = 60_000

/** `looked-at` leaves it as it is, so that what only listens keeps no session alive. */
export type SessionUse = 'used' | 'looked-at'

/** Whose session a token is; `null` when there is none, or it has run out, or the account was disabled. */
export async function findSession(
  db: DistrictDb,
  token: string,
  now: number,
  limits: SessionLimits,
  use: SessionUse = 'used',
): Promise<SignedIn | null> {
  const tokenHash = sessionHash(token)
  const [row] = await db
    .select({ account: accounts, lastUsedAt: sessions.lastUsedAt, stage: sessions.stage })
    .from(sessions)
    .innerJoin(accounts, eq(accounts.username, sessions.username))
    .where(
      and(
        eq(sessions.tokenHash, tokenHash),
        gt(sessions.lastUsedAt, now - limits.idleMs),
        gt(sessions.startedAt, now - limits.absoluteMs),
        eq(accounts.state, 'active'),
      ),
    )
  if (row === undefined) return null
  if (use === 'used' && now - row.lastUsedAt > Math.min(TOUCH_EVERY_MS, limits.idleMs / 4)) {
    await db.update(sessions).set({ lastUsedAt: now }).where(eq(sessions.tokenHash, tokenHash))
  }
  const { username, displayName, role, point, organisation } = row.account
  const permissions = row.stage === 'open' ? ROLE_PERMISSIONS[role] : []
  return { username, displayName, role, permissions, organisation, point, stage: row.stage }
}

export async function endSession(db: DistrictDb, token: string): Promise<void> {
  const ended = await db
    .delete(sessions)
    .where(eq(sessions.tokenHash, sessionHash(token)))
    .returning({ username: sessions.username })
  for (const { username } of ended) await tellToLookAgain(db, username)
}
