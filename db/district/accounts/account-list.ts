import { and, count, eq, gt, inArray, isNull, max, or } from 'drizzle-orm'
import type { Role } from '../../../core/district/roles.ts'
import { ROLE_PERMISSIONS, ROLES } from '../../../core/district/roles.ts'
import { tidyText } from '../../../core/names.ts'
import type { DistrictDb } from '../engine/district-db.ts'
import { accountCodes, accounts, sessions } from '../schema/accounts.ts'
import { endSessionsOf } from './accounts.ts'
import { revokeTokensOf } from './api-tokens.ts'
import type { SignedIn } from './sessions.ts'

export interface AccountRow {
  readonly username: string
  readonly displayName: string
  readonly role: Role
  readonly organisation: string | null
  readonly point: string | null
  readonly person: string | null
  readonly state: 'active' | 'disabled'
  readonly hasPassword: boolean
  readonly codeUntil: number | null
  readonly hasSecondFactor: boolean
  readonly sessions: number
  readonly lastSignInAt: number | null
}

/** Every account without its secrets, by user name; or one. @param endedBefore sessions last used before do not count */
export async function listAccounts(
  db: DistrictDb,
  now: number,
  idleMs: number,
  only?: string,
): Promise<AccountRow[]> {
  const open = db
    .select({ username: sessions.username, sessions: count().as('open_sessions') })
    .from(sessions)
    .where(gt(sessions.lastUsedAt, now - idleMs))
    .groupBy(sessions.username)
    .as('open')
  const rows = await db
    .select({ account: accounts, sessions: open.sessions, codeUntil: accountCodes.expiresAt })
    .from(accounts)
    .leftJoin(open, eq(open.username, accounts.username))
    .leftJoin(
      accountCodes,
      and(eq(accountCodes.username, accounts.username), gt(accountCodes.expiresAt, now)),
    )
    .where(only === undefined ? undefined : eq(accounts.username, only))
    .orderBy(accounts.username)
  return rows.map(({ account, ...row }) => ({
    username: account.username,
    displayName: account.displayName,
    role: account.role,
    organisation: account.organisation,
    point: account.point,
    person: account.person,
    state: account.state,
    hasPassword: account.passwordHash !== null,
    codeUntil: row.codeUntil,
    hasSecondFactor: account.totpSince !== null,
    sessions: row.sessions ?? 0,
    lastSignInAt: account.lastSignInAt,
  }))
}

/**
 * Writes an account's name, role, scope and whose it is; what it has open ends, so that the new rights hold at once,
 * and so do the tokens it made for other programs when its rights are others now.
 */
export async function changeAccount(
  tx: DistrictDb,
  username: string,
  to: {
    readonly displayName: string
    readonly role: Role
    readonly organisation: string | null
    readonly point: string | null
    /** Held by `takePerson`; left out: as it is. */
    readonly person?: string | null | undefined
  },
  now: number,
): Promise<void> {
  const [was] = await tx.select().from(accounts).where(eq(accounts.username, username)).for('update')
  const isSame = was?.role === to.role && was.organisation === to.organisation && was.point === to.point
  if (!isSame) await revokeTokensOf(tx, username, now)
  const displayName = tidyText(to.displayName).replaceAll('\0', '')
  await tx
    .update(accounts)
    .set({ ...to, displayName })
    .where(eq(accounts.username, username))
  await endSessionsOf(tx, username)
}

/** The person an account names has to be held by `takePerson`. */
export async function enableAccount(tx: DistrictDb, username: string): Promise<void> {
  await tx.update(accounts).set({ state: 'active' }).where(eq(accounts.username, username))
}

const ADMINISTRATORS = ROLES.filter((role) => ROLE_PERMISSIONS[role].includes('accounts.write'))

/**
 * Holds the accounts that a deed is about and whoever does it, in one order, to the end of the transaction: two who act
 * on each other come one after the other.
 * @returns whether who does it still is what their session says
 */
export async function holdAccounts(
  tx: DistrictDb,
  who: SignedIn,
  others: readonly string[],
): Promise<boolean> {
  const rows = await tx
    .select()
    .from(accounts)
    .where(inArray(accounts.username, [who.username, ...others]))
    .orderBy(accounts.username)
    .for('update')
  const own = rows.find(({ username }) => username === who.username)
  return (
    own?.state === 'active' &&
    own.role === who.role &&
    own.organisation === who.organisation &&
    own.point === who.point
  )
}

/** Active accounts that may change every account: without one, only the command line helps. */
export async function countAdministrators(tx: DistrictDb): Promise<number> {
  return tx.$count(
    accounts,
    and(
      eq(accounts.state, 'active'),
      isNull(accounts.organisation),
      or(...ADMINISTRATORS.map((role) => eq(accounts.role, role))),
    ),
  )
}

export async function noteSignIn(db: DistrictDb, username: string, now: number): Promise<void> {
  await db.update(accounts).set({ lastSignInAt: now }).where(eq(accounts.username, username))
}

/** When anybody signed in last; null: never. */
export async function lastSignIn(db: DistrictDb): Promise<number | null> {
  const [row] = await db.select({ at: max(accounts.lastSignInAt) }).from(accounts)
  return row?.at ?? null
}
