import { mayGive, type Role } from '../../core/district/roles.ts'
import type { SignedIn } from '../../db/district/accounts/sessions.ts'
import { organisationsInScope, pointsInScope } from '../../db/district/organisation/scope.ts'
import type { Snapshot } from '../../db/district/organisation/snapshot.ts'

export type Bound = { readonly organisation: string | null; readonly point: string | null }

/** Whether an account bound like this lies within what the asker may see. */
export function isAccountInScope(snapshot: Snapshot, who: SignedIn, { organisation, point }: Bound): boolean {
  if (who.organisation === null && who.point === null) return true
  if (point !== null) return pointsInScope(snapshot, who).has(point)
  return organisation !== null && organisationsInScope(snapshot, who).has(organisation)
}

/** Nobody gives rights that they do not have, nor takes an account over that has them. */
export const isWithinOwn = (who: SignedIn, role: Role): boolean => mayGive(who.permissions, role)
