import { and, eq, ne } from 'drizzle-orm'
import { isScopeOf, type Role } from '../../../core/district/roles.ts'
import { tidyText } from '../../../core/names.ts'
import type { DistrictDb } from '../engine/district-db.ts'
import { tellToLookAgain } from '../engine/live-changes.ts'
import { accountCodes, accounts, sessions } from '../schema/accounts.ts'
import { organisations, points } from '../schema/organisation.ts'
import { revokeTokensOf } from './api-tokens.ts'
import { bareLetters, drawLetters, groupLetters, hashLetters, isSameHash } from './one-time-code.ts'
import { checkPassword, hashPassword, needsNewHash, passwordProblem } from './password.ts'

export interface NewAccount {
  readonly username: string
  readonly displayName: string
  /** Null: chosen with a one-time code (`inviteAccount`). */
  readonly password: string | null
  readonly role: Role
  /** The ward leader's point. */
  readonly point: string | null
  /** Of everybody else; left out or null: everything. */
  readonly organisation?: string | null
  /** Whose it is, held by `takePerson`. */
  readonly person?: string | null
}

export type ScopeProblem = 'point-missing' | 'unknown-point' | 'unknown-organisation'
export type PasswordProblem = NonNullable<Awaited<ReturnType<typeof passwordProblem>>>
export type CreatedAccount =
  | { readonly kind: 'created'; readonly username: string }
  | { readonly kind: 'taken' | 'bad-username' | ScopeProblem }
  | { readonly kind: 'bad-password'; readonly problem: PasswordProblem }

/** User names are compared composed and in lower case. */
export const foldUsername = (username: string): string => tidyText(username).toLowerCase()

/** A user name as somebody typed it who may be anybody. */
export const askedUsername = (typed: string): string => foldUsername(typed).replaceAll('\0', '')

/** What is wrong with a role's scope; `null`: nothing. */
export async function scopeProblem(
  db: DistrictDb,
  role: Role,
  scope: { readonly organisation: string | null; readonly point: string | null },
): Promise<ScopeProblem | null> {
  if (!isScopeOf(role, scope)) return 'point-missing'
  if (scope.point !== null) {
    const [known] = await db.select({ id: points.id }).from(points).where(eq(points.id, scope.point))
    if (known === undefined) return 'unknown-point'
  }
  if (scope.organisation !== null) {
    const [known] = await db
      .select({ id: organisations.id })
      .from(organisations)
      .where(eq(organisations.id, scope.organisation))
    if (known === undefined) return 'unknown-organisation'
  }
  return null
}

/** Makes an account; there is none to begin with and no password by default. */
export async function createAccount(db: DistrictDb, account: NewAccount, now = 0): Promise<CreatedAccount> {
  const username = foldUsername(account.username)
  const { role, point, password } = account
  const organisation = account.organisation ?? null
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,99}$/u.test(username)) return { kind: 'bad-username' }
  const misplaced = await scopeProblem(db, role, { organisation, point })
  if (misplaced !== null) return { kind: misplaced }
  const problem = password === null ? null : await passwordProblem(password, username)
  if (problem !== null) return { kind: 'bad-password', problem }
  const made = await db
    .insert(accounts)
    .values({
      username,
      displayName: tidyText(account.displayName).replaceAll('\0', ''),
      role,
      point,
      organisation,
      person: account.person ?? null,
      passwordHash: password === null ? null : await hashPassword(password),
      state: 'active',
      createdAt: now,
    })
    .onConflictDoNothing({ target: accounts.username })
    .returning({ username: accounts.username })
  return made.length === 0 ? { kind: 'taken' } : { kind: 'created', username }
}

export interface FoundAccount {
  readonly username: string
  /** As it is stored now. */
  readonly passwordHash: string
  readonly role: Role
  readonly organisation: string | null
  readonly point: string | null
  /** The second factor is set up and proven. */
  readonly hasSecondFactor: boolean
}

/**
 * The account of a user name and password; the same work is done whether the user exists or not. Takes a good eighth of
 * a second: never inside a transaction.
 * @param lane who asks, for taking turns
 * @throws QueueFull
 */
export async function findAccount(
  db: DistrictDb,
  username: string,
  password: string,
  lane = '',
): Promise<FoundAccount | null> {
  const folded = askedUsername(username)
  const [row] = await db.select().from(accounts).where(eq(accounts.username, folded))
  const stored = row?.passwordHash ?? null
  const right = await checkPassword(password, stored, lane)
  if (!right || row?.state !== 'active' || stored === null) return null
  let passwordHash = stored
  if (needsNewHash(stored)) {
    passwordHash = await hashPassword(password, lane)
    await db
      .update(accounts)
      .set({ passwordHash })
      .where(and(eq(accounts.username, folded), eq(accounts.passwordHash, stored)))
  }
  const { role, organisation, point } = row
  const hasSecondFactor = row.totpSince !== null
  return { username: row.username, passwordHash, role, organisation, point, hasSecondFactor }
}

