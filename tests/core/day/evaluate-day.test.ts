import { describe, expect, test } from 'vitest'
import { caseResult, DayCase } from '../../../core/day/day-case.ts'
import { evaluateDay } from '../../../core/day/evaluate-day.ts'
import { flagsAsSet } from '../../support/flags-as-set.ts'
import { FACT_CASES, STATE_CASES, type WorkedCase } from './worked-cases.ts'

const check = ({ name, day, expect: expected }: WorkedCase) =>
  test(name, () => {
    const result: Record<string, unknown> = caseResult(evaluateDay(DayCase.parse(day)))
    const seen = Object.fromEntries(Object.keys(expected).map((key) => [key, result[key]]))
    expect(flagsAsSet(seen)).toEqual(flagsAsSet(expected))
  })

describe('states and what is missing', () => STATE_CASES.forEach(check))
describe('marks, steps, claims, minutes', () => FACT_CASES.forEach(check))

test('each scan has the role it came to play', () => {
  const { roles } = evaluateDay(
    DayCase.parse({
      sessions: [
        ['07:30', '11:30'],
        ['13:00', '17:00'],
      ],
      scans: [
        '17:00',
        '03:10',
        '07:25',
        '07:26',
        '08:00',
        { at: '09:00', intent: 'out-duty' },
        '11:31',
        '13:00',
        '18:30',
      ],
      asOf: '18:00',
    }),
  )
  expect(roles).toEqual([
    { kind: 'departure', session: 1 },
    { kind: 'outside' },
    { kind: 'arrival', session: 0 },
    { kind: 'duplicate', of: 2 },
    { kind: 'extra' },
    { kind: 'step', intent: 'out-duty' },
    { kind: 'departure', session: 0 },
    { kind: 'arrival', session: 1 },
    { kind: 'later' },
  ])
})
