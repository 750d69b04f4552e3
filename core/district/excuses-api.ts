import { z } from 'zod'
import { CLAIM_OUTCOMES } from '../day/day-types.ts'
import { LeaveType, MaybeAtCounter, withCounter } from '../excuses/leave-types.ts'
import { PageQuery, pageOf } from '../page-api.ts'
import { saidSomething, saidText } from '../said-text.ts'
import { LocalDate, LocalDateTime } from '../schedule/rulebook.ts'
import { Month } from './month-api.ts'

const Key = z.string().min(1).max(64)
const text = (most: number) => z.string().max(most)

export const EXCUSE_STATES = ['waiting', 'withdrawn', 'approved', 'refused', 'revoked'] as const
export const ExcuseState = z.enum(EXCUSE_STATES)

/** Why the asker never decides about something, and whether anybody else who may decide about it has an account. */
const NotOwn = z.object({ why: z.enum(['own-request', 'own-person']), others: z.boolean() })
export type NotOwn = z.infer<typeof NotOwn>

/** One request for an excused absence. */
export const ExcuseItem = z.object({
  id: z.uuid(),
  person: z.string(),
  name: z.string(),
  title: z.string(),
  point: z.string(),
  pointName: z.string(),
  /** Local dates and times. */
  from: z.string(),
  to: z.string(),
  code: z.string(),
  /** What the leave type says; of an unknown code only its letters. */
  type: LeaveType,
  document: z.string(),
  reason: z.string(),
  /** `kiosk`: a leader asked at the counter. */
  origin: z.enum(['kiosk', 'office']),
  requestedBy: z.string(),
  requestedAt: z.int(),
  state: ExcuseState,
  agreedBy: z.string().nullable(),
  agreedAt: z.int().nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: z.int().nullable(),
  decisionNote: z.string().nullable(),
  /** Types of approved excuses of the same person that overlap it. */
  overlaps: z.array(LeaveType.pick({ code: true, name: true })),
  /** Whether the asker's scope is that of somebody who decides about this type here. */
  isApprover: z.boolean(),
  /** The lowest organisation whose accounts decide about it, by name; `null`: only those of the whole district. */
  approverName: z.string().nullable(),
  /** `null`: the asker neither asked for it nor is it about them. */
  notOwn: NotOwn.nullable(),
  /** Whether the asker asked for it in the office, and nobody has decided yet. */
  mayWithdraw: z.boolean(),
})
export type ExcuseItem = z.infer<typeof ExcuseItem>
export const ExcusePage = pageOf(ExcuseItem)
export const ExcuseQuery = PageQuery.extend({
  state: ExcuseState.optional(),
  point: Key.optional(),
  /** Only requests about days of it. */
  month: Month.optional(),
})

export const NewExcuse = z.strictObject({
  person: Key,
  from: LocalDateTime,
  to: LocalDateTime,
  code: z.string().min(1).max(10),
  document: text(100).default(''),
  reason: text(500).default(''),
})
export const ExcuseMade = z.object({ id: z.uuid() })

export const DecideExcuses = z.strictObject({
  ids: z.array(z.uuid()).min(1).max(200),
  decision: z.enum(['approve', 'refuse', 'revoke']),
  note: text(500).default(''),
  /** The number of the paper, for the chosen requests that need one and have none. */
  document: text(100).optional(),
})
export const DECISION_OUTCOMES = [
  'approved',
  'agreed',
  'refused',
  'revoked',
  'not-waiting',
  'document-needed',
  'too-long',
  'own-request',
  'own-person',
  'same-person',
  'not-approver',
  'month-locked',
  'not-found',
] as const
export const ExcusesDecided = z.object({
  results: z.array(z.object({ id: z.uuid(), outcome: z.enum(DECISION_OUTCOMES) })),
})
export type ExcusesDecided = z.infer<typeof ExcusesDecided>

/** A leave type as a page offers it: with the symbol and the column of the sheet. */
export const LeaveTypeItem = LeaveType.extend({ symbol: z.string(), half: z.string(), column: z.int() })
export type LeaveTypeItem = z.infer<typeof LeaveTypeItem>
export const LeaveTypesAnswer = z.array(LeaveTypeItem)

/** The leave types that hold at an organisation. */
export const LeaveTypesOfOrganisation = z.object({
  organisation: z.string(),
  /** The asker may write here. */
  mayChange: z.boolean(),
  own: z.boolean(),
  /** Whose list it is, by name; `null`: nobody has set any, these are the built-in ones. */
  fromName: z.string().nullable(),
  types: LeaveTypesAnswer,
})
export type LeaveTypesOfOrganisation = z.infer<typeof LeaveTypesOfOrganisation>

const LeaveTypeWords = MaybeAtCounter.extend({
  code: saidSomething(10),
  name: saidSomething(100),
  evidence: saidText(200),
})
export const LeaveTypesBody = z
  .array(LeaveTypeWords)
  .min(1)
  .max(60)
  .transform((types) => types.map(withCounter))

/** A leader's word for a forgotten scan, and what the rules made of it. */
export const ClaimItem = z.object({
  id: z.uuid(),
  person: z.string(),
  name: z.string(),
  point: z.string(),
  pointName: z.string(),
  date: LocalDate,
  session: z.int(),
  sessions: z.int(),
  side: z.enum(['in', 'out']),
  at: z.int(),
  reason: z.string(),
  by: z.string(),
  /** `refused`: the district did not believe it, and it does not count. */
  outcome: z.enum([...CLAIM_OUTCOMES, 'refused']),
  /** The scan that holds the mark it speaks of; `null`: there is none. */
  scanAt: z.int().nullable(),
  /** Scans of that day that somebody annulled: whoever decides sees what the claim may stand in the place of. */
  annulled: z.array(
    z.object({
      kind: z.enum(['scan', 'sign-in']),
      at: z.int(),
      by: z.string(),
      reason: z.string(),
      annulledAt: z.int(),
    }),
  ),
  /** While the point was open the kiosk said nothing from when to when around that time; `null`: it spoke. */
  silence: z.object({ from: z.int(), to: z.int() }).nullable(),
  decision: z.enum(['accepted', 'refused']).nullable(),
  decidedBy: z.string().nullable(),
  decisionNote: z.string().nullable(),
  /** `null`: the asker neither vouched for it nor is it about them. */
  notOwn: NotOwn.nullable(),
})
export type ClaimItem = z.infer<typeof ClaimItem>
export const ClaimQuery = z.object({ from: LocalDate, to: LocalDate, point: Key.optional() })
export const ClaimsAnswer = z.array(ClaimItem)

export const DecideClaims = z.strictObject({
  claims: z.array(z.uuid()).min(1).max(500),
  decision: z.enum(['accept', 'refuse']),
  note: text(500).default(''),
})
/** What becomes of a claim when it is decided. */
export const CLAIM_DECISION_OUTCOMES = [
  'accepted',
  'refused',
  'own-request',
  'own-person',
  'month-locked',
  'not-found',
] as const
export const ClaimsDecided = z.object({
  results: z.array(z.object({ claim: z.uuid(), outcome: z.enum(CLAIM_DECISION_OUTCOMES) })),
})
export type ClaimsDecided = z.infer<typeof ClaimsDecided>
