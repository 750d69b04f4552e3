import { z } from 'zod'
import { CounterLeave } from '../excuses/leave-types.ts'
import { Hash, Id, PersonId } from '../log/event.ts'
import { LocalDate, Rulebook } from '../schedule/rulebook.ts'

/** One person of the reception point, and what a kiosk may know of them. */
export const DirectoryPerson = z.object({
  id: PersonId,
  name: z.string(),
  title: z.string(),
  /** A leader may open a visit and vouch for others. Documents from before say nothing: staff. */
  role: z.enum(['staff', 'leader']).default('staff'),
  /** What a person may type instead of letters of the name. */
  staffNumber: z.string().nullable().default(null),
  /** The counter (quầy) the person sits at. */
  counter: z.string().nullable().default(null),
  /** Posted to this point without a break from this date on; left out: not said. */
  since: LocalDate.optional(),
  badges: z.array(z.object({ digest: Hash, state: z.enum(['active', 'revoked']) })),
})
export type DirectoryPerson = z.infer<typeof DirectoryPerson>

/** As much as is read from two metres in one look. */
export const LONGEST_NOTICE = 280

/** What a point's kiosks say to citizens between scans, on these dates (inclusive; an open end is null). */
export const DirectoryNotice = z.object({
  id: Id,
  text: z.string().max(LONGEST_NOTICE),
  validFrom: LocalDate,
  validTo: LocalDate.nullable(),
})
export type DirectoryNotice = z.infer<typeof DirectoryNotice>

export const Directory = z.object({
  v: z.literal(1),
  version: z.int().min(0),
  point: z.string(),
  pointName: z.string(),
  organisationName: z.string(),
  kioskName: z.string(),
  /** Active kiosks of the reception point, this one included; 0: not said. Only a point's one kiosk knows all of its day. */
  kiosks: z.int().min(0).default(0),
  /**
   * When a kiosk of the point that was revoked since was last heard, UTC ms: days until then are not this one's alone.
   * `null`: there was none; left out: not said.
   */
  lastOtherAt: z.int().nullable().optional(),
  people: z.array(DirectoryPerson),
  /** Badges of other reception points: whose (opaque) and where from, no names. */
  guests: z.array(
    z.object({ digest: Hash, person: PersonId, from: z.string(), state: z.enum(['active', 'revoked']) }),
  ),
  rulebook: Rulebook,
  norms: z.array(z.string()),
  /** Documents from before have none. */
  notices: z.array(DirectoryNotice).default([]),
  /** What leaders may ask for at this point; documents from before have none: the usual ones. */
  leaves: z.array(CounterLeave).optional(),
})
export type Directory = z.infer<typeof Directory>
