import { z } from 'zod'
import { PersonDay } from '../person-day/person-day.ts'
import { LocalDate } from '../schedule/rulebook.ts'
import { SheetTemplate } from './sheet-template.ts'

/** One judged day with what judged it. */
export const SheetDay = z.object({
  day: PersonDay,
  excuses: z.array(
    z.object({ from: z.int(), to: z.int(), code: z.string(), document: z.string().optional() }),
  ),
  /** The rule that decided the sessions, in words. */
  rule: z.string(),
  /** No session because of a holiday of this name. */
  holiday: z.string().nullable(),
})
export type SheetDay = z.infer<typeof SheetDay>

export const SheetPerson = z.object({
  id: z.string(),
  name: z.string(),
  title: z.string(),
  /** Only the days on which the person is posted to the point, in order. */
  days: z.array(SheetDay),
})
export type SheetPerson = z.infer<typeof SheetPerson>

/** Whether the leader on the roster was there in a session. */
export const LeaderSession = z.object({
  date: LocalDate,
  session: z.int(),
  /** `null`: nobody is on the roster. */
  name: z.string().nullable(),
  there: z.enum(['yes', 'no', 'unknown']),
})
export type LeaderSession = z.infer<typeof LeaderSession>

/**
 * How papers are laid out and worded now. A month closed under an earlier one is printed as it was then: 1 has its
 * annexes within the timesheet's file, up to 2 the findings list no scan that was annulled, and up to 3 the foot has the
 * whole id of the closing instead of who closed it and its number.
 */
export const LATEST_LAYOUT = 4

/**
 * Everything a month's papers are made from, as it stood at one moment. A locked month keeps it word for word, so that
 * its papers come out the same ever after.
 */
export const MonthFacts = z.object({
  v: z.literal(1),
  /** Months closed before layouts had numbers have none. */
  layout: z.int().min(1).default(1),
  month: z.string().regex(/^\d{4}-\d{2}$/),
  zone: z.string(),
  point: z.string(),
  pointName: z.string(),
  organisationName: z.string(),
  parentName: z.string().nullable(),
  /** UTC ms. */
  asOf: z.int(),
  /** Of the rulebook by which the days were judged. */
  rulesVersion: z.int(),
  template: SheetTemplate,
  people: z.array(SheetPerson),
  leaders: z.array(LeaderSession),
  /** Names of those who vouched, by id. */
  voucherNames: z.record(z.string(), z.string()),
  /** What the office calls each type of leave, by code; months closed earlier have none. */
  leaveNames: z.record(z.string(), z.string()).default({}),
  /** Who closed the month, as pages called them then; an open month and those closed earlier have none. */
  closedBy: z.string().optional(),
})
export type MonthFacts = z.infer<typeof MonthFacts>
