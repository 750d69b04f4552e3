import { and, eq, isNotNull, ne, sql } from 'drizzle-orm'
import type { DistrictDb } from '../engine/district-db.ts'
import { lockPeople } from '../people/people-writes.ts'
import { accounts } from '../schema/accounts.ts'
import { people } from '../schema/organisation.ts'

export type PersonTaken =
  | { readonly kind: 'free' }
  /** There is no such person, or their name was erased. */
  | { readonly kind: 'unknown' }
  /** Another active account names them. */
  | { readonly kind: 'taken'; readonly username: string }

/**
 * Holds a person for an account that is about to name them, to the end of the transaction: of two who give one person
 * an account at once, the second is told. Accounts are held before people, always.
 * @param account the one that is to name the person
 */
export async function takePerson(tx: DistrictDb, person: string, account: string): Promise<PersonTaken> {
  await lockPeople(tx, [person])
  const [known] = await tx
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.id, person), isNotNull(people.name)))
  if (known === undefined) return { kind: 'unknown' }
  const [other] = await tx
    .select({ username: accounts.username })
    .from(accounts)
    .where(and(eq(accounts.person, person), eq(accounts.state, 'active'), ne(accounts.username, account)))
  return other === undefined ? { kind: 'free' } : { kind: 'taken', username: other.username }
}

/** Takes a person's name off every account that names them; the accounts go on under their user names. */
export async function forgetAccountsOf(tx: DistrictDb, person: string): Promise<void> {
  const own = eq(accounts.person, person)
  await tx
    .select({ username: accounts.username })
    .from(accounts)
    .where(own)
    .orderBy(accounts.username)
    .for('update')
  await lockPeople(tx, [person])
  await tx
    .update(accounts)
    .set({ person: null, displayName: sql`${accounts.username}` })
    .where(own)
}
