import { z } from 'zod'
import { DaySessions, LocalDate } from '../schedule/rulebook.ts'

/** What an organisation was called, and under whom it stood, up to a date (inclusive). */
export const EarlierOrganisation = z.object({
  validTo: LocalDate,
  name: z.string(),
  shortName: z.string(),
  /** What stands in the number of its letters. */
  sign: z.string(),
  kind: z.string(),
  parent: z.string().nullable(),
})
export type EarlierOrganisation = z.infer<typeof EarlierOrganisation>

/** What a reception point was called, and to whom it belonged, up to a date (inclusive). */
export const EarlierPoint = z.object({ validTo: LocalDate, name: z.string(), organisation: z.string() })
export type EarlierPoint = z.infer<typeof EarlierPoint>

/** When somebody has to sit at a counter. */
export const CounterStaffing = z.discriminatedUnion('kind', [
  /** Whenever its point receives people. */
  z.object({ kind: z.literal('always') }),
  /** At these times of the weekdays (`1` Monday … `7` Sunday), as far as the point receives people then. */
  z.object({
    kind: z.literal('times'),
    weekdays: z.partialRecord(z.enum(['1', '2', '3', '4', '5', '6', '7']), DaySessions),
  }),
  /** Only when it is needed. */
  z.object({ kind: z.literal('never') }),
])
export type CounterStaffing = z.infer<typeof CounterStaffing>

/** What a reception point is called where many stand one under the other; its papers and its own page say the name. */
export const listedName = ({
  name,
  shortName,
}: {
  readonly name: string
  readonly shortName: string
}): string => (shortName === '' ? name : shortName)

/** Letters of a name that lists and tables show on a line or two. */
export const LONGEST_LISTED = 32

/** Whether lists have no room for what a point is called in them. */
export const wantsShortName = (point: { readonly name: string; readonly shortName: string }): boolean =>
  [...listedName(point).trim()].length > LONGEST_LISTED
