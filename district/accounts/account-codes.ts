import type { PasswordProblem, ScopeProblem } from '../../db/district/accounts/accounts.ts'
import type { RefusalCode } from '../context/refusal-texts.ts'

/** What is wrong with a new password, and what to do. */
export const passwordCode = (problem: PasswordProblem): RefusalCode => `accounts.password-${problem}`

/** What is wrong with the scope of an account. */
export const SCOPE_CODES: Readonly<Record<ScopeProblem, RefusalCode>> = {
  'point-missing': 'accounts.point-missing',
  'unknown-point': 'organisation.no-point',
  'unknown-organisation': 'organisation.no-organisation',
}
