import { z } from 'zod'
import { LocalDate } from '../schedule/rulebook.ts'
import { Hash, Id, Instant, Seq } from './event.ts'

/**
 * What the district keeps of the oldest events of a log once they were dropped after their time: how many (`seq`, they
 * are counted from 1), and the chain hash of the last, from which the log goes on. Sealed by the district (purpose
 * `dropped`, for itself), so that nobody but the holder of its key can say that the beginning of a log may be missing.
 */
export const DroppedPart = z.object({
  v: z.literal(1),
  log: Id,
  seq: Seq.min(1),
  hash: Hash,
  /** District time, UTC ms. */
  at: Instant,
  /** User name, or `command-line`. */
  by: z.string().max(200),
  /** Only events of days before this one were dropped. */
  before: LocalDate,
})
export type DroppedPart = z.infer<typeof DroppedPart>

/** The claims of the seal, the same for whoever writes and whoever reads. @param publicKey of the district */
export const droppedClaims = (publicKey: string) =>
  ({ aud: publicKey, iss: publicKey, purpose: 'dropped', challenge: null }) as const
