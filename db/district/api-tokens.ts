import { createHash } from 'node:crypto'
import { and, desc, eq, gt, isNull } from 'drizzle-orm'
import type { Permission } from '../../core/district-roles.ts'
import type { DistrictDb } from './district-db.ts'
import { apiTokens } from './schema/accounts.ts'
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

/** What the program with this token may do; `null`: no such token, or it has run out or was revoked. */
export async function readApiToken(db: DistrictDb, token: string, now: number): Promise<SignedIn | null> {
  const [row] = await db
    .select()
    .from(apiTokens)
    .where(
      and(eq(apiTokens.tokenHash, hashOf(token)), isNull(apiTokens.revokedAt), gt(apiTokens.expiresAt, now)),
    )
  if (row === undefined) return null
  if (now - (row.lastUsedAt ?? 0) > TOUCH_EVERY_MS) {
    await db.update(apiTokens).set({ lastUsedAt: now }).where(eq(apiTokens.id, row.id))
  }
  return {
    username: `token:${row.id}`,
    displayName: row.name,
    role: null,
    permissions: row.permissions,
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

export async function revokeApiToken(tx: DistrictDb, id: string, now: number): Promise<void> {
  await tx
    .update(apiTokens)
    .set({ revokedAt: now })
    .where(and(eq(apiTokens.id, id), isNull(apiTokens.revokedAt)))
}
