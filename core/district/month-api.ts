import { z } from 'zod'
import { WhyAnew } from '../month/judged-anew.ts'
import { SIGN_CODES } from '../month/month-signs.ts'
import { PointSign } from '../month/point-signs.ts'
import { SheetTemplate } from '../month/sheet-template.ts'
import { PersonDay } from '../person-day/person-day.ts'
import { LocalDate } from '../schedule/rulebook.ts'

/** A month somebody may ask for, `YYYY-MM`. */
export const Month = z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/)
export const MonthPlace = z.object({ point: z.string().min(1).max(64), month: Month })
export type MonthPlace = z.infer<typeof MonthPlace>

/** All papers of so many points are printed within two minutes. */
export const MOST_ZIPPED = 20
/** Whose papers go into one ZIP. */
export const ZippedPoints = z.object({
  point: z.union([MonthPlace.shape.point, z.array(MonthPlace.shape.point).min(1).max(MOST_ZIPPED)]),
})

const SumColumn = z.union([z.literal(32), z.literal(33), z.literal(34)])
export const SheetCellAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('elsewhere') }),
  z.object({ kind: z.literal('off'), note: z.string().nullable() }),
  z.object({ kind: z.literal('undecided') }),
  z.object({ kind: z.literal('absent'), symbol: z.string() }),
  z.object({
    kind: z.literal('spent'),
    symbol: z.string(),
    counted: z.array(z.object({ column: SumColumn, days: z.number() })),
  }),
])
const Sums = z.object({ 32: z.number(), 33: z.number(), 34: z.number() })

/** One closing of a month. */
export const MonthLockAnswer = z.object({
  id: z.uuid(),
  lockedAt: z.int(),
  lockedBy: z.string(),
  note: z.string(),
  reopenedAt: z.int().nullable(),
  reopenedBy: z.string().nullable(),
  reopenReason: z.string().nullable(),
})
export type MonthLockAnswer = z.infer<typeof MonthLockAnswer>

const ViolationCounts = z.object({
  late: z.int(),
  early: z.int(),
  absent: z.int(),
  missing: z.int(),
  away: z.int(),
  'no-badge': z.int(),
  'badge-not-worn': z.int(),
})

/** A point's month as its sheet has it. A locked month answers with what it was locked with. */
export const MonthSheetAnswer = z.object({
  point: z.string(),
  pointName: z.string(),
  organisationName: z.string(),
  month: Month,
  zone: z.string(),
  asOf: z.int(),
  /** The month is over: it may be locked. */
  over: z.boolean(),
  lock: MonthLockAnswer.nullable(),
  history: z.array(MonthLockAnswer),
  dates: z.array(z.object({ date: LocalDate, weekday: z.int(), rest: z.boolean() })),
  rows: z.array(
    z.object({
      number: z.int(),
      person: z.string(),
      name: z.string(),
      title: z.string(),
      cells: z.array(SheetCellAnswer),
      sums: Sums,
      violations: ViolationCounts,
      /** Sessions that add no minutes because a scan is missing; `of`: sessions of that day. */
      uncounted: z.array(z.object({ date: LocalDate, session: z.int(), of: z.int() })),
    }),
  ),
  sums: Sums,
  undecided: z.int(),
  /** What somebody should have looked at, by the days that carry it. */
  signs: z.array(
    z.object({
      code: z.enum(SIGN_CODES),
      days: z.int(),
      people: z.array(z.object({ id: z.string(), name: z.string(), days: z.int() })),
    }),
  ),
  /** The same about its kiosks and badges, as it is held now: also of a locked month. */
  pointSigns: z.array(PointSign),
  legend: z.array(z.tuple([z.string(), z.string()])),
  /** Cells that would be different now, of a locked month. */
  differences: z.array(
    z.object({
      person: z.string(),
      name: z.string(),
      date: LocalDate,
      before: z.string(),
      after: z.string(),
    }),
  ),
  papers: z.array(z.string()),
})
export type MonthSheetAnswer = z.infer<typeof MonthSheetAnswer>

/** Days of an open month that newer rules judged otherwise than older ones had, by name and date; none of a closed one. */
export const DaysJudgedAnew = z.object({
  zone: z.string(),
  days: z.array(
    z.object({
      person: z.string(),
      name: z.string(),
      date: LocalDate,
      why: z.array(WhyAnew),
      was: PersonDay,
      now: PersonDay,
    }),
  ),
})
export type DaysJudgedAnew = z.infer<typeof DaysJudgedAnew>

export const LockMonth = z.strictObject({
  /** Cells that are not known may stay so; then `note` says why. */
  acceptUnknown: z.boolean().default(false),
  note: z.string().max(500).default(''),
})
export const ReopenMonth = z.strictObject({ reason: z.string().trim().min(5).max(500) })
export const MonthLocked = z.object({ id: z.uuid() })

/** The points somebody may see, and whether each has closed the month. */
export const MonthOverview = z.object({
  month: Month,
  points: z.array(
    z.object({
      point: z.string(),
      pointName: z.string(),
      organisationName: z.string(),
      lockedAt: z.int().nullable(),
      lockedBy: z.string().nullable(),
    }),
  ),
})
export type MonthOverview = z.infer<typeof MonthOverview>

/** The template that holds at an organisation: its own, or that of the nearest one above. */
export const TemplateAnswer = z.object({
  organisation: z.string(),
  own: z.boolean(),
  template: SheetTemplate,
})
