import { describe, expect, test } from 'vitest'
import { caseResult, DayCase } from '../../../core/day/day-case.ts'
import { evaluateDay } from '../../../core/day/evaluate-day.ts'
import { flagsAsSet } from '../../support/flags-as-set.ts'
import vectors from '../../vectors/days.json' with { type: 'json' }
import leaveAndLateness from '../../vectors/leave-and-lateness.json' with { type: 'json' }

test('there are 101 worked days', () => {
  expect(vectors).toHaveLength(101)
})

const check = (vector: { name: string; expect: Record<string, unknown> }): void =>
  test(vector.name, () => {
    const result = caseResult(evaluateDay(DayCase.parse(vector)))
    expect(flagsAsSet(result)).toEqual(flagsAsSet(vector.expect))
  })

describe('the worked days', () => vectors.forEach(check))
describe('half days of leave, leave by the hour, very late and very early', () =>
  leaveAndLateness.forEach(check))

test.each([
  ['sessions', { sessions: [['07:30:30', '11:30']], scans: [] }],
  ['excuses', { sessions: [], scans: [], excuses: [{ from: '07:30', to: '09:00:01', code: 'P' }] }],
])('%s are whole minutes', (_name, day) => {
  expect(DayCase.safeParse(day).error?.issues.map(({ message }) => message)).toContain(
    'sessions and excuses are whole minutes',
  )
})
