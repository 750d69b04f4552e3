import { z } from 'zod'
import { type DayInput, type DayResult, DEFAULT_POLICY, INTENTS } from './day-types.ts'

const SECOND_MS = 1000
const TIME = /^(([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?|24:00)$/

/** A time of day, `HH:mm` or `HH:mm:ss`, as milliseconds since local midnight. */
const CaseTime = z
  .string()
  .regex(TIME)
  .transform((text) => {
    const [hours = 0, minutes = 0, seconds = 0] = text.split(':').map(Number)
    return ((hours * 60 + minutes) * 60 + seconds) * SECOND_MS
  })

/** Sessions and excuses are whole minutes. */
const WholeMinute = CaseTime.refine(
  (at) => at % (60 * SECOND_MS) === 0,
  'sessions and excuses are whole minutes',
)

const Amount = z.int().min(0)

const CaseSession = z
  .tuple([WholeMinute, WholeMinute])
  .transform(([start, end]) => ({ start, end }))
  .refine(({ start, end }) => start < end, 'a session ends after it starts')

const CasePolicy = z.strictObject({
  graceLate: Amount.default(DEFAULT_POLICY.graceLate),
  graceEarly: Amount.default(DEFAULT_POLICY.graceEarly),
  countFrom: z.enum(['boundary', 'grace']).default(DEFAULT_POLICY.countFrom),
  midday: z.enum(['both', 'either', 'none']).default(DEFAULT_POLICY.midday),
  opensBefore: Amount.default(DEFAULT_POLICY.opensBefore),
  closesAfter: Amount.default(DEFAULT_POLICY.closesAfter),
  duplicateWithin: Amount.default(DEFAULT_POLICY.duplicateWithin),
  claimTolerance: Amount.default(DEFAULT_POLICY.claimTolerance),
  shortAway: Amount.default(DEFAULT_POLICY.shortAway),
  lastMinutes: Amount.default(DEFAULT_POLICY.lastMinutes),
})

/**
 * One worked day as text (rules.md, "Vector format"): times of day instead of instants, everything optional
 * but the sessions and the scans. `name` and `expect` may stand in it and are not read.
 */
export const DayCase = z
  .strictObject({
    name: z.string().optional(),
    expect: z.unknown().optional(),
    sessions: z
      .array(CaseSession)
      .refine(
        (sessions) => sessions.every(({ start }, index) => start >= (sessions[index - 1]?.end ?? 0)),
        'sessions are in order and never overlap',
      ),
    scans: z.array(
      z.union([
        CaseTime.transform((at) => ({ at })),
        z.strictObject({
          at: CaseTime,
          intent: z.enum(INTENTS).optional(),
          badge: z.enum(['scanned', 'absent']).optional(),
        }),
      ]),
    ),
    policy: CasePolicy.default(DEFAULT_POLICY),
    excuses: z.array(z.strictObject({ from: WholeMinute, to: WholeMinute, code: z.string() })).default([]),
    allowanceMinutes: Amount.default(0),
    claims: z
      .array(
        z.strictObject({
          session: Amount,
          side: z.enum(['in', 'out']),
          at: CaseTime,
          made: CaseTime.optional(),
          accepted: z.boolean().optional(),
          own: z.boolean().optional(),
        }),
      )
      .default([]),
    asOf: CaseTime.default((23 * 60 + 59) * 60 * SECOND_MS),
    complete: z.boolean().default(true),
  })
  .transform(({ name: _name, expect: _expect, ...input }): DayInput => input)

/** The result of a case in the form of a vector's `expect`; `claims` only where the case has claims. */
export function caseResult(result: DayResult): Record<string, unknown> {
  const { marks, states, flags, away, unpaired, duplicates, outside, worked, claims } = result
  return {
    marks: marks.map((pair) => [pair.in && timeText(pair.in.at), pair.out && timeText(pair.out.at)]),
    states,
    flags,
    away: away.map(({ from, to, kind }) => ({ from: timeText(from), to: timeText(to), kind })),
    unpaired: unpaired.map(timeText),
    duplicates: duplicates.map(timeText),
    outside: outside.map(timeText),
    worked,
    ...(claims.length > 0 ? { claims } : {}),
  }
}

/** `HH:mm`, with the seconds when they are not zero. */
function timeText(at: number): string {
  const seconds = Math.floor(at / SECOND_MS)
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  if (seconds % 60 !== 0) parts.push(seconds % 60)
  return parts.map((part) => String(part).padStart(2, '0')).join(':')
}
