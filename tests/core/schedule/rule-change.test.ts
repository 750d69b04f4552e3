import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayInput } from '../../../core/schedule/day-input.ts'
import { asIfIn, changedBook, firstDifference, type WrittenRule } from '../../../core/schedule/rule-change.ts'
import type { DaySessions } from '../../../core/schedule/rulebook.ts'
import { addDays } from '../../../core/time.ts'
import { rulebookOf } from '../../support/rulebook-of.ts'

const FIRST = '2026-10-01'
const dateFrom = fc.integer({ min: 0, max: 90 }).map((days) => addDays(FIRST, days))
const sessions: fc.Arbitrary<DaySessions> = fc.constantFrom(
  [
    ['07:30', '11:30'],
    ['13:00', '17:00'],
  ],
  [['08:00', '12:00']],
  [],
)
const scope = fc.constantFrom(
  { kind: 'organisation' as const, id: 'city' },
  { kind: 'organisation' as const, id: 'ward' },
  { kind: 'point' as const, id: 'point' },
  { kind: 'person' as const, id: 'person' },
)
const validity = fc
  .tuple(dateFrom, fc.option(fc.integer({ min: 0, max: 60 }), { nil: undefined }))
  .map(([validFrom, days]) =>
    days === undefined ? { validFrom } : { validFrom, validTo: addDays(validFrom, days) },
  )
const rule: fc.Arbitrary<WrittenRule> = fc.oneof(
  fc.tuple(scope, sessions, validity).map(([where, day, when]) => ({
    kind: 'hours' as const,
    value: { scope: where, weekdays: { 1: day, 2: day, 3: day, 4: day, 5: day, 6: day, 7: day }, ...when },
  })),
  fc.tuple(scope, dateFrom).map(([where, date]) => ({
    kind: 'calendar' as const,
    value: {
      scope: where,
      date,
      name: 'Lễ',
      kind: { kind: 'holiday' as const },
      status: 'announced' as const,
      enabled: true,
    },
  })),
  fc
    .tuple(dateFrom, sessions)
    .map(([date, day]) => ({ kind: 'duty' as const, value: { person: 'person', date, sessions: day } })),
  fc.tuple(validity, fc.integer({ min: 0, max: 15 })).map(([when, graceLate]) => ({
    kind: 'policies' as const,
    value: { organisation: 'city', values: { graceLate }, ...when },
  })),
  fc.tuple(validity, fc.integer({ min: 0, max: 60 })).map(([when, minutes]) => ({
    kind: 'allowances' as const,
    value: { person: 'person', minutes, ...when },
  })),
)
const bookWith = (rules: readonly WrittenRule[]) =>
  changedBook(
    rulebookOf({
      organisations: [
        { id: 'city', name: 'TP', parent: null },
        { id: 'ward', name: 'P', parent: 'city' },
      ],
      points: [{ id: 'point', name: 'Q', organisation: 'ward' }],
    }),
    { remove: [], add: rules },
  )
const dayOf = (book: ReturnType<typeof bookWith>, date: string) =>
  dayInput(book, { person: 'person', point: 'point', date, scans: [], claims: [], asOf: 0, complete: true })
const DATES = Array.from({ length: 170 }, (_, index) => addDays(FIRST, index))

describe('a change of rules', () => {
  test('makes no difference before the date it says to reach back to', () => {
    fc.assert(
      fc.property(
        fc.array(rule, { maxLength: 8 }),
        fc.array(fc.tuple(rule, fc.boolean(), fc.integer({ min: 0, max: 90 })), { maxLength: 4 }),
        fc.array(fc.nat(), { maxLength: 3 }),
        (held, fresh, picked) => {
          const remove = [...new Set(picked.map((at) => held[at % Math.max(1, held.length)]))].filter(
            (each) => each !== undefined,
          )
          // Some of what goes comes again, only shorter or longer.
          const again = remove.flatMap((each, at) => {
            const [, keeps, days] = fresh[at] ?? []
            if (!keeps || !('validFrom' in each.value)) return []
            return [
              {
                ...each,
                value: { ...each.value, validTo: addDays(each.value.validFrom, days ?? 0) },
              } as WrittenRule,
            ]
          })
          const change = { remove, add: [...again, ...fresh.map(([each]) => each)] }
          const before = bookWith(held)
          const after = changedBook(before, change)
          const first = firstDifference(change)
          for (const date of DATES) {
            if (first !== null && date >= first) break
            expect(dayOf(after, date), date).toEqual(dayOf(before, date))
          }
        },
      ),
      { numRuns: 300 },
    )
  })

  test('that ends one of two rules from one date leaves the days before its end as they were', () => {
    const hours = (start: string): WrittenRule => ({
      kind: 'hours',
      value: {
        scope: { kind: 'organisation', id: 'city' },
        weekdays: { 4: [[start, '11:30']] },
        validFrom: FIRST,
      },
    })
    const policy = (graceLate: number): WrittenRule => ({
      kind: 'policies',
      value: { organisation: 'city', values: { graceLate }, validFrom: FIRST },
    })
    const allowance = (minutes: number): WrittenRule => ({
      kind: 'allowances',
      value: { person: 'person', minutes, validFrom: FIRST },
    })
    for (const pair of [
      [hours('07:30'), hours('08:00')],
      [policy(5), policy(10)],
      [allowance(30), allowance(60)],
    ]) {
      const before = bookWith(pair)
      for (const each of pair) {
        const ended = { ...each, value: { ...each.value, validTo: '2026-10-31' } } as WrittenRule
        const after = changedBook(before, { remove: [each], add: [ended] })
        expect(dayOf(after, FIRST)).toEqual(dayOf(before, FIRST))
        expect(dayOf(bookWith(pair.toReversed()), FIRST)).toEqual(dayOf(before, FIRST))
      }
    }
  })

  test('that only ends a rule reaches back to the day after its new end', () => {
    const value = { person: 'person', minutes: 60, validFrom: '2026-01-01' }
    const change = {
      remove: [{ kind: 'allowances' as const, value }],
      add: [{ kind: 'allowances' as const, value: { ...value, validTo: '2026-11-17' } }],
    }
    expect(firstDifference(change)).toBe('2026-11-18')
    expect(firstDifference({ remove: change.remove, add: change.remove })).toBe(null)
  })

  test('as if it had held in a month begins with the month and has ended what it ends', () => {
    const old = {
      kind: 'allowances' as const,
      value: { person: 'person', minutes: 60, validFrom: '2026-01-01' },
    }
    const ended = { ...old, value: { ...old.value, validTo: '2026-11-30' } }
    const fresh = {
      ...old,
      value: { ...old.value, minutes: 30, validFrom: '2026-12-01', validTo: '2026-12-31' },
    }
    const { add } = asIfIn({ remove: [old], add: [ended, fresh] }, '2026-10')
    expect(add).toEqual([
      { kind: 'allowances', value: { person: 'person', minutes: 30, validFrom: '2026-10-01' } },
    ])
  })
})
