import { expect, test } from 'vitest'
import { DEFAULT_POLICY } from '../../../core/day/day-types.ts'
import { policyFor } from '../../../core/schedule/policy-for.ts'
import { rulebookOf } from '../../support/rulebook-of.ts'

const DATE = '2026-03-02'
const rule = (organisation: string, values: Partial<typeof DEFAULT_POLICY>, validFrom = '2025-01-01') => ({
  organisation,
  validFrom,
  values,
})

test('without rules the default holds', () => {
  expect(policyFor(rulebookOf(), 'p', DATE)).toEqual(DEFAULT_POLICY)
})

test('the nearer organisation decides a field, the ancestor the rest', () => {
  const book = rulebookOf({
    policies: [rule('w', { graceLate: 5 }), rule('t', { graceLate: 15, midday: 'none' })],
  })
  expect(policyFor(book, 'p', DATE)).toEqual({ ...DEFAULT_POLICY, graceLate: 5, midday: 'none' })
})

test('later validity beats earlier', () => {
  const book = rulebookOf({
    policies: [rule('w', { graceLate: 5 }, '2026-03-01'), rule('w', { graceLate: 10 })],
  })
  expect(policyFor(book, 'p', DATE).graceLate).toBe(5)
})

test('a new policy never changes a past day', () => {
  const book = rulebookOf({
    policies: [rule('w', { graceLate: 10 }), rule('w', { graceLate: 5 }, DATE)],
  })
  expect(policyFor(book, 'p', '2026-03-01').graceLate).toBe(10)
})

test('a policy ends with its last valid date', () => {
  const book = rulebookOf({ policies: [{ ...rule('w', { graceLate: 10 }), validTo: '2026-03-01' }] })
  expect(policyFor(book, 'p', DATE).graceLate).toBe(0)
})
