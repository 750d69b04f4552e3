import { z } from 'zod'
import { PageQuery, pageOf } from '../page-api.ts'
import { ImportChange } from './people-list-api.ts'

/** Lists of people that were taken in, `/api/v1/people/imports…`, and taking one back. */

export const PeopleImport = z.object({
  id: z.uuid(),
  /** Empty: not said. */
  fileName: z.string(),
  at: z.int(),
  takenBy: z.string(),
  added: z.int(),
  changed: z.int(),
  removedAt: z.int().nullable(),
  removedBy: z.string().nullable(),
  /** People whom it still concerns: all that can be taken back. */
  standing: z.int(),
})
export type PeopleImport = z.infer<typeof PeopleImport>
export const PeopleImportPage = pageOf(PeopleImport)
export const PeopleImportQuery = PageQuery

/** Why somebody stays as they are when a list is taken back. */
export const WHY_KEPT = [
  'events',
  'badges',
  'accounts',
  'rules',
  'requests',
  'decisions',
  'old-numbers',
  'months',
  'changed-since',
  'elsewhere',
  'erased',
  'place-gone',
] as const
export const WhyKept = z.enum(WHY_KEPT)
export type WhyKept = z.infer<typeof WhyKept>

/** What taking a list back does, or did, to one person. */
export const TakenBackPerson = z.object({
  line: z.int(),
  /** `null`: erased, or not the asker's to see. */
  name: z.string().nullable(),
  fate: z.enum(['removed', 'put-back', 'kept']),
  /** Of who is kept. */
  why: WhyKept.nullable(),
  /** Of who is put back: as they stand, and as they were. */
  changes: z.array(ImportChange),
})
export type TakenBackPerson = z.infer<typeof TakenBackPerson>
export const TakenBack = z.object({ run: PeopleImport, people: z.array(TakenBackPerson) })
export type TakenBack = z.infer<typeof TakenBack>
