import { z } from 'zod'
import { PersonDay, Presence } from '../person-day/person-day.ts'
import { LocalDate } from '../schedule/rulebook.ts'
import { KioskStatus } from './kiosks-api.ts'
import { Out } from './person-month-api.ts'

/** The district's answers to its pages, `/api/v1` (types, validation and OpenAPI from the same schemas). Instants in UTC ms. */

export const WardToday = z.object({
  point: z.string(),
  pointName: z.string(),
  organisationName: z.string(),
  /** People by where they are now; keys left out count 0. */
  counts: z.partialRecord(Presence, z.int()),
  people: z.int(),
  late: z.int(),
  /** People with a missing scan, wherever they are now. */
  missing: z.int().optional(),
  kiosks: z.array(KioskStatus),
  leader: z.object({ name: z.string(), presence: Presence }).nullable(),
  note: z.string().nullable(),
})
export type WardToday = z.infer<typeof WardToday>

export const Today = z.object({
  date: LocalDate,
  asOf: z.int(),
  zone: z.string(),
  wards: z.array(WardToday),
  /** Lateness of the day by quarter hour of arrival, for the chart: minutes since midnight → people. */
  arrivals: z.array(z.object({ minute: z.int(), onTime: z.int(), late: z.int() })),
  /** Where nobody has to work that day: the last day before it on which somebody had to; `null`: none lately. */
  lastWorkingDay: LocalDate.nullable().optional(),
  /** That nobody has to work only because no working hours are set for that day. */
  hoursMissing: z.literal(true).optional(),
})
export type Today = z.infer<typeof Today>

export const WardDay = z.object({
  point: z.string(),
  pointName: z.string(),
  organisationName: z.string(),
  date: LocalDate,
  asOf: z.int(),
  zone: z.string(),
  sessions: z.array(z.object({ start: z.int(), end: z.int() })),
  note: z.string().nullable(),
  leader: z.object({ name: z.string(), presence: Presence }).nullable(),
  kiosks: z.array(KioskStatus),
  people: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      title: z.string(),
      presence: Presence,
      day: PersonDay,
      out: Out.nullable().optional(),
    }),
  ),
  lastWorkingDay: LocalDate.nullable().optional(),
  hoursMissing: z.literal(true).optional(),
  /** Names of those who vouched for a scan, annulled something or did something with a badge or PIN, by id. */
  names: z.record(z.string(), z.string()).optional(),
  /** Scans at this point whose badge nobody knows, or of people of other points. */
  guests: z.array(z.object({ at: z.int(), name: z.string().nullable(), from: z.string().nullable() })),
})
export type WardDay = z.infer<typeof WardDay>

/** A server-sent event of `/api/v1/live`: something of this point and date changed; ask again. */
export const LiveChange = z.object({ point: z.string(), date: LocalDate })
export type LiveChange = z.infer<typeof LiveChange>
