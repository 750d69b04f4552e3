import { z } from 'zod'

/** A local calendar date, `YYYY-MM-DD`, in the organisation's time zone. */
export const LocalDate = z.iso.date()
/** A local time of day, `HH:mm`. */
export const LocalTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/)
/** A local date and time, `YYYY-MM-DDTHH:mm`. */
export const LocalDateTime = z.string().regex(/^\d{4}-\d{2}-\d{2}T(([01]\d|2[0-3]):[0-5]\d|24:00)$/)

/** Sessions of one day as `[start, end]` pairs of local times, ordered, not overlapping. */
export const DaySessions = z.array(z.tuple([LocalTime, LocalTime]))

/** To whom a rule applies; narrower beats wider (rules.md, "Which sessions does a person owe"). */
export const Scope = z.object({ kind: z.enum(['organisation', 'point', 'person']), id: z.string() })

/** Inclusive dates; an open end is left out. */
const validity = { validFrom: LocalDate, validTo: LocalDate.optional() }

export const Organisation = z.object({
  id: z.string(),
  name: z.string(),
  parent: z.string().nullable(),
  /** What it was called and under whom it stood up to a date (inclusive), oldest first. */
  earlier: z
    .array(z.object({ validTo: LocalDate, name: z.string(), parent: z.string().nullable() }))
    .optional(),
})

export const ReceptionPoint = z.object({
  id: z.string(),
  name: z.string(),
  organisation: z.string(),
  /** Last day, where it has ended. */
  validTo: LocalDate.optional(),
  /** What it was called and to whom it belonged up to a date (inclusive), oldest first. */
  earlier: z.array(z.object({ validTo: LocalDate, name: z.string(), organisation: z.string() })).optional(),
})

/** Working hours by weekday (`1` Monday … `7` Sunday; a weekday left out is off), optionally for a season. */
export const Hours = z.object({
  scope: Scope,
  weekdays: z.partialRecord(z.enum(['1', '2', '3', '4', '5', '6', '7']), DaySessions),
  /** `--MM-DD`, both inclusive; may run over the new year. */
  season: z
    .object({ from: z.string().regex(/^--\d{2}-\d{2}$/), to: z.string().regex(/^--\d{2}-\d{2}$/) })
    .optional(),
  ...validity,
  /** Number of the decision that set these hours. */
  document: z.string().optional(),
})

/** A date that is not like its weekday. Only `enabled` rows count. */
export const DateException = z.object({
  scope: Scope,
  date: LocalDate,
  name: z.string(),
  kind: z.discriminatedUnion('kind', [
    /** No sessions. */
    z.object({ kind: z.literal('holiday') }),
    /** A make-up day: works like this weekday. */
    z.object({ kind: z.literal('make-up'), as: z.enum(['1', '2', '3', '4', '5', '6', '7']) }),
    z.object({ kind: z.literal('special-hours'), sessions: DaySessions }),
  ]),
  status: z.enum(['proposed', 'announced']),
  enabled: z.boolean(),
  document: z.string().optional(),
})

/** A person on a duty roster is expected, even on a holiday. */
export const DutyEntry = z.object({
  person: z.string(),
  date: LocalDate,
  sessions: DaySessions,
  document: z.string().optional(),
})

/** Who is the leader on duty at a reception point; `session` left out means the whole day. */
export const LeaderDuty = z.object({
  point: z.string(),
  date: LocalDate,
  session: z.int().min(0).optional(),
  person: z.string(),
})

export const PolicyValues = z.object({
  graceLate: z.int().min(0),
  graceEarly: z.int().min(0),
  countFrom: z.enum(['boundary', 'grace']),
  midday: z.enum(['both', 'either', 'none']),
  opensBefore: z.int().min(0),
  closesAfter: z.int().min(0),
  duplicateWithin: z.int().min(0),
  claimTolerance: z.int().min(0),
  shortAway: z.int().min(0),
  lastMinutes: z.int().min(0),
})

export const PolicyRule = z.object({
  organisation: z.string(),
  ...validity,
  values: PolicyValues.partial(),
  document: z.string().optional(),
})

/** An approved absence. */
export const ApprovedExcuse = z.object({
  person: z.string(),
  from: LocalDateTime,
  to: LocalDateTime,
  code: z.string(),
  document: z.string().optional(),
})

/** Minutes a day that absorb lateness and early leave (the nursing hour, say). */
export const Allowance = z.object({
  person: z.string(),
  minutes: z.int().min(0),
  ...validity,
  document: z.string().optional(),
})

/**
 * Everything that decides which sessions a person owes on a date and how they are judged. The district
 * holds the whole book, a kiosk the part of its reception point.
 */
export const Rulebook = z.object({
  /** IANA name. */
  zone: z.string(),
  organisations: z.array(Organisation),
  points: z.array(ReceptionPoint),
  hours: z.array(Hours),
  calendar: z.array(DateException),
  duty: z.array(DutyEntry),
  leaders: z.array(LeaderDuty),
  policies: z.array(PolicyRule),
  excuses: z.array(ApprovedExcuse),
  allowances: z.array(Allowance),
})
export type Rulebook = z.infer<typeof Rulebook>
export type Scope = z.infer<typeof Scope>
export type Hours = z.infer<typeof Hours>
export type DateException = z.infer<typeof DateException>
export type DaySessions = z.infer<typeof DaySessions>
export type ApprovedExcuse = z.infer<typeof ApprovedExcuse>
