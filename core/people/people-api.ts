import { z } from 'zod'
import { LocalDate } from '../schedule/rulebook.ts'

/** The district's answers about people, `/api/v1/people…`. Only opaque ids name a person anywhere else. */

const Key = z.string().min(1).max(64)
/** Years in which a posting may begin or end. */
export const PostingDate = LocalDate.refine((date) => date >= '1970' && date < '2100')

export const PostingRole = z.enum(['staff', 'leader'])

export const PostingView = z.object({
  point: z.string(),
  pointName: z.string(),
  organisationName: z.string(),
  role: PostingRole,
  /** Id of a counter, or a counter's name where counters are not kept. */
  counter: z.string().nullable(),
  counterName: z.string().nullable(),
  validFrom: LocalDate,
  validTo: LocalDate.nullable(),
})
export type PostingView = z.infer<typeof PostingView>

/** `posted`: somewhere today · `coming`: from a later date · `left`: nowhere any more. */
export const PersonState = z.enum(['posted', 'coming', 'left'])
export type PersonState = z.infer<typeof PersonState>

export const PersonRow = z.object({
  id: z.string(),
  /** `null`: erased. */
  name: z.string().nullable(),
  title: z.string(),
  staffNumber: z.string().nullable(),
  state: PersonState,
  /** Of today, else the next, else the last. */
  posting: PostingView.nullable(),
  /** Badges that open today. */
  badges: z.int(),
})
export type PersonRow = z.infer<typeof PersonRow>

export const PeopleQuestion = z.object({
  /** Letters of the name in any order, or of the number; accents do not matter. */
  q: z.string().max(100).default(''),
  point: Key.optional(),
  state: PersonState.or(z.literal('all')).default('posted'),
  badge: z.enum(['with', 'without']).optional(),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})
export type PeopleQuestion = z.infer<typeof PeopleQuestion>

/** In the Vietnamese order of names. */
export const PeoplePage = z.object({ total: z.int(), people: z.array(PersonRow) })
export type PeoplePage = z.infer<typeof PeoplePage>

export const BadgeView = z.object({
  number: z.int(),
  state: z.enum(['active', 'revoked']),
  issuedAt: z.int(),
  /** Display name; `null`: handed over at a kiosk, or from before. */
  issuedBy: z.string().nullable(),
  /** Handed over at a kiosk, and by whom; `name` is null once it has been erased. */
  given: z.object({ name: z.string().nullable() }).nullable(),
  /** Its sheet was saved, or it was never on one. */
  saved: z.boolean(),
  /** Scanned with at least once, or handed over at a kiosk. */
  used: z.boolean(),
  revokedAt: z.int().nullable(),
  revokedBy: z.string().nullable(),
  revokedWhy: z.enum(['replaced', 'lost', 'damaged', 'left', 'other']).nullable(),
})
export type BadgeView = z.infer<typeof BadgeView>

export const PersonDetail = PersonRow.extend({
  postings: z.array(PostingView),
  /** The newest first. */
  badgeHistory: z.array(BadgeView),
})
export type PersonDetail = z.infer<typeof PersonDetail>

export const PERSON_LIMITS = { name: 120, title: 120, staffNumber: 40 } as const

const posting = {
  point: Key,
  from: PostingDate,
  role: PostingRole.default('staff'),
  counter: Key.nullable().default(null),
}
export const PersonWords = z.strictObject({
  name: z.string().min(1).max(PERSON_LIMITS.name),
  title: z.string().max(PERSON_LIMITS.title),
  staffNumber: z.string().max(PERSON_LIMITS.staffNumber).nullable(),
})
export type PersonWords = z.infer<typeof PersonWords>
export const NewPerson = PersonWords.extend(posting)
export type NewPerson = z.infer<typeof NewPerson>
/** Moves a person to another point, counter or role from a date on; what held before ends the day before. */
export const Transfer = z.strictObject(posting)
export type Transfer = z.infer<typeof Transfer>
/** Most people whose role or counter is changed at once. */
export const MOST_REPOSTED = 500
/** Gives people another role, or another counter of the one point they are at, from a date on. All or nobody. */
export const Repost = z.strictObject({
  people: z.array(Key).min(1).max(MOST_REPOSTED),
  from: PostingDate,
  change: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('role'), role: PostingRole }),
    z.strictObject({ kind: z.literal('counter'), point: Key, counter: Key.nullable() }),
  ]),
})
export type Repost = z.infer<typeof Repost>
/** `same`: had it before, and stay as they are. */
export const Reposted = z.object({ changed: z.int(), same: z.int() })

/** `on` is the last working day. */
export const Leaving = z.strictObject({ on: PostingDate })
export const Erasing = z.strictObject({ reason: z.string().min(3).max(300) })
