import { and, desc, eq, gt, inArray, lt, or, type SQL } from 'drizzle-orm'
import type { ExcuseItem } from '../../../core/district/excuses-api.ts'
import { approvingOrganisations, isApprover } from '../../../core/excuses/approvers.ts'
import { type LeaveType, leaveTypeOf } from '../../../core/excuses/leave-types.ts'
import { type Actor, type Decidable, isSameActor } from '../../../core/excuses/may-decide.ts'
import { ERASED_NAME } from '../../../core/names.ts'
import { indexRulebook } from '../../../core/schedule/index-rulebook.ts'
import { type Beholder, notOwnOf } from '../accounts/not-own.ts'
import type { DistrictDb } from '../engine/district-db.ts'
import { holdReferred } from '../organisation/hold-referred.ts'
import { readLeaveTypes } from '../organisation/office-settings.ts'
import { pointListed, type Snapshot } from '../organisation/snapshot.ts'
import { excuseRequests } from '../schema/log.ts'
import { rules } from '../schema/organisation.ts'

export type ExcuseRow = typeof excuseRequests.$inferSelect

/** Local dates, inclusive. */
interface DaySpan {
  readonly first: string
  readonly last: string
}
const aboutDays = ({ first, last }: DaySpan): SQL | undefined =>
  and(lt(excuseRequests.from, `${last}T24:00`), gt(excuseRequests.to, `${first}T00:00`))

export interface ExcuseSearch {
  /** `null`: every point. */
  readonly points: ReadonlySet<string> | null
  readonly state: ExcuseRow['state'] | null
  /** Only requests about days of a span. */
  readonly span?: DaySpan | undefined
  /** The last row of the page before. */
  readonly after: { readonly at: number; readonly id: string } | null
  readonly limit: number
}

/** Requests, the newest first. */
export async function listExcuses(db: DistrictDb, search: ExcuseSearch): Promise<ExcuseRow[]> {
  if (search.points?.size === 0) return []
  const tests: (SQL | undefined)[] = [
    search.points === null ? undefined : inArray(excuseRequests.point, [...search.points]),
    search.state === null ? undefined : eq(excuseRequests.state, search.state),
    search.span === undefined ? undefined : aboutDays(search.span),
    search.after === null
      ? undefined
      : or(
          lt(excuseRequests.requestedAt, search.after.at),
          and(eq(excuseRequests.requestedAt, search.after.at), lt(excuseRequests.id, search.after.id)),
        ),
  ]
  return db
    .select()
    .from(excuseRequests)
    .where(and(...tests))
    .orderBy(desc(excuseRequests.requestedAt), desc(excuseRequests.id))
    .limit(search.limit)
}

/** The requests of these ids, held until the transaction ends. */
export const takeExcuses = (tx: DistrictDb, ids: readonly string[]): Promise<ExcuseRow[]> =>
  tx
    .select()
    .from(excuseRequests)
    .where(inArray(excuseRequests.id, [...ids]))
    .orderBy(excuseRequests.id)
    .for('update')

/** A person's requests that wait about days of a span, with the names of their types. */
export async function readAsked(
  db: DistrictDb,
  snapshot: Snapshot,
  person: string,
  span: DaySpan,
): Promise<{ from: string; to: string; code: string; name: string }[]> {
  const rows = await db
    .select()
    .from(excuseRequests)
    .where(and(eq(excuseRequests.person, person), eq(excuseRequests.state, 'waiting'), aboutDays(span)))
    .orderBy(excuseRequests.from, excuseRequests.id)
  const asked: { from: string; to: string; code: string; name: string }[] = []
  for (const { from, to, code, point } of rows) {
    const { name } = leaveTypeOf(code, await readLeaveTypes(db, snapshot, point))
    asked.push({ from, to, code, name })
  }
  return asked
}

/** Asks for an excuse in the office. */
export async function requestExcuse(
  tx: DistrictDb,
  asked: Pick<ExcuseRow, 'id' | 'person' | 'point' | 'from' | 'to' | 'code' | 'document' | 'reason'>,
  by: string,
  now: number,
): Promise<void> {
  await holdReferred(tx, { people: [asked.person], points: [asked.point] })
  await tx
    .insert(excuseRequests)
    .values({ ...asked, device: null, requestedBy: by, requestedAt: now, state: 'waiting' })
}

/** Notes that the first of two has agreed, and the number of the paper as they gave it. */
export async function noteAgreed(
  tx: DistrictDb,
  id: string,
  agreed: { readonly by: string; readonly at: number; readonly document: string },
): Promise<void> {
  const { by, at, document } = agreed
  await tx
    .update(excuseRequests)
    .set({ agreedBy: by, agreedAt: at, document })
    .where(eq(excuseRequests.id, id))
}

