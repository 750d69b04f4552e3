import fc from 'fast-check'
import type { Fate } from '../support/model-line.ts'
import type { Happening } from './sync-model.ts'

const fate: fc.Arbitrary<Fate> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Fate>({ kind: 'arrives' }) },
  {
    weight: 8,
    arbitrary: fc
      .constantFrom<Fate['kind']>(
        'drop-request',
        'drop-answer',
        'twice',
        'late',
        'portal',
        'too-large',
        'bad-gateway',
        'kiosk-ends-before',
        'kiosk-ends-during',
        'kiosk-ends-reading',
      )
      .map((kind) => ({ kind }) as Fate),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('cut-request' as const, 'cut-answer' as const),
      at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('district-cut' as const),
      statement: fc.integer({ min: 1, max: 24 }),
    }),
  },
)

const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('scans' as const), count: fc.integer({ min: 1, max: 5 }) }),
  },
  {
    weight: 8,
    arbitrary: fc.record({ kind: fc.constant('attempt' as const), fates: fc.array(fate, { maxLength: 4 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('late-arrival' as const), which: fc.nat(3) }),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom<Happening>(
      { kind: 'kiosk-restarts' },
      { kind: 'kiosk-backed-up' },
      { kind: 'district-backed-up' },
      { kind: 'district-restored' },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('kiosk-restored' as const), whole: fc.boolean() }),
  },
)

/** A few hours of a kiosk, its line and its district. */
export const arbitraryHappenings: fc.Arbitrary<Happening[]> = fc.array(happening, { maxLength: 12 })
