import { z } from 'zod'
import { CLAIM_OUTCOMES } from './day/day-types.ts'
import { Role } from './district-roles.ts'
import { LocalDate } from './schedule/rulebook.ts'

/** The district's answers to its pages, `/api/v1` (types, validation and OpenAPI from the same schemas). Instants in UTC ms. */

export const SignIn = z.strictObject({
  username: z.string().min(1).max(100),
  password: z.string().min(1).max(200),
  /** A code of the phone, or a recovery code; asked for by a problem of its own type. */
  secondFactor: z.string().max(40).optional(),
})
export const Me = z.object({
  username: z.string(),
  displayName: z.string(),
  role: Role,
  /** The only reception point a ward leader sees; `null`: all. */
  point: z.string().nullable(),
  /** The organisation below which the account sees everything; `null`: all of them. */
  organisation: z.string().nullable(),
  /** `second-factor`: the account has to set up its second factor before anything else. */
  stage: z.enum(['open', 'second-factor']),
  organisationName: z.string(),
  /** The organisation's time zone, IANA name. */
  zone: z.string(),
  /** The district's time, so that a page need not trust the clock of the machine it is shown on. */
  now: z.int(),
})
export type Me = z.infer<typeof Me>

/** RFC 9457; `detail` in Vietnamese says what is wrong and what to do. */
export const Problem = z.object({ type: z.string(), title: z.string(), status: z.int(), detail: z.string() })

export const SessionStateName = z.enum([
  'awaited',
  'not-arrived',
  'absent',
  'here',
  'incomplete',
  'present',
  'excused',
  'no-data',
])
const Mark = z.object({ at: z.int(), by: z.enum(['scan', 'claim']) })
export const DayFlag = z.object({
  code: z.enum([
    'late',
    'early',
    'absent',
    'missing-in',
    'missing-out',
    'missing-midday',
    'away',
    'no-badge',
    'unscheduled',
    'clock-doubt',
    'annulled',
    'annulled-and-claimed',
    'claim-waiting',
    'two-points',
    'scan-on-leave',
    'badge-handed-over',
    'pin-set-by-other',
    'pin-used-same-day',
    'other-point',
    'badge-not-worn',
    'out-of-service',
  ]),
  session: z.int().optional(),
  minutes: z.int().optional(),
  /** 0: excused. */
  chargeable: z.int().optional(),
})
export type DayFlag = z.infer<typeof DayFlag>

/** A fact of a day that somebody said was not true: it counts for nothing and stays in sight. */
export const AnnulledFact = z.object({
  kind: z.enum(['scan', 'sign-in', 'claim', 'spot-check']),
  /** When it was, judged; of a claim the time it named. */
  at: z.int(),
  /** Of a claim: the mark it spoke of. */
  session: z.int().optional(),
  side: z.enum(['in', 'out']).optional(),
  /** Opaque id of who annulled it. */
  by: z.string(),
  reason: z.string(),
  annulledAt: z.int(),
})
export type AnnulledFact = z.infer<typeof AnnulledFact>

/** What somebody else did with a person's PIN or badge: in sight, and nothing is judged by it. */
export const DayDeed = z.object({
  what: z.enum(['badge-handed-over', 'pin-set-by-other', 'pin-used-same-day']),
  /** Judged time. */
  at: z.int(),
  /** Opaque id of who did it; `pin-used-same-day`: who had set the PIN; `null`: the administrator of the kiosk. */
  by: z.string().nullable(),
  /** Given with a badge; `''`: none. */
  reason: z.string(),
})
export type DayDeed = z.infer<typeof DayDeed>

/** A scan of a run whose clock was never compared with the district's. */
export const UncheckedScan = z.object({
  /** By the kiosk's own clock. */
  at: z.int(),
  /** Between which moments it happened, by the comparisons before and after in its log; `null`: none near. */
  from: z.int().nullable(),
  to: z.int().nullable(),
})
export type UncheckedScan = z.infer<typeof UncheckedScan>

/** One person's day as derived at `asOf`. Arrays over sessions are in the order of `sessions`. */
export const PersonDay = z.object({
  date: LocalDate,
  sessions: z.array(z.object({ start: z.int(), end: z.int() })),
  marks: z.array(z.object({ in: Mark.nullable(), out: Mark.nullable() })),
  states: z.array(SessionStateName),
  flags: z.array(DayFlag),
  away: z.array(z.object({ from: z.int(), to: z.int(), kind: z.enum(['auto', 'out-duty', 'out-private']) })),
  /** Leaders' words for forgotten scans, and what the rules made of each; left out by days kept from before. */
  claims: z
    .array(
      z.object({
        session: z.int(),
        side: z.enum(['in', 'out']),
        at: z.int(),
        outcome: z.enum(CLAIM_OUTCOMES),
        /** Opaque id of the leader. */
        by: z.string().nullable(),
      }),
    )
    .optional(),
  /** Left out where there is nothing, and by days kept from before. */
  annulled: z.array(AnnulledFact).optional(),
  /** Left out where there is nothing, and by days kept from before. */
  deeds: z.array(DayDeed).optional(),
  /** Left out where every scan's time is known, and by days kept from before. */
  unchecked: z.array(UncheckedScan).optional(),
  /**
   * When nobody could scan at the point, where something is not said of the person because of it (`out-of-service`); left
   * out where there is nothing, and by days kept from before.
   */
  outages: z.array(z.object({ from: z.int(), to: z.int() })).optional(),
  /** Scans that are neither arrival, departure nor an end of an absence. */
  otherScans: z.array(z.int()),
  workedMinutes: z.int(),
  /** Code of the excuse that covers (part of) the day. */
  excuse: z.string().nullable(),
  /** Name of the holiday or of what decided the sessions, where it is worth a word. */
  note: z.string().nullable(),
  /** Timesheet symbol. */
  symbol: z.string(),
  complete: z.boolean(),
  asOf: z.int(),
})
export type PersonDay = z.infer<typeof PersonDay>

