import { takePerson } from '../../db/district/accounts/account-person.ts'
import { findScopeOf } from '../../db/district/accounts/accounts.ts'
import type { SignedIn } from '../../db/district/accounts/sessions.ts'
import type { DistrictDb } from '../../db/district/engine/district-db.ts'
import { wasPersonInScope } from '../../db/district/organisation/scope.ts'
import type { Snapshot } from '../../db/district/organisation/snapshot.ts'
import { type Refusal, refuse } from '../staff/staff-route.ts'
import { isAccountInScope } from './account-scope.ts'

/** Whether the asker may see who somebody is: in the list of people, and within their scope. */
export const maySeePerson = (snapshot: Snapshot, who: SignedIn, person: string): boolean =>
  who.permissions.includes('people.read') && wasPersonInScope(snapshot, who, person)

/**
 * Holds a person whom an account is about to name; only for somebody who may see who that is.
 * @returns why it cannot name them; `null`: it can
 */
export async function refusePerson(
  tx: DistrictDb,
  snapshot: Snapshot,
  who: SignedIn,
  person: string,
  account: string,
): Promise<Refusal | null> {
  return maySeePerson(snapshot, who, person)
    ? refuseTaken(tx, snapshot, who, person, account)
    : refuse(404, 'people.no-person')
}

/** The same for an account that names them already and is to be used again. */
export async function refuseTaken(
  tx: DistrictDb,
  snapshot: Snapshot,
  who: SignedIn,
  person: string,
  account: string,
): Promise<Refusal | null> {
  const taken = await takePerson(tx, person, account)
  if (taken.kind === 'free') return null
  if (taken.kind === 'unknown') return refuse(404, 'people.no-person')
  const other = await findScopeOf(tx, taken.username)
  return other !== null && isAccountInScope(snapshot, who, other)
    ? refuse(409, 'accounts.person-has-named-account', { username: taken.username })
    : refuse(409, 'accounts.person-has-account')
}
