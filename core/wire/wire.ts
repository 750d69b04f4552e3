import { z } from 'zod'
import { INTENTS } from '../day/day-types.ts'
import { Hash, Id, ParentLog, PersonId, Seq } from '../log/event.ts'
import { Head } from '../log/head.ts'
import { PublicKey } from '../log/seal.ts'
import { Directory } from './directory.ts'

/**
 * What goes between a kiosk and the district (log.md, "Speaking to the district"). The district speaks this version and
 * the one before; a kiosk goes down to the older one for a district that does not know this one yet. Version 2 has the
 * parent and a receipt in the hello, and in its answer what is held of the kiosk's older logs and the district's next key.
 */
export const WIRE_VERSION = 2
export const OLDEST_WIRE_VERSION = 1
export const Version = z.literal([1, 2])
/** Most events in one batch, and most bytes of its uncompressed body. */
export const MAX_BATCH_EVENTS = 500
export const MAX_BATCH_BYTES = 512 * 1024

/** The JSON inside an enrolment QR: `giogiac-enrol:1:` and this, base64url. */
export const EnrolmentTicket = z.object({ address: z.url(), district: PublicKey, code: z.string().min(8) })
export type EnrolmentTicket = z.infer<typeof EnrolmentTicket>

export const EnrolRequest = z.object({
  v: Version,
  device: Id,
  publicKey: PublicKey,
  code: z.string().max(64),
  name: z.string().max(100),
})
export const EnrolAnswer = z.object({
  v: Version,
  device: Id,
  point: z.string(),
  pointName: z.string(),
  organisationName: z.string(),
  challenge: z.string(),
})

/** Said for the camera by a kiosk at which nobody can scan: its service runs without a screen, or its log takes nothing. */
export const SCREEN_CLOSED = 'closed'

export const HelloRequest = z.object({
  v: Version,
  log: Id,
  head: Head,
  app: z.string().max(50),
  run: Id,
  /** Kiosk's wall clock and uptime when it sent this, ms. */
  wall: z.int(),
  up: z.number(),
  /** Bytes; `null`: not known. */
  diskFree: z.number().nullable(),
  camera: z.string().max(20),
  scanner: z.string().max(20),
  directory: z.int().min(0),
  /** What the log goes on from, as its first event says. */
  parent: ParentLog.nullable().default(null),
  /** A sealed acknowledgement of the district for more of this log than it said to hold lately. */
  receipt: z.string().max(4096).nullable().default(null),
})
/** More scans in a day than the other kiosks of any point make. */
export const MOST_SCANS_ELSEWHERE = 1_500
/** What the other kiosks of a point recorded today, as far as the district holds it. */
export const Elsewhere = z.object({
  /** District time up to which all of them were heard, UTC ms; `null`: one was not heard at all, or it is too much to say. */
  heardTo: z.int().nullable(),
  /** Scans and sign-ins (`badge: absent`) that stand, with their corrected times, UTC ms. */
  scans: z
    .array(
      z.object({
        person: PersonId,
        at: z.int(),
        intent: z.enum(INTENTS).optional(),
        badge: z.enum(['scanned', 'absent']).optional(),
        /** The clock of its run was compared with the district's. A district from before does not say. */
        clockChecked: z.boolean().default(false),
      }),
    )
    .max(MOST_SCANS_ELSEWHERE),
  /** Who has something else on record elsewhere: a claim for instance, or a scan at another point. */
  unsure: z.array(PersonId).max(MOST_SCANS_ELSEWHERE),
  /** The point has no other kiosk: only who is unsure is told. */
  alone: z.boolean().optional(),
})
export type Elsewhere = z.infer<typeof Elsewhere>

export const HelloAnswer = z.object({
  v: Version,
  challenge: z.string(),
  /** District time when the request came in and when the answer left, UTC ms (T2, T3). */
  received: z.int(),
  sent: z.int(),
  /** The last event of this log that the district holds durably and without a gap. */
  have: Head,
  directory: z.int().min(0),
  /** The same of all logs of this kiosk; `null`: not said. */
  logs: z
    .array(z.object({ log: Id, have: Head }))
    .nullable()
    .default(null),
  /** Moves whenever the PINs of this kiosk's point do; `null`: this district keeps none. */
  pins: z.int().min(0).nullable().default(null),
  /** `null`: there are no others, or it is not said. */
  elsewhere: Elsewhere.nullable().default(null),
  /** The key that the district will go on with; the kiosk trusts it because the one it knows has sealed this. */
  successor: PublicKey.nullable().default(null),
})

export const EventsRequest = z.object({
  v: Version,
  log: Id,
  from: Seq.min(1),
  /** Hash of event `from − 1`. */
  prev: Hash,
  /** Event texts, exactly as stored. */
  events: z.array(z.string().max(16_384)).min(1).max(MAX_BATCH_EVENTS),
  head: Head,
})
export const Acknowledgement = z.object({
  v: Version,
  log: Id,
  have: Head,
  time: z.int(),
  challenge: z.string(),
})

export const DirectoryRequest = z.object({ v: Version, have: z.int().min(0) })

/** `directory` is null when the kiosk already has the newest. */
export const DirectoryAnswer = z.object({
  v: Version,
  challenge: z.string(),
  directory: Directory.nullable(),
})

/** What the district says about itself to a kiosk that does not know it yet; not sealed: people compare the key. */
export const DistrictGreeting = z.object({ v: Version, district: PublicKey })

/** Leave to choose the administrator's PIN of a kiosk that is in use already, by a one-time code of its point. */
export const GrantRequest = z.object({ v: Version, code: z.string().max(64) })
export const GrantAnswer = z.object({ v: Version, challenge: z.string(), granted: z.literal(true) })

/** A refusal of the district, as a sealed answer with a 4xx status. */
export const Refusal = z.object({
  v: Version,
  problem: z.enum([
    'challenge',
    'gap',
    'fork',
    'revoked',
    'unknown-device',
    'unknown-log',
    'bad-signature',
    'malformed',
    'too-large',
    'broken-chain',
    'code-wrong',
    'code-expired',
    'code-used',
    'upgrade-district',
    'upgrade-kiosk',
  ]),
  /** In Vietnamese, for the log of whoever operates the kiosk. */
  detail: z.string(),
  challenge: z.string().nullable(),
  have: Head.nullable(),
  /** First event concerned. */
  seq: z.int().nullable(),
})
export type Refusal = z.infer<typeof Refusal>
