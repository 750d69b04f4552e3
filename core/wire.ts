import { z } from 'zod'
import { Hash, Id, PersonId } from './log/event.ts'
import { Rulebook } from './schedule/rulebook.ts'

/** What goes between a kiosk and the district, version 1 (log.md, "Speaking to the district"). */
export const WIRE_VERSION = 1
/** Most events in one batch, and most bytes of its uncompressed body. */
export const MAX_BATCH_EVENTS = 500
export const MAX_BATCH_BYTES = 512 * 1024

export const Head = z.object({ seq: z.int().min(0), hash: Hash })
export type Head = z.infer<typeof Head>

/** Ed25519 public key, raw 32 bytes, base64url. */
export const PublicKey = z.string().regex(/^[A-Za-z0-9_-]{43}$/)

/** What a sealed message is for; part of what is signed. */
export const Purpose = z.enum(['enrol', 'hello', 'events', 'directory', 'answer', 'export', 'receipt'])
export type Purpose = z.infer<typeof Purpose>

/** The JSON inside an enrolment QR: `giogiac-enrol:1:` and this, base64url. */
export const EnrolmentTicket = z.object({ address: z.url(), district: PublicKey, code: z.string().min(8) })
export type EnrolmentTicket = z.infer<typeof EnrolmentTicket>

export const EnrolRequest = z.object({
  v: z.literal(1),
  device: Id,
  publicKey: PublicKey,
  code: z.string().max(64),
  name: z.string().max(100),
})
export const EnrolAnswer = z.object({
  v: z.literal(1),
  device: Id,
  point: z.string(),
  pointName: z.string(),
  organisationName: z.string(),
  challenge: z.string(),
})

export const HelloRequest = z.object({
  v: z.literal(1),
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
})
export const HelloAnswer = z.object({
  v: z.literal(1),
  challenge: z.string(),
  /** District time when the request came in and when the answer left, UTC ms (T2, T3). */
  received: z.int(),
  sent: z.int(),
  /** The last event of this log that the district holds durably and without a gap. */
  have: Head,
  directory: z.int().min(0),
})

export const EventsRequest = z.object({
  v: z.literal(1),
  log: Id,
  from: z.int().min(1),
  /** Hash of event `from − 1`. */
  prev: Hash,
  /** Event texts, exactly as stored. */
  events: z.array(z.string().max(16_384)).min(1).max(MAX_BATCH_EVENTS),
  head: Head,
})
export const Acknowledgement = z.object({
  v: z.literal(1),
  log: Id,
  have: Head,
  time: z.int(),
  challenge: z.string(),
})

export const DirectoryRequest = z.object({ v: z.literal(1), have: z.int().min(0) })

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
  badges: z.array(z.object({ digest: Hash, state: z.enum(['active', 'revoked']) })),
})
export type DirectoryPerson = z.infer<typeof DirectoryPerson>
export const Directory = z.object({
  v: z.literal(1),
  version: z.int().min(0),
  point: z.string(),
  pointName: z.string(),
  organisationName: z.string(),
  kioskName: z.string(),
  /** Active kiosks of the reception point, this one included; 0: not said. Only a point's one kiosk knows all of its day. */
  kiosks: z.int().min(0).default(0),
  people: z.array(DirectoryPerson),
  /** Badges of other reception points: whose (opaque) and where from, no names. */
  guests: z.array(
    z.object({ digest: Hash, person: PersonId, from: z.string(), state: z.enum(['active', 'revoked']) }),
  ),
  rulebook: Rulebook,
  norms: z.array(z.string()),
})
export type Directory = z.infer<typeof Directory>
/** `directory` is null when the kiosk already has the newest. */
export const DirectoryAnswer = z.object({
  v: z.literal(1),
  challenge: z.string(),
  directory: Directory.nullable(),
})

/** A refusal of the district, as a sealed answer with a 4xx status. */
export const Refusal = z.object({
  v: z.literal(1),
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
  ]),
  /** In Vietnamese, for the log of whoever operates the kiosk. */
  detail: z.string(),
  challenge: z.string().nullable(),
  have: Head.nullable(),
  /** First event concerned. */
  seq: z.int().nullable(),
})
export type Refusal = z.infer<typeof Refusal>
