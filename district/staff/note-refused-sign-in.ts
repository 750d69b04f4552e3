import { STRANGER } from '../../core/audit/audit-api.ts'
import { findScopeOf } from '../../db/district/accounts/accounts.ts'
import { auditAlone } from '../../db/district/accounts/audit.ts'
import { budgetKey, countUp } from '../../db/district/accounts/guess-budget.ts'
import type { DistrictContext } from '../context/district-context.ts'

const HOUR_MS = 3_600_000
/** The first, the tenth, the hundredth, … of an hour. */
const isToldAt = (count: number): boolean => /^10*$/.test(String(count))

/**
 * Counts a refused sign-in by account and hour, and writes the first, the tenth, the hundredth … into the audit log:
 * a flood is seen, and its rows are few. Names that nobody has are counted together and not written down, for somebody
 * may have typed a password there.
 * @param account as `askedUsername` gives it
 */
export async function noteRefusedSignIn(
  context: DistrictContext,
  action: 'account.sign-in' | 'account.choose-password',
  account: string,
  now: number,
): Promise<void> {
  const { db } = context.database
  const known = await findScopeOf(db, account)
  const key = budgetKey('refused', action, known === null ? '' : account)
  const { count, since } = await countUp(db, key, HOUR_MS, now)
  if (!isToldAt(count)) return
  const where = known ?? { organisation: null, point: null }
  await auditAlone(db, { username: STRANGER, ...where }, now, {
    action,
    subject: known === null ? null : `account:${account}`,
    detail: { refused: count, since },
    outcome: 'refused',
  })
}
