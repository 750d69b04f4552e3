import { z } from 'zod'
import { CounterStaffing } from '../schedule/counter-times.ts'
import { LocalDate } from '../schedule/rulebook.ts'
import { EarlierOrganisation, EarlierPoint } from './organisation-terms.ts'

export const Points = z.array(z.object({ id: z.string(), name: z.string(), organisationName: z.string() }))

/** The district's answers about its organisation, `/api/v1/organisation…`. */

const Key = z.string().min(1).max(64)
const Words = z.string().min(1).max(200)
const validity = { validFrom: LocalDate, validTo: LocalDate.nullable() }

export const OrganisationWords = z.strictObject({
  name: Words,
  shortName: z.string().max(100),
  /** In the number of its letters, `UBND`. */
  sign: z.string().max(20),
  kind: z.string().max(60),
  parent: Key.nullable(),
  successor: Key.nullable(),
  ...validity,
  /** Oldest first; each held up to its `validTo`. */
  earlier: z.array(EarlierOrganisation).max(20),
})
export type OrganisationWords = z.infer<typeof OrganisationWords>

export const PointWords = z.strictObject({
  name: Words,
  /** As it stands in lists; empty: the name. */
  shortName: z.string().max(40),
  organisation: Key,
  ...validity,
  earlier: z.array(EarlierPoint).max(20),
})
export type PointWords = z.infer<typeof PointWords>

export const CounterWords = z.strictObject({
  point: Key,
  name: z.string().min(1).max(60),
  fields: z.array(z.string().min(1).max(100)).max(20),
  staffing: CounterStaffing,
  ...validity,
})
export type CounterWords = z.infer<typeof CounterWords>

export const Organisation = z.object({
  organisations: z.array(OrganisationWords.extend({ id: z.string(), mayChange: z.boolean() })),
  points: z.array(PointWords.extend({ id: z.string(), people: z.int() })),
  counters: z.array(CounterWords.extend({ id: z.string(), people: z.int() })),
})
export type Organisation = z.infer<typeof Organisation>
export const MadeKey = z.object({ id: z.string() })
