import { z } from 'zod'
import { DateException, DaySessions, LocalDate } from './rulebook.ts'

const provenance = {
  /** Addresses of the pages the row was read from; empty when none is known, and then `note` says so. */
  source: z.array(z.url()),
  note: z.string().optional(),
}

/** One row of a year's national calendar (`assets/calendar/vn-YYYY.json`); whoever applies it adds the scope. */
export const CalendarRow = DateException.omit({ scope: true }).extend(provenance)

/** Working hours in use somewhere, to start from (`assets/hours/sample-hours.json`). */
export const SampleHours = z.object({
  /** Id of the sample a new organisation starts with. */
  default: z.string(),
  samples: z.array(
    z.object({
      id: z.string(),
      place: z.string(),
      /** Dates between which the hours held there, both inclusive, where known. */
      from: LocalDate.optional(),
      to: LocalDate.optional(),
      sessions: DaySessions,
      ...provenance,
    }),
  ),
})
