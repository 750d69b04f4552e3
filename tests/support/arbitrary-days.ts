import fc from 'fast-check'
import { type DayInput, INTENTS, type Policy, type Scan, type Session } from '../../core/day/day-types.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** Instants within one day; mostly half hours and whole minutes, so that ties and boundaries happen. */
const instant = fc.oneof(
  fc.integer({ min: 0, max: 47 }).map((half) => half * 30 * MINUTE_MS),
  fc.integer({ min: 0, max: 24 * 60 - 1 }).map((minute) => minute * MINUTE_MS),
  fc.integer({ min: 0, max: DAY_MS }),
)

export const scans: fc.Arbitrary<Scan[]> = fc.array(
  fc.record({
    at: instant,
    intent: fc.option(fc.constantFrom(...INTENTS), { nil: undefined, freq: 2 }),
    badge: fc.constantFrom('scanned', 'absent', undefined),
  }),
  { maxLength: 14 },
)

/** Up to four sessions on whole minutes, in order, at least ten minutes long. */
const sessions: fc.Arbitrary<Session[]> = fc
  .uniqueArray(fc.integer({ min: 0, max: 143 }), { maxLength: 8 })
  .map((tens) => {
    const marks = [...tens].sort((a, b) => a - b).map((ten) => ten * 10 * MINUTE_MS)
    return Array.from({ length: Math.floor(marks.length / 2) }, (_, index) => ({
      start: marks[2 * index] ?? 0,
      end: marks[2 * index + 1] ?? 0,
    }))
  })

const minutes = fc.integer({ min: 0, max: 90 })

const policy: fc.Arbitrary<Policy> = fc.record({
  graceLate: minutes,
  graceEarly: minutes,
  countFrom: fc.constantFrom('boundary', 'grace'),
  midday: fc.constantFrom('both', 'either', 'none'),
  opensBefore: minutes,
  closesAfter: minutes,
  duplicateWithin: fc.integer({ min: 0, max: 1800 }),
  claimTolerance: minutes,
  shortAway: minutes,
  lastMinutes: minutes,
})

const excuses = fc.array(fc.record({ from: instant, to: instant, code: fc.constantFrom('P', 'H', 'CT') }), {
  maxLength: 3,
})

const claims = fc.array(
  fc.record({
    session: fc.integer({ min: 0, max: 4 }),
    side: fc.constantFrom('in' as const, 'out' as const),
    at: instant,
    made: fc.option(instant, { nil: undefined }),
    accepted: fc.option(fc.boolean(), { nil: undefined }),
    own: fc.option(fc.boolean(), { nil: undefined }),
  }),
  { maxLength: 3 },
)

/** Any day a rulebook could give, with any scans. */
export const days: fc.Arbitrary<DayInput> = fc.record({
  sessions,
  scans,
  policy,
  excuses,
  allowanceMinutes: minutes,
  claims,
  asOf: instant,
  complete: fc.boolean(),
})

const wild = fc.oneof(fc.double(), fc.constantFrom(0, -0, NaN, Infinity, -Infinity, 1e308, -1e308))

/** Numbers that no clock gives. */
export const wildDays: fc.Arbitrary<DayInput> = fc.record({
  sessions: fc.array(fc.record({ start: wild, end: wild }), { maxLength: 4 }),
  scans: fc.array(
    fc.record({ at: wild, intent: fc.option(fc.constantFrom(...INTENTS), { nil: undefined }) }),
    { maxLength: 8 },
  ),
  policy: fc.record({
    graceLate: wild,
    graceEarly: wild,
    countFrom: fc.constantFrom('boundary', 'grace'),
    midday: fc.constantFrom('both', 'either', 'none'),
    opensBefore: wild,
    closesAfter: wild,
    duplicateWithin: wild,
    claimTolerance: wild,
    shortAway: wild,
    lastMinutes: wild,
  }),
  excuses: fc.array(fc.record({ from: wild, to: wild, code: fc.string() }), { maxLength: 3 }),
  allowanceMinutes: wild,
  claims: fc.array(
    fc.record({
      session: wild,
      side: fc.constantFrom('in' as const, 'out' as const),
      at: wild,
      made: fc.option(wild, { nil: undefined }),
      accepted: fc.option(fc.boolean(), { nil: undefined }),
      own: fc.option(fc.boolean(), { nil: undefined }),
    }),
    { maxLength: 3 },
  ),
  asOf: wild,
  complete: fc.boolean(),
})
