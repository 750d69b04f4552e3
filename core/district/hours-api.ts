import { z } from 'zod'
import { DayFlag } from '../person-day/person-day.ts'
import {
  Allowance,
  DateException,
  DaySessions,
  DutyEntry,
  Hours,
  LeaderDuty,
  LocalDate,
  PolicyRule,
} from '../schedule/rulebook.ts'

/** The district's answers about hours, calendar, rosters and allowances: `/api/v1/rules…`. */

const Key = z.string().min(1).max(64)

export const WrittenRule = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('hours'), value: Hours }),
  z.object({ kind: z.literal('calendar'), value: DateException }),
  z.object({ kind: z.literal('duty'), value: DutyEntry }),
  z.object({ kind: z.literal('leaders'), value: LeaderDuty }),
  z.object({ kind: z.literal('policies'), value: PolicyRule }),
  z.object({ kind: z.literal('allowances'), value: Allowance }),
])
export type WrittenRule = z.infer<typeof WrittenRule>

/** A rule with what is needed to show it; `mayChange`: it lies within the asker's own scope. */
export const RuleRow = z.object({
  id: z.string(),
  rule: WrittenRule,
  /** Of the organisation, point or person it is about. */
  subject: z.string(),
  mayChange: z.boolean(),
})
export type RuleRow = z.infer<typeof RuleRow>

export const RulesQuestion = z.object({
  kind: z.enum(['hours', 'calendar', 'duty', 'leaders', 'policies', 'allowances']),
  /** Only what holds or lies on or after this date. */
  since: LocalDate.optional(),
  until: LocalDate.optional(),
})
export const Rules = z.array(RuleRow)

/** Rules that go, by id, and rules that come, all at once. A rule that ends goes and comes again with its end. */
export const RuleChangeBody = z.strictObject({
  remove: z.array(Key).max(500),
  add: z.array(WrittenRule).max(500),
})
export type RuleChangeBody = z.infer<typeof RuleChangeBody>

export const PreviewBody = RuleChangeBody.extend({ month: z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/) })
export const SaveBody = RuleChangeBody.extend({
  /** Said by somebody who has seen that days of the past change. */
  reachesBack: z.boolean(),
})

export const ChangedDay = z.object({
  person: z.string(),
  name: z.string().nullable(),
  date: LocalDate,
  before: z.array(DayFlag),
  after: z.array(DayFlag),
})
export type ChangedDay = z.infer<typeof ChangedDay>

/** At most `MOST_SHOWN_DAYS` are listed; `count` counts all. */
const Changed = z.object({
  count: z.int(),
  days: z.array(ChangedDay),
  /** How often each flag is there before and after, over all days looked at. */
  flags: z.array(z.object({ code: DayFlag.shape.code, before: z.int(), after: z.int() })),
})
export const MOST_SHOWN_DAYS = 200
/** People whose month is looked at; of more, the first by name are. */
export const MOST_PREVIEWED_PEOPLE = 150

export const RulePreview = z.object({
  /** First day of the past that the change reaches; `null`: none. */
  reachesBackTo: LocalDate.nullable(),
  /** What becomes of the month when the change is saved as it stands. */
  willChange: Changed,
  /** What the month would look like had the change held in it from its first day. */
  asIf: Changed,
  /** What is saved, with whom each rule is about; a rule that ends goes and comes again with its end. */
  saves: z.array(z.object({ deed: z.enum(['add', 'remove']), rule: WrittenRule, subject: z.string() })),
  people: z.int(),
  peopleLookedAt: z.int(),
  /** Full days of new hours that do not add up to 480 minutes. */
  warnings: z.array(z.object({ kind: z.literal('not-480'), weekday: z.string(), minutes: z.int() })),
})
export type RulePreview = z.infer<typeof RulePreview>

export const SavedRules = z.object({ ids: z.array(z.string()), reachesBackTo: LocalDate.nullable() })

/** A day of a point and the rule that decided it. */
export const PointDay = z.object({
  date: LocalDate,
  sessions: DaySessions,
  source: z.enum(['duty', 'holiday', 'special-hours', 'make-up', 'hours', 'none']),
  /** Name of the holiday, number of the decision. */
  note: z.string().nullable(),
  /** Whose rule it is. */
  subject: z.string().nullable(),
  odd: z.boolean(),
})
export const PointDays = z.array(PointDay)

export const SuggestedDays = z.array(
  DateException.omit({ scope: true }).extend({ note: z.string().optional(), known: z.boolean() }),
)
