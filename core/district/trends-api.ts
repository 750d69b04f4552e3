import { z } from 'zod'
import { Presence } from '../person-day/person-day.ts'
import { LocalDate } from '../schedule/rulebook.ts'
import { Month } from './month-api.ts'

const DateSums = z.object({
  date: LocalDate,
  sessions: z.int(),
  late: z.int(),
  lateMinutes: z.int(),
  early: z.int(),
  absent: z.int(),
  unknown: z.int(),
})

/** Lateness by hour and ward of a month, the month day by day, and the eight weeks up to its end. */
export const TrendsAnswer = z.object({
  month: Month,
  asOf: z.int(),
  points: z.array(z.object({ point: z.string(), pointName: z.string() })),
  hours: z.array(z.object({ point: z.string(), hour: z.int(), late: z.int() })),
  dates: z.array(DateSums),
  weeks: z.array(DateSums),
})
export type TrendsAnswer = z.infer<typeof TrendsAnswer>
export const TrendsQuery = z.object({ month: Month, point: z.string().min(1).max(64).optional() })

/** Whether somebody sits at each counter that must be staffed right now. */
export const CounterNow = z.object({
  counter: z.string(),
  name: z.string(),
  point: z.string(),
  pointName: z.string(),
  fields: z.array(z.string()),
  /** `unknown`: the point's kiosks have not delivered. */
  staffed: z.enum(['yes', 'no', 'unknown']),
  people: z.array(z.object({ name: z.string(), presence: Presence })),
})
export type CounterNow = z.infer<typeof CounterNow>
export const CountersNow = z.object({
  asOf: z.int(),
  /** Counters that are kept at all; 0: nobody entered any. */
  kept: z.int(),
  counters: z.array(CounterNow),
})
export type CountersNow = z.infer<typeof CountersNow>