/** An approved request becomes a rule of the rulebook: from then on every day is judged by it. */
export async function approveExcuse(
  tx: DistrictDb,
  { id, person, from, to, code }: ExcuseRow,
  decided: { readonly by: string; readonly at: number; readonly note: string; readonly document: string },
): Promise<void> {
  const rule = `excuse-${id}`
  const document = decided.document === '' ? {} : { document: decided.document }
  await tx.insert(rules).values({ id: rule, kind: 'excuses', value: { person, from, to, code, ...document } })
  await tx
    .update(excuseRequests)
    .set({
      state: 'approved',
      decidedBy: decided.by,
      decidedAt: decided.at,
      decisionNote: decided.note,
      document: decided.document,
      rule,
    })
    .where(eq(excuseRequests.id, id))
}

/** Ends a request without effect, takes back one that was approved, or withdraws one that waits. */
export async function endExcuse(
  tx: DistrictDb,
  { id, rule }: ExcuseRow,
  decided: {
    readonly state: 'refused' | 'revoked' | 'withdrawn'
    readonly by: string
    readonly at: number
    readonly note: string
  },
): Promise<void> {
  if (rule !== null) await tx.delete(rules).where(eq(rules.id, rule))
  await tx
    .update(excuseRequests)
    .set({
      state: decided.state,
      decidedBy: decided.by,
      decidedAt: decided.at,
      decisionNote: decided.note,
      rule: null,
    })
    .where(eq(excuseRequests.id, id))
}

/** Who a request is about, and who asked for it: an account, or at a kiosk a person. */
export const decidableExcuse = (row: ExcuseRow, actorOf: (name: string) => Actor): Decidable => ({
  person: row.person,
  askers: [row.device === null ? actorOf(row.requestedBy) : { account: null, person: row.requestedBy }],
})

/** Whether somebody asked for a request in the office: who asked at a kiosk takes it back there. */
export const askedInOffice = (row: ExcuseRow, by: Actor, actorOf: (name: string) => Actor): boolean =>
  row.device === null && isSameActor(by, actorOf(row.requestedBy))

/**
 * A request with the names that stand for its ids.
 * @param types the leave types of its point
 */
export function excuseItem(
  snapshot: Snapshot,
  row: ExcuseRow,
  types: readonly LeaveType[],
  asker: Beholder,
  accountName: (username: string) => string,
): ExcuseItem {
  const person = snapshot.people.get(row.person)
  const nameOf = (id: string) => snapshot.people.get(id)?.name ?? ERASED_NAME
  const type = leaveTypeOf(row.code, types)
  const approving = approversAt(snapshot, type, row.point)
  return {
    id: row.id,
    person: row.person,
    name: person?.name ?? ERASED_NAME,
    title: person?.title ?? '',
    point: row.point,
    pointName: pointListed(snapshot, row.point) ?? '',
    from: row.from,
    to: row.to,
    code: row.code,
    type,
    document: row.document,
    reason: row.reason,
    origin: row.device === null ? 'office' : 'kiosk',
    requestedBy: row.device === null ? accountName(row.requestedBy) : nameOf(row.requestedBy),
    requestedAt: row.requestedAt,
    state: row.state,
    agreedBy: row.agreedBy === null ? null : accountName(row.agreedBy),
    agreedAt: row.agreedAt,
    decidedBy: row.decidedBy === null ? null : accountName(row.decidedBy),
    decidedAt: row.decidedAt,
    decisionNote: row.decisionNote,
    overlaps: row.state === 'approved' ? [] : overlapping(snapshot, row, types),
    isApprover: isApprover(asker.scope, approving),
    approverName: snapshot.book.organisations.find(({ id }) => id === approving[0])?.name ?? null,
    notOwn: notOwnOf(asker, decidableExcuse(row, asker.actorOf), (scope) => isApprover(scope, approving)),
    mayWithdraw: row.state === 'waiting' && askedInOffice(row, asker.actor, asker.actorOf),
  }
}

/** Organisations whose accounts decide about a type of leave at a point, the nearest first. */
export const approversAt = ({ book }: Snapshot, type: LeaveType, point: string): readonly string[] =>
  approvingOrganisations(type.approver, indexRulebook(book).chainOfPoint.get(point) ?? [])

const overlapping = (
  { book }: Snapshot,
  { person, from, to }: ExcuseRow,
  types: readonly LeaveType[],
): ExcuseItem['overlaps'] =>
  (indexRulebook(book).excuses.get(person) ?? [])
    .filter((excuse) => excuse.from < to && from < excuse.to)
    .map(({ code }) => ({ code, name: leaveTypeOf(code, types).name }))
