import type { LeaveType } from './leave-types.ts'

/**
 * Organisations whose accounts may decide about a leave at a reception point, the nearest first; accounts of the whole
 * district always may. What the level above approves is not for the point's own organisation. A point's own leader
 * asks and signs the paper, and decides nothing: whoever asks never agrees with themselves.
 * @param chain the organisation of the point, then those above it, the nearest first
 */
export const approvingOrganisations = (
  approver: LeaveType['approver'],
  chain: readonly string[],
): readonly string[] => (approver === 'superior' ? chain.slice(1) : chain)

/** Whether an account bound so may decide; both null: it is bound to nothing. */
export const isApprover = (
  scope: { readonly organisation: string | null; readonly point: string | null },
  organisations: readonly string[],
): boolean =>
  scope.point === null && (scope.organisation === null || organisations.includes(scope.organisation))
