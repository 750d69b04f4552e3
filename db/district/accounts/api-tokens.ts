import { createHash } from 'node:crypto'
import { and, desc, eq, gt, isNull, type SQL } from 'drizzle-orm'
import { type Permission, ROLE_PERMISSIONS } from '../../../core/district/roles.ts'
import type { DistrictDb } from '../engine/district-db.ts'
import { tellToLookAgain } from '../engine/live-changes.ts'
import { accounts, apiTokens } from '../schema/accounts.ts'
import type { SignedIn } from './sessions.ts'

/** So that a token is recognised where it should not be: in a log, in a letter, in source text. */
const PREFIX = 'ggt_'
/** Written as used at most this often. */
const TOUCH_EVERY_MS = 60_000

const hashOf = (token: string): string =>
  createHash('sha256').update(`giogiac/token/1\n${token}`).digest('hex')

export interface NewApiToken {
  readonly name: string
  readonly permissions: readonly Permission[]
  readonly organisation: string | null
  readonly createdBy: string
  readonly expiresAt: number
}
export type ApiTokenRow = Omit<typeof apiTokens.$inferSelect, 'tokenHash'>

/** Makes a key for another program. @returns the token, shown once: 256 random bits */
export async function createApiToken(
  tx: DistrictDb,
  made: NewApiToken,
  now: number,
  randomBytes: (count: number) => Uint8Array,
): Promise<{ readonly id: string; readonly token: string }> {
  const id = Buffer.from(randomBytes(9)).toString('base64url')
  const token = PREFIX + Buffer.from(randomBytes(32)).toString('base64url')
  await tx.insert(apiTokens).values({ ...made, id, tokenHash: hashOf(token), createdAt: now })
  return { id, token }
}

/**
 * What the program with this token may do: never more than the account that made it. `null`: no such token, or it has
 * run out or was revoked, or that account was disabled.
 */
export async function readApiToken(db: DistrictDb, token: string, now: number): Promise<SignedIn | null> {
  const [found] = await db
    .select({ row: apiTokens, maker: { role: accounts.role, state: accounts.state } })
    .from(apiTokens)
    .leftJoin(accounts, eq(accounts.username, apiTokens.createdBy))
    .where(
      and(eq(apiTokens.tokenHash, hashOf(token)), isNull(apiTokens.revokedAt), gt(apiTokens.expiresAt, now)),
    )
  if (found === undefined) return null
  const { row, maker } = found
  if (maker?.state !== 'active') return null
  const own = ROLE_PERMISSIONS[maker.role]
  if (now - (row.lastUsedAt ?? 0) > TOUCH_EVERY_MS) {
    await db.update(apiTokens).set({ lastUsedAt: now }).where(eq(apiTokens.id, row.id))
  }
  return {
    username: `token:${row.id}`,
    displayName: row.name,
    role: null,
    permissions: row.permissions.filter((permission) => own.includes(permission)),
    organisation: row.organisation,
    point: null,
    stage: 'open',
  }
}

/** Every token, the newest first, without what would let anybody use it. */
export async function listApiTokens(db: DistrictDb): Promise<ApiTokenRow[]> {
  const rows = await db.select().from(apiTokens).orderBy(desc(apiTokens.createdAt))
  return rows.map(({ tokenHash: _secret, ...row }) => row)
}

export const revokeApiToken = (tx: DistrictDb, id: string, now: number): Promise<void> =>
  revoke(tx, eq(apiTokens.id, id), now)

/** Ends every token that an account made for other programs. */
export async function revokeTokensOf(tx: DistrictDb, username: string, now: number): Promise<void> {
  await revoke(tx, eq(apiTokens.createdBy, username), now)
}

async function revoke(tx: DistrictDb, which: SQL, now: number): Promise<void> {
  const revoked = await tx
    .update(apiTokens)
    .set({ revokedAt: now })
    .where(and(which, isNull(apiTokens.revokedAt)))
    .returning({ id: apiTokens.id })
  for (const { id } of revoked) await tellToLookAgain(tx, `token:${id}`)
}
