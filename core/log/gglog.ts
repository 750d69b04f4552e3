import { z } from 'zod'
import { placeTag } from '../file-name.ts'
import { Hash, Id, Instant, Seq } from './event.ts'
import { Head } from './head.ts'
import { PublicKey } from './seal.ts'

/**
 * A kiosk's log as a file for a stick (log.md, "By hand"): gzip over lines, each ended by `\n`: the header, the event
 * texts as stored, the trailer. The trailer's seal (purpose `export`, for the district, by the device) covers every
 * byte before the trailer's line.
 */
export const GGLOG_ENDING = '.gglog'
export const RECEIPT_ENDING = '.ggreceipt'
/** Most events in one file; a counter writes fewer in many years. */
export const MOST_GGLOG_EVENTS = 1_000_000
/** Longest event text, as on the wire. */
export const MOST_EVENT_LENGTH = 16_384
/** Longest line: a trailer has a mark for each line. */
export const MOST_LINE_BYTES = 8 * 1024 * 1024
/** Most bytes of a receipt's file. */
export const MOST_RECEIPT_BYTES = 4 * 1024

export const GglogHeader = z.object({
  v: z.literal(1),
  kind: z.literal('gglog'),
  device: Id,
  /** Whom it is for. */
  district: PublicKey,
  log: Id,
  point: z.string().max(100),
  from: Seq.min(1),
  to: Seq.min(1),
  /** Hash of event `from − 1`. */
  prev: Hash,
  /** The kiosk's corrected time at event `to`, UTC ms: up to then the file says everything. */
  time: Instant,
  app: z.string().max(50),
})
export type GglogHeader = z.infer<typeof GglogHeader>

export const GglogTrailer = z.object({
  v: z.literal(1),
  /** Of events. */
  count: Seq.min(1),
  /** The last event of the file, which was the last of the log. */
  head: Head,
  /**
   * The first `MARK_LENGTH` digits of each line's hash: of the header its SHA-256, of an event its chain hash. They prove
   * nothing, they name the line that was changed.
   */
  marks: z.string().regex(/^[0-9a-f]*$/),
  jws: z.string().max(2048),
})
export type GglogTrailer = z.infer<typeof GglogTrailer>

export const MARK_LENGTH = 6
export const markOf = (hash: string): string => hash.slice(0, MARK_LENGTH)

/** The body of a receipt, sealed by the district (purpose `receipt`) for the device. */
export const GglogReceipt = z.object({
  v: z.literal(1),
  log: Id,
  /** The last event that the district holds durably and without a gap. */
  have: Head,
  /** District time, UTC ms. */
  time: Instant,
  /** The key that the district goes on with, when it is not the one that has sealed this. */
  successor: PublicKey.nullable().default(null),
})
export type GglogReceipt = z.infer<typeof GglogReceipt>

/**
 * `phuong-cam-tu-3f9a-1-9000.gglog`: the place, four letters of the kiosk's own id, the numbers of the events. For
 * people only; who reads the file goes by its header.
 * @param place what the point is called; `''`: not known yet
 */
export const gglogName = (
  place: string,
  { device, from, to }: Pick<GglogHeader, 'device' | 'from' | 'to'>,
): string => `${placeTag(place) || 'may-cham-cong'}-${device.slice(-4)}-${from}-${to}${GGLOG_ENDING}`

/** The claims of the seal, the same for whoever writes and whoever reads. */
export const exportClaims = ({ device, district }: Pick<GglogHeader, 'device' | 'district'>) =>
  ({ aud: district, iss: device, purpose: 'export', challenge: null }) as const
