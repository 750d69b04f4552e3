import { z } from 'zod'
import { ABSENCE_CODES, APPROVERS, absenceCode } from '../symbols/absence-codes.ts'

/** One kind of excused absence (leave, duty travel, meetings). */
export const LeaveType = z.object({
  /** As excuses in the rulebook carry it; its symbol and column stand in the timesheet's symbol table. */
  code: z.string().min(1).max(10),
  name: z.string().min(1).max(100),
  approver: z.enum(APPROVERS),
  /** What paper is asked for; shown to whoever decides. */
  evidence: z.string().max(200),
  /** The number of that paper must be given before it is approved. */
  needsDocument: z.boolean(),
  /** Two different people have to agree. */
  twoPeople: z.boolean(),
  /** Longest stretch in calendar days that one request may cover; `null`: no bound. */
  mostDays: z.int().min(1).nullable(),
  /** A leader asks for it at the counter's kiosk. */
  atCounter: z.boolean(),
})
export type LeaveType = z.infer<typeof LeaveType>

/** A leave type as programs write it that knew nothing of the counter. */
export const MaybeAtCounter = LeaveType.partial({ atCounter: true })

/** What always was asked for at the counter still is, where nothing is said of it. */
export const withCounter = (type: z.infer<typeof MaybeAtCounter>): LeaveType => ({
  ...type,
  atCounter: type.atCounter ?? (absenceCode(type.code)?.atCounter ?? null) !== null,
})

/** An office's own list as it is stored, by whatever version of the program. */
export const StoredLeaveTypes = z.array(MaybeAtCounter).transform((types) => types.map(withCounter))

/** Its place among what is asked for at the counter; after them what is not, and an office's own. */
const placeOf = (code: string): number => absenceCode(code)?.atCounter ?? ABSENCE_CODES.length

/** The leave types that hold where no office has set its own, the most frequent first. */
export const LEAVE_TYPES: readonly LeaveType[] = ABSENCE_CODES.filter(({ isOld }) => !isOld)
  .toSorted((a, b) => placeOf(a.code) - placeOf(b.code))
  .map(({ code, name, approver, evidence, needsDocument, twoPeople, mostDays, atCounter }) => ({
    ...{ code, name: name.vi, approver, evidence, needsDocument, twoPeople, mostDays },
    atCounter: atCounter !== null,
  }))

/** The type of a code; of an unknown one what can be said without knowing it. */
export const leaveTypeOf = (code: string, types: readonly LeaveType[] = LEAVE_TYPES): LeaveType =>
  types.find((each) => each.code === code) ?? {
    ...{ code, name: code, approver: 'head', evidence: '', needsDocument: false, twoPeople: false },
    ...{ mostDays: null, atCounter: false },
  }

/** What a leader may ask for at the counter, as the office's kiosks offer it. */
export const CounterLeave = LeaveType.pick({ code: true, name: true, needsDocument: true })
export type CounterLeave = z.infer<typeof CounterLeave>

/** Those of an office that are asked for at the counter: the usual ones, the most frequent first, then its own. */
export function counterLeaves(types: readonly LeaveType[]): CounterLeave[] {
  return types
    .filter(({ atCounter }) => atCounter)
    .toSorted((a, b) => placeOf(a.code) - placeOf(b.code))
    .map(({ code, name, needsDocument }) => ({ code, name, needsDocument }))
}
