import { expect, test } from 'vitest'
import { caseResult, DayCase } from '../../../core/day/day-case.ts'
import { evaluateDay } from '../../../core/day/evaluate-day.ts'
import { flagsAsSet } from '../../support/flags-as-set.ts'
import vectors from '../../vectors/days.json' with { type: 'json' }

test('there are 64 worked days', () => {
  expect(vectors).toHaveLength(64)
})

for (const vector of vectors) {
  test(vector.name, () => {
    const result = caseResult(evaluateDay(DayCase.parse(vector)))
    expect(flagsAsSet(result)).toEqual(flagsAsSet(vector.expect))
  })
}
