import { z } from 'zod'
import { PersonDay } from '../person-day/person-day.ts'
import { LocalDate } from '../schedule/rulebook.ts'

/** Who is out, why and until when, as the person said it at the kiosk. */
export const Out = z.object({
  since: z.int(),
  kind: z.enum(['out-duty', 'out-private']),
  purpose: z.string().nullable(),
  backAt: z.int().nullable(),
})
export type Out = z.infer<typeof Out>

export const PersonMonth = z.object({
  person: z.object({
    id: z.string(),
    name: z.string(),
    title: z.string(),
    point: z.string(),
    pointName: z.string(),
  }),
  month: z.string().regex(/^\d{4}-\d{2}$/),
  zone: z.string(),
  days: z.array(PersonDay),
  /** Requests for leave about days of the month that nobody has decided yet; local dates and times. */
  asked: z
    .array(z.object({ from: z.string(), to: z.string(), code: z.string(), name: z.string() }))
    .optional(),
  /** What their offices call the leave of the days, by date. */
  leaveNames: z.record(z.string(), z.string()).optional(),
  /** What the person said each time they stepped out, in the order of time. */
  outs: z.array(Out.extend({ date: LocalDate })).optional(),
  /** The last of them, while the person is out. */
  out: Out.extend({ date: LocalDate }).nullable().optional(),
  /** Names of those who vouched for a scan, annulled something or did something with a badge or PIN, by id. */
  names: z.record(z.string(), z.string()).optional(),
  totals: z.object({
    workedMinutes: z.int(),
    owedDays: z.number(),
    workedDays: z.number(),
    lateTimes: z.int(),
    lateMinutes: z.int(),
    earlyTimes: z.int(),
    earlyMinutes: z.int(),
    absentSessions: z.int(),
    missingScans: z.int(),
    noBadge: z.int(),
    noDataSessions: z.int(),
  }),
})
export type PersonMonth = z.infer<typeof PersonMonth>