/** Where an account belongs; null: nobody has this name. @param username as `askedUsername` gives it */
export async function findScopeOf(
  db: DistrictDb,
  username: string,
): Promise<{ readonly organisation: string | null; readonly point: string | null } | null> {
  const [row] = await db
    .select({ organisation: accounts.organisation, point: accounts.point })
    .from(accounts)
    .where(eq(accounts.username, username))
  return row ?? null
}

/** Ends everything an account has open, but for one session. */
export async function endSessionsOf(db: DistrictDb, username: string, butFor?: string): Promise<void> {
  const own = eq(sessions.username, username)
  await db.delete(sessions).where(butFor === undefined ? own : and(own, ne(sessions.tokenHash, butFor)))
  await tellToLookAgain(db, username)
}

/** Disables an account and ends what it has open. */
export async function disableAccount(db: DistrictDb, username: string, now: number): Promise<void> {
  await db.transaction((tx) => markDisabled(tx, foldUsername(username), now))
}

/** The same within a transaction; the tokens that it made for other programs end with it. @param username folded */
export async function markDisabled(tx: DistrictDb, username: string, now: number): Promise<void> {
  await tx.update(accounts).set({ state: 'disabled' }).where(eq(accounts.username, username))
  await tx.delete(accountCodes).where(eq(accountCodes.username, username))
  await revokeTokensOf(tx, username, now)
  await endSessionsOf(tx, username)
}

/**
 * Sets the password of an account and ends its sessions, but for one.
 * @param change hashes: what it was when its owner proved to know it, and what it becomes
 * @param keep hash of the session in which it was changed
 * @returns false: somebody changed it meanwhile
 */
export async function setPassword(
  tx: DistrictDb,
  username: string,
  change: { readonly was: string; readonly becomes: string },
  keep: string | undefined,
): Promise<boolean> {
  const changed = await tx
    .update(accounts)
    .set({ passwordHash: change.becomes })
    .where(and(eq(accounts.username, username), eq(accounts.passwordHash, change.was)))
    .returning({ username: accounts.username })
  if (changed.length === 0) return false
  await endSessionsOf(tx, username, keep)
  return true
}

const CODE_LETTERS = 16
const CODE_LIFE_MS = 24 * 3_600_000

/**
 * Gives an account a one-time code to choose its password with, in place of an older code; only its hash is kept.
 * The present password works until then.
 * @returns the code, shown once: 77 bits, good for a day and one use
 */
export async function inviteAccount(
  tx: DistrictDb,
  username: string,
  now: number,
  randomBytes: (count: number) => Uint8Array,
): Promise<{ readonly code: string; readonly expiresAt: number }> {
  const bare = drawLetters(randomBytes, CODE_LETTERS)
  const expiresAt = now + CODE_LIFE_MS
  const row = { codeHash: hashLetters('account', bare), expiresAt }
  await tx
    .insert(accountCodes)
    .values({ username, ...row })
    .onConflictDoUpdate({ target: accountCodes.username, set: row })
  return { code: groupLetters(bare), expiresAt }
}

export type PasswordChosen =
  | { readonly kind: 'chosen'; readonly username: string }
  | { readonly kind: 'code-wrong' }
  | { readonly kind: 'bad-password'; readonly problem: PasswordProblem }

/**
 * Sets the password of the account that a code was made for, uses the code up and ends every session of the account.
 * A wrong, used-up or old code and an unknown user are all answered alike, before any work is done: a code of 77 bits
 * is not guessed, so that wrong ones need not use it up.
 * @param lane who asks, for taking turns
 * @throws QueueFull
 */
export async function choosePassword(
  db: DistrictDb,
  asked: { readonly username: string; readonly code: string; readonly password: string },
  now: number,
  lane = '',
): Promise<PasswordChosen> {
  const username = askedUsername(asked.username)
  const codeHash = hashLetters('account', bareLetters(asked.code))
  const isGood = (code: typeof accountCodes.$inferSelect | undefined): boolean =>
    code !== undefined && isSameHash(code.codeHash, codeHash) && now < code.expiresAt
  const ofUser = eq(accountCodes.username, username)
  const [code] = await db.select().from(accountCodes).where(ofUser)
  if (!isGood(code)) return { kind: 'code-wrong' }
  const problem = await passwordProblem(asked.password, username, lane)
  if (problem !== null) return { kind: 'bad-password', problem }
  const passwordHash = await hashPassword(asked.password, lane)
  return db.transaction(async (tx): Promise<PasswordChosen> => {
    const [held] = await tx.select().from(accountCodes).where(ofUser).for('update')
    if (!isGood(held)) return { kind: 'code-wrong' }
    const changed = await tx
      .update(accounts)
      .set({ passwordHash })
      .where(and(eq(accounts.username, username), eq(accounts.state, 'active')))
      .returning({ username: accounts.username })
    if (changed.length === 0) return { kind: 'code-wrong' }
    await tx.delete(accountCodes).where(ofUser)
    await endSessionsOf(tx, username)
    return { kind: 'chosen', username }
  })
}
