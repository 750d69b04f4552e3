import { z } from 'zod'
import { INTENTS } from '../day/day-types.ts'
import { LocalDate, LocalDateTime } from '../schedule/rulebook.ts'

/** Lower-case hexadecimal SHA-256. */
export const Hash = z.string().regex(/^[0-9a-f]{64}$/)
export const Id = z.uuid()
/** The last millisecond of the year 9999: beyond it dates have no four-digit year, and soon none at all. */
export const LATEST_INSTANT = 253_402_300_799_999
/** UTC ms. */
export const Instant = z.int().min(0).max(LATEST_INSTANT)
/** Opaque; a name never enters the log. */
export const PersonId = z.string().min(1).max(64)

/** Places in a log are kept as `int4`. */
export const MOST_SEQ = 2 ** 31 - 1
/** Place of an event in its log, from 1; 0: before the first. */
export const Seq = z.int().min(0).max(MOST_SEQ)

/** Where a log continues after an older one; `seq` and `hash` name its last event that is known good. */
export const ParentLog = z.object({ log: Id, seq: Seq, hash: Hash })

/** What the person said before the badge: for what, and when back. */
const said = {
  intent: z.enum(INTENTS).optional(),
  purpose: z.string().max(200).optional(),
  backAt: Instant.optional(),
} as const

/** What `access` says of a person's PIN: set anew, or their first one given by somebody else. */
export const PIN_SET = 'pin-set'
export const PIN_GIVEN = 'pin-given'

const data = {
  'log-started': z.object({
    point: z.string(),
    device: Id,
    parent: ParentLog.nullable(),
    why: z.enum(['new', 'restored', 'forked', 'damaged']),
  }),
  'run-started': z.object({
    app: z.string(),
    /** The operating system's boot id, where it has one. */
    boot: z.string().nullable(),
    lastRun: z.enum(['none', 'stopped', 'crashed']),
  }),
  scan: z.object({
    badge: Hash,
    /** `null`: the kiosk does not know this badge. */
    staff: PersonId.nullable(),
    method: z.enum(['camera', 'scanner']),
    ...said,
  }),
  'sign-in': z.object({
    staff: PersonId,
    confirmedBy: z.enum(['pin', 'leader']),
    reason: z.string().max(500),
    /** The leader who vouched. */
    by: PersonId.optional(),
    ...said,
  }),
  intent: z.object({ scan: Id, intent: z.enum(INTENTS) }),
  'spot-check': z.object({ staff: PersonId, finding: z.string().max(100), by: PersonId }),
  claim: z.object({
    staff: PersonId,
    date: LocalDate,
    session: z.int().min(0),
    side: z.enum(['in', 'out']),
    at: Instant,
    reason: z.string().max(500),
    by: PersonId,
  }),
  annul: z.object({ id: Id, reason: z.string().max(500), by: PersonId }),
  'clock-checked': z.object({ offsetMs: z.number(), errorMs: z.number().min(0) }),
  'clock-jumped': z.object({ beforeMs: Instant, afterMs: Instant, deltaMs: z.number() }),
  /** From then until the event nobody could scan; wall clock of the event's run, `null`: not known since when. */
  'out-of-service': z.object({ from: Instant.nullable() }),
  'directory-applied': z.object({ version: z.int().min(0) }),
  'refused-code': z.object({ class: z.enum(['identity-card', 'foreign', 'malformed']) }),
  /** A new code for a person; the codes they had are worth nothing from then on. */
  'badge-handed-over': z.object({
    staff: PersonId,
    badge: Hash,
    by: PersonId,
    reason: z.string().max(500),
  }),
  /** Waits for the district's word; changes no day by itself. */
  'excuse-requested': z.object({
    staff: PersonId,
    from: LocalDateTime,
    to: LocalDateTime,
    code: z.string().min(1).max(10),
    document: z.string().max(100),
    reason: z.string().max(500),
    by: PersonId,
  }),
  access: z.object({
    who: z.string().max(64),
    what: z.string().max(64),
    /** Whom it concerned. */
    about: PersonId.optional(),
  }),
} as const

export type EventType = keyof typeof data
export type EventData<T extends EventType> = z.infer<(typeof data)[T]>

const head = {
  v: z.literal(1),
  log: Id,
  /** From 1, without gaps. */
  seq: Seq.min(1),
  id: Id,
  /** The kiosk's wall clock, UTC, milliseconds. */
  at: Instant,
  /** The machine's uptime, milliseconds. */
  up: z.number().min(0),
  /** The machine's boot and this run of the service. */
  run: Id,
}

const of = <T extends EventType>(type: T) => z.object({ ...head, type: z.literal(type), data: data[type] })

/** Every event this version knows (log.md, "An event"). */
export const KnownEvent = z.discriminatedUnion('type', [
  of('log-started'),
  of('run-started'),
  of('scan'),
  of('sign-in'),
  of('intent'),
  of('spot-check'),
  of('claim'),
  of('annul'),
  of('clock-checked'),
  of('clock-jumped'),
  of('out-of-service'),
  of('directory-applied'),
  of('refused-code'),
  of('badge-handed-over'),
  of('excuse-requested'),
  of('access'),
])
export type KnownEvent = z.infer<typeof KnownEvent>

/** An event of a type this version does not know: kept and chained byte for byte, shown as unknown. */
export const UnknownEvent = z.object({
  ...head,
  type: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/),
  data: z.record(z.string(), z.unknown()),
})
export type UnknownEvent = z.infer<typeof UnknownEvent>

const isKnown = (type: unknown): type is EventType => typeof type === 'string' && Object.hasOwn(data, type)

export type ParsedEvent =
  | { readonly kind: 'known'; readonly event: KnownEvent }
  | { readonly kind: 'unknown'; readonly event: UnknownEvent }
  | { readonly kind: 'malformed'; readonly reason: string }

/** Reads the text of an event as stored or received. Never throws. */
export function parseEvent(text: string): ParsedEvent {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { kind: 'malformed', reason: 'not JSON' }
  }
  const type = (value as { type?: unknown } | null)?.type
  const known = isKnown(type)
  const parsed = known ? KnownEvent.safeParse(value) : UnknownEvent.safeParse(value)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    return { kind: 'malformed', reason: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}` }
  }
  return known
    ? { kind: 'known', event: parsed.data as KnownEvent }
    : { kind: 'unknown', event: parsed.data as UnknownEvent }
}
