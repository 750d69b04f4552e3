import { z } from 'zod'

export const KioskStatus = z.object({
  id: z.uuid(),
  name: z.string(),
  point: z.string(),
  pointName: z.string(),
  state: z.enum(['active', 'revoked']),
  lastSeenAt: z.int().nullable(),
  /** Up to when the district holds everything this kiosk recorded; `null`: nothing yet. */
  completeTo: z.int().nullable(),
  /** No word for more than 15 minutes. */
  silent: z.boolean(),
  have: z.int(),
  clockOffsetMs: z.number().nullable(),
  app: z.string().nullable(),
  camera: z.string().nullable(),
  fingerprint: z.string(),
  scanner: z.string().nullable().optional(),
  /** Free bytes on its disk at the last word. */
  diskFree: z.number().nullable().optional(),
  enrolledAt: z.int().optional(),
})
export type KioskStatus = z.infer<typeof KioskStatus>

export const NewEnrolment = z.strictObject({ point: z.string(), name: z.string().min(1).max(100) })

/**
 * `ticket` is the text of the QR; shown once, good for 15 minutes and one kiosk. Address, code and the fingerprint of the
 * district's key are for kiosks where it is typed.
 */
export const Enrolment = z.object({
  ticket: z.string(),
  code: z.string(),
  expiresAt: z.int(),
  address: z.string(),
  fingerprint: z.string(),
})

const Key = z.string().min(1).max(64)

export const RevokeKiosk = z.strictObject({ reason: z.string().trim().min(3).max(300) })
export const RenameKiosk = z.strictObject({ name: z.string().trim().min(1).max(100) })

export const INCIDENT_KINDS = [
  /** A log told another story than the one that is held. */
  'fork',
  /** A kiosk goes on from an older copy of its data. */
  'restored',
  /** A kiosk found its log damaged and goes on in a new one. */
  'damaged',
  /** A log that a newer one replaced goes on as well: two kiosks with one key. */
  'cloned',
  /** A kiosk showed a receipt for more than is held: the district lost what it had. */
  'rolled-back',
  'gap',
  /** A kiosk sent more than is taken in a day. */
  'too-much',
  /** More of one kind were raised in a day than are told one by one. */
  'many-incidents',
  /** A signed batch whose links or events do not fit. */
  'broken-chain',
  /** A revoked kiosk went on sending. */
  'revoked',
  'clock-step',
  /** Events dated before their kiosk was enrolled, or later than they came. */
  'impossible-time',
  /** Scans of a run whose clock was never compared, between two runs whose clocks were. */
  'clock-unknown',
  'refused-codes',
  'burst',
  /** A leader's word for a time at which the kiosk had not spoken for over an hour. */
  'silence',
  /** A badge that is worth nothing any more. */
  'revoked-badge',
  /** One badge at two points sooner than a person travels. */
  'two-points',
  /** A scan on a day of leave. */
  'scan-on-leave',
] as const

/** Something about a kiosk or its log that a person has to look at. */
export const IncidentItem = z.object({
  id: z.uuid(),
  kind: z.enum(INCIDENT_KINDS),
  device: z.uuid().nullable(),
  kioskName: z.string().nullable(),
  point: z.string().nullable(),
  pointName: z.string().nullable(),
  log: z.uuid().nullable(),
  seq: z.int().nullable(),
  /** When it was first and last seen, and how often. */
  at: z.int(),
  lastAt: z.int(),
  times: z.int(),
  detail: z.record(z.string(), z.unknown()),
  state: z.enum(['open', 'closed']),
  closedBy: z.string().nullable(),
  closedAt: z.int().nullable(),
  note: z.string().nullable(),
})
export type IncidentItem = z.infer<typeof IncidentItem>
export const IncidentsAnswer = z.array(IncidentItem)
export const IncidentQuery = z.object({ state: z.enum(['open', 'closed']).optional(), point: Key.optional() })
export const CloseIncident = z.strictObject({ note: z.string().trim().min(3).max(500) })
