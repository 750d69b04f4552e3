import { z } from 'zod'
import { LocalDate } from '../schedule/rulebook.ts'

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
