import { eq } from 'drizzle-orm'
import { tidyText } from '../../core/names.ts'
import type { DistrictDb } from './district-db.ts'
import { checkPassword, hashPassword, passwordProblem } from './password.ts'
import { accounts, sessions } from './schema/accounts.ts'
import { points } from './schema/organisation.ts'

export interface NewAccount {
  readonly username: string
  readonly displayName: string
  readonly password: string
  readonly role: 'district' | 'ward-leader'
  /** The ward leader's point. */
  readonly point: string | null
}

export type CreatedAccount =
  | { readonly kind: 'created'; readonly username: string }
  | { readonly kind: 'taken' | 'bad-username' | 'point-missing' | 'unknown-point' }
  | { readonly kind: 'bad-password'; readonly problem: 'too-short' | 'too-easy' }

/** User names are compared composed and in lower case. */
export const foldUsername = (username: string): string => tidyText(username).toLowerCase()

/** Makes an account; there is none to begin with and no password by default. */
export async function createAccount(db: DistrictDb, account: NewAccount): Promise<CreatedAccount> {
  const username = foldUsername(account.username)
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,99}$/u.test(username)) return { kind: 'bad-username' }
  if ((account.role === 'ward-leader') !== (account.point !== null)) return { kind: 'point-missing' }
  if (account.point !== null) {
    const [known] = await db.select({ id: points.id }).from(points).where(eq(points.id, account.point))
    if (known === undefined) return { kind: 'unknown-point' }
  }
  const problem = passwordProblem(account.password, username)
  if (problem !== null) return { kind: 'bad-password', problem }
  const made = await db
    .insert(accounts)
    .values({
      username,
      displayName: tidyText(account.displayName).replaceAll('\0', ''),
      role: account.role,
      point: account.point,
      passwordHash: await hashPassword(account.password),
      state: 'active',
    })
    .onConflictDoNothing()
    .returning({ username: accounts.username })
  return made.length === 0 ? { kind: 'taken' } : { kind: 'created', username }
}

/** The account of a user name and password; the same work is done whether the user exists or not. */
export async function findAccount(
  db: DistrictDb,
  username: string,
  password: string,
): Promise<{ readonly username: string } | null> {
  const folded = foldUsername(username).replaceAll('\0', '')
  const [row] = await db.select().from(accounts).where(eq(accounts.username, folded))
  const right = await checkPassword(password, row?.passwordHash ?? null)
  return right && row?.state === 'active' ? { username: row.username } : null
}

/** Disables an account and ends what it has open. */
export async function disableAccount(db: DistrictDb, username: string): Promise<void> {
  const folded = foldUsername(username)
  await db.transaction(async (tx) => {
    await tx.update(accounts).set({ state: 'disabled' }).where(eq(accounts.username, folded))
    await tx.delete(sessions).where(eq(sessions.username, folded))
  })
}
