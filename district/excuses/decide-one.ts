import type { ExcusesDecided } from '../../core/district/excuses-api.ts'
import type { LiveChange } from '../../core/district/presence-api.ts'
import { isApprover } from '../../core/excuses/approvers.ts'
import { verdictOn } from '../../core/excuses/decide-request.ts'
import { type LeaveType, leaveTypeOf } from '../../core/excuses/leave-types.ts'
import { type Actor, mayDecide } from '../../core/excuses/may-decide.ts'
import { addDays } from '../../core/time.ts'
import type { DistrictDb } from '../../db/district/engine/district-db.ts'
import {
  approveExcuse,
  approversAt,
  decidableExcuse,
  type ExcuseRow,
  endExcuse,
  noteAgreed,
} from '../../db/district/excuses/excuses.ts'
import { lockedMonthsOf } from '../../db/district/months/month-locks.ts'
import type { StaffScope } from '../../db/district/organisation/scope.ts'
import { pointOn, type Snapshot } from '../../db/district/organisation/snapshot.ts'

export interface Decision {
  readonly decision: 'approve' | 'refuse' | 'revoke'
  readonly by: StaffScope & { readonly username: string }
  /** Who that is. */
  readonly actor: Actor
  /** Who stands behind the names that a request keeps. */
  readonly actorOf: (name: string) => Actor
  readonly at: number
  readonly note: string
  /** Of the requests that need one and have none; `null`: no number is given. */
  readonly document: string | null
}

export interface ExcuseDecided {
  readonly id: string
  readonly outcome: ExcusesDecided['results'][number]['outcome']
  readonly person: string | null
  /** Days that are judged anew. */
  readonly changes: readonly LiveChange[]
}

/**
 * Does what somebody decided about one request, as far as it can be done: only what their level decides about, nothing
 * of their own, and nothing of a closed month changes.
 */
export async function decideOne(
  tx: DistrictDb,
  snapshot: Snapshot,
  row: ExcuseRow,
  types: readonly LeaveType[],
  decision: Decision,
): Promise<ExcuseDecided> {
  const { id, person } = row
  const said = (outcome: ExcuseDecided['outcome'], changes: readonly LiveChange[] = []): ExcuseDecided => ({
    id,
    person,
    outcome,
    changes,
  })
  const { at, note } = decision
  const by = decision.by.username
  const type = leaveTypeOf(row.code, types)
  const isHeard = isApprover(decision.by, approversAt(snapshot, type, row.point))
  if (!isHeard) return said('not-approver')
  const { actor, actorOf } = decision
  const may = mayDecide(actor, decidableExcuse(row, actorOf))
  if (may !== 'may') return said(may)
  if (decision.decision === 'refuse') {
    if (row.state !== 'waiting') return said('not-waiting')
    await endExcuse(tx, row, { state: 'refused', by, at, note })
    return said('refused')
  }
  const span = { from: row.from.slice(0, 10), to: row.to.slice(0, 10) }
  if ((await lockedMonthsOf(tx, snapshot, person, span, at)).length > 0) return said('month-locked')
  if (decision.decision === 'revoke') {
    if (row.state !== 'approved') return said('not-waiting')
    await endExcuse(tx, row, { state: 'revoked', by, at, note })
    return said('revoked', changesOf(snapshot, row))
  }
  const document = type.needsDocument && row.document === '' ? (decision.document ?? '') : row.document
  const asked = {
    ...row,
    document,
    agreedBy: row.agreedBy === null ? null : actorOf(row.agreedBy),
  }
  const verdict = verdictOn(asked, type, actor)
  if (verdict.kind === 'cannot') return said(verdict.why)
  if (verdict.kind === 'agreed') {
    await noteAgreed(tx, id, { by, at, document })
    return said('agreed')
  }
  await approveExcuse(tx, row, { by, at, note, document })
  return said('approved', changesOf(snapshot, row))
}

/** Pages look at so many days of a long absence at most; the others are asked for when they are opened. */
const MOST_TOLD = 62

function changesOf(snapshot: Snapshot, { person, from, to }: ExcuseRow): LiveChange[] {
  const changes: LiveChange[] = []
  const last = to.slice(0, 10)
  for (let date = from.slice(0, 10); date <= last && changes.length < MOST_TOLD; date = addDays(date, 1)) {
    const point = pointOn(snapshot, person, date)
    if (point !== null) changes.push({ point, date })
  }
  return changes
}
