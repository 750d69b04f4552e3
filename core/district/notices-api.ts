import { z } from 'zod'
import { LocalDate } from '../schedule/rulebook.ts'

/** The district's answers about what its kiosks say to citizens, `/api/v1/notices…`. */

const Key = z.string().min(1).max(64)

/**
 * A notice as the office writes it; `organisation` null: for every point. Dates are inclusive, an open end is null. How
 * long its text may be, is said by a sentence (`LONGEST_NOTICE`).
 */
export const NoticeWords = z.strictObject({
  organisation: Key.nullable(),
  text: z.string().max(4000),
  validFrom: LocalDate,
  validTo: LocalDate.nullable(),
})
export type NoticeWords = z.infer<typeof NoticeWords>

export const NoticeItem = NoticeWords.extend({
  id: z.uuid(),
  /** `null`: for every point. */
  organisationName: z.string().nullable(),
  /** Reception points whose kiosks show it. */
  points: z.int(),
})
export type NoticeItem = z.infer<typeof NoticeItem>

/** The newest first. */
export const NoticesAnswer = z.array(NoticeItem)
