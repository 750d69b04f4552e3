import type { LeaveType } from './leave-types.ts'
import { type Actor, isSameActor } from './may-decide.ts'

/** A request as far as a decision about it depends on it. */
export interface AskedExcuse {
  readonly state: 'waiting' | 'withdrawn' | 'approved' | 'refused' | 'revoked'
  /** Local date and time. */
  readonly from: string
  readonly to: string
  readonly document: string
  /** The first of two who have to agree. */
  readonly agreedBy: Actor | null
}

export type ApprovalVerdict =
  | { readonly kind: 'approved' }
  /** The first of two has agreed; somebody else has to as well. */
  | { readonly kind: 'agreed' }
  | {
      readonly kind: 'cannot'
      readonly why: 'not-waiting' | 'document-needed' | 'too-long' | 'same-person'
    }

/** Calendar days that a stretch touches. */
export const daysTouched = (from: string, to: string): number => {
  const last = to.endsWith('T00:00')
    ? Date.parse(`${to.slice(0, 10)}T00:00Z`) - 1
    : Date.parse(`${to.slice(0, 10)}T00:00Z`)
  return Math.floor((last - Date.parse(`${from.slice(0, 10)}T00:00Z`)) / 86_400_000) + 1
}

/** What the yes of somebody who may decide about a request makes of it; where two have to agree, nobody agrees twice. */
export function verdictOn(request: AskedExcuse, type: LeaveType, by: Actor): ApprovalVerdict {
  const cannot = (why: Extract<ApprovalVerdict, { kind: 'cannot' }>['why']) =>
    ({ kind: 'cannot', why }) as const
  if (request.state !== 'waiting') return cannot('not-waiting')
  if (type.needsDocument && request.document === '') return cannot('document-needed')
  if (type.mostDays !== null && daysTouched(request.from, request.to) > type.mostDays)
    return cannot('too-long')
  if (!type.twoPeople) return { kind: 'approved' }
  if (request.agreedBy === null) return { kind: 'agreed' }
  return isSameActor(request.agreedBy, by) ? cannot('same-person') : { kind: 'approved' }
}
