import { z } from 'zod'
import { PageQuery } from '../page-api.ts'
import { BadgeView } from '../people/people-api.ts'

/** The district's answers about badges, `/api/v1/badges…`. A badge is spoken of by its running number, never by its code. */

/** 400 kB as base64. */
export const MOST_PICTURE_LETTERS = 546_136
/** Most cards of one sheet. */
export const MOST_CARDS = 300

export const CardLayout = z.enum([
  /** Ten cards on a page of A4 with marks to cut along. */
  'a4',
  /** A page for each card, as card printers take it. */
  'card',
])

export const IssueBadges = z.strictObject({
  who: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('people'),
      people: z.array(z.string().min(1).max(64)).min(1).max(MOST_CARDS),
    }),
    /** Everybody posted to a point; `replace`: those too who have a badge. */
    z.strictObject({ kind: z.literal('point'), point: z.string().min(1).max(64), replace: z.boolean() }),
  ]),
  layout: CardLayout.default('a4'),
  /** `frame`: room for a photo that is stuck on, or for the picture that is sent along. */
  photo: z.enum(['none', 'frame']).default('none'),
  /** JPEG, base64, for the card of one person; printed and kept nowhere. */
  picture: z
    .string()
    .max(MOST_PICTURE_LETTERS)
    .regex(/^[A-Za-z0-9+/]+={0,2}$/)
    .optional(),
})
export type IssueBadges = z.input<typeof IssueBadges>

/** The sheet is made once: codes are not kept, so a lost print is a new issue. */
export const IssuedSheet = z.object({
  /** PDF, base64. */
  pdf: z.string(),
  fileName: z.string(),
  badges: z.array(z.object({ person: z.string(), number: z.int() })),
})
export type IssuedSheet = z.infer<typeof IssuedSheet>

export const RevokeBadge = z.strictObject({ why: z.enum(['lost', 'damaged', 'other']) })

/** Of badges that open: `unsaved`, never used and their sheet never saved · `unused`, never used · `used`. */
export const BadgeState = z.enum(['unsaved', 'unused', 'used', 'revoked'])
export type BadgeState = z.infer<typeof BadgeState>
export const BadgeQuestion = PageQuery.extend({ state: BadgeState.optional() })

const numbers = z.array(z.int().min(1).max(2_147_483_647)).min(1).max(MOST_CARDS)
/** The sheet with these badges was saved. */
export const SavedBadges = z.strictObject({ numbers })
/** Badges that nobody ever used; all of them or none. */
export const RevokeUnused = z.strictObject({ numbers })

export const BadgeEntry = BadgeView.extend({ person: z.string(), name: z.string().nullable() })
export type BadgeEntry = z.infer<typeof BadgeEntry>