/** Where a person is right now, from the states of their day: what the today's pages count. */
export const Presence = z.enum([
  'here',
  'away',
  'left',
  'awaited',
  'not-arrived',
  'absent',
  'incomplete',
  'excused',
  'no-data',
  'off',
])
export type Presence = z.infer<typeof Presence>

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

export const WardToday = z.object({
  point: z.string(),
  pointName: z.string(),
  organisationName: z.string(),
  /** People by where they are now; keys left out count 0. */
  counts: z.partialRecord(Presence, z.int()),
  people: z.int(),
  late: z.int(),
  /** People with a missing scan, wherever they are now. */
  missing: z.int().optional(),
  kiosks: z.array(KioskStatus),
  leader: z.object({ name: z.string(), presence: Presence }).nullable(),
  note: z.string().nullable(),
})
export type WardToday = z.infer<typeof WardToday>

export const Today = z.object({
  date: LocalDate,
  asOf: z.int(),
  zone: z.string(),
  wards: z.array(WardToday),
  /** Lateness of the day by quarter hour of arrival, for the chart: minutes since midnight → people. */
  arrivals: z.array(z.object({ minute: z.int(), onTime: z.int(), late: z.int() })),
  /** Where nobody has to work that day: the last day before it on which somebody had to; `null`: none lately. */
  lastWorkingDay: LocalDate.nullable().optional(),
  /** That nobody has to work only because no working hours are set for that day. */
  hoursMissing: z.literal(true).optional(),
})
export type Today = z.infer<typeof Today>

/** Who is out, why and until when, as the person said it at the kiosk. */
export const Out = z.object({
  since: z.int(),
  kind: z.enum(['out-duty', 'out-private']),
  purpose: z.string().nullable(),
  backAt: z.int().nullable(),
})
export type Out = z.infer<typeof Out>

export const WardDay = z.object({
  point: z.string(),
  pointName: z.string(),
  organisationName: z.string(),
  date: LocalDate,
  asOf: z.int(),
  zone: z.string(),
  sessions: z.array(z.object({ start: z.int(), end: z.int() })),
  note: z.string().nullable(),
  leader: z.object({ name: z.string(), presence: Presence }).nullable(),
  kiosks: z.array(KioskStatus),
  people: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      title: z.string(),
      presence: Presence,
      day: PersonDay,
      out: Out.nullable().optional(),
    }),
  ),
  lastWorkingDay: LocalDate.nullable().optional(),
  hoursMissing: z.literal(true).optional(),
  /** Names of those who vouched for a scan, annulled something or did something with a badge or PIN, by id. */
  names: z.record(z.string(), z.string()).optional(),
  /** Scans at this point whose badge nobody knows, or of people of other points. */
  guests: z.array(z.object({ at: z.int(), name: z.string().nullable(), from: z.string().nullable() })),
})
export type WardDay = z.infer<typeof WardDay>

export const PersonMonth = z.object({
  person: z.object({
    id: z.string(),
    name: z.string(),
    title: z.string(),
    point: z.string(),
    pointName: z.string(),
  }),
  month: z.string().regex(/^\d{4}-\d{2}$/),
  zone: z.string(),
  days: z.array(PersonDay),
  /** Requests for leave about days of the month that nobody has decided yet; local dates and times. */
  asked: z
    .array(z.object({ from: z.string(), to: z.string(), code: z.string(), name: z.string() }))
    .optional(),
  /** What their offices call the leave of the days, by code. */
  leaveNames: z.record(z.string(), z.string()).optional(),
  /** What the person said each time they stepped out, in the order of time. */
  outs: z.array(Out.extend({ date: LocalDate })).optional(),
  /** The last of them, while the person is out. */
  out: Out.extend({ date: LocalDate }).nullable().optional(),
  /** Names of those who vouched for a scan, annulled something or did something with a badge or PIN, by id. */
  names: z.record(z.string(), z.string()).optional(),
  totals: z.object({
    workedMinutes: z.int(),
    owedDays: z.number(),
    workedDays: z.number(),
    lateTimes: z.int(),
    lateMinutes: z.int(),
    earlyTimes: z.int(),
    earlyMinutes: z.int(),
    absentSessions: z.int(),
    missingScans: z.int(),
    noBadge: z.int(),
    noDataSessions: z.int(),
  }),
})
export type PersonMonth = z.infer<typeof PersonMonth>

export const Points = z.array(z.object({ id: z.string(), name: z.string(), organisationName: z.string() }))

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

/** A server-sent event of `/api/v1/live`: something of this point and date changed; ask again. */
export const LiveChange = z.object({ point: z.string(), date: LocalDate })
export type LiveChange = z.infer<typeof LiveChange>
