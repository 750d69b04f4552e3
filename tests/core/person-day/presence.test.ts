import { describe, expect, it } from 'vitest'
import { type DayInput, DEFAULT_POLICY, type Intent } from '../../../core/day/day-types.ts'
import { evaluateDay } from '../../../core/day/evaluate-day.ts'
import { presenceOf } from '../../../core/person-day/presence.ts'

const at = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return (hours * 60 + minutes) * 60_000
}

const presence = (asOf: string, scans: (string | [string, Intent])[], more: Partial<DayInput> = {}) => {
  const input: DayInput = {
    sessions: [
      { start: at('07:30'), end: at('11:30') },
      { start: at('13:00'), end: at('17:00') },
    ],
    scans: scans.map((scan) =>
      typeof scan === 'string' ? { at: at(scan) } : { at: at(scan[0]), intent: scan[1] },
    ),
    policy: DEFAULT_POLICY,
    excuses: [],
    allowanceMinutes: 0,
    claims: [],
    asOf: at(asOf),
    complete: true,
    ...more,
  }
  return presenceOf(input, evaluateDay(input))
}

describe('where a person is', () => {
  it('follows the day', () => {
    expect(presence('07:00', [])).toBe('awaited')
    expect(presence('07:31', [])).toBe('not-arrived')
    expect(presence('07:40', ['07:20'])).toBe('here')
    expect(presence('11:40', ['07:20', '11:31'])).toBe('left')
    expect(presence('12:30', ['07:20', '11:31'])).toBe('left')
    expect(presence('13:00', ['07:20', '11:31'])).toBe('awaited')
    expect(presence('13:05', ['07:20', '11:31'])).toBe('not-arrived')
    expect(presence('14:00', ['07:20', '11:31', '12:58'])).toBe('here')
    expect(presence('18:00', ['07:20', '11:31', '12:58', '17:02'])).toBe('left')
    expect(presence('18:00', [])).toBe('absent')
  })

  it('is away between stepping out and coming back', () => {
    expect(presence('09:30', ['07:20', ['09:00', 'out-duty']])).toBe('away')
    expect(presence('09:30', ['07:20', ['09:00', 'out-duty'], ['09:20', 'return']])).toBe('here')
    expect(presence('09:30', ['07:20', ['09:00', 'out-private'], '09:20'])).toBe('here')
    expect(presence('08:30', ['07:20', ['09:00', 'out-duty']])).toBe('here')
  })

  it('is out for whoever said so first thing, until they come back', () => {
    expect(presence('08:10', [['08:02', 'out-duty']])).toBe('away')
    expect(presence('13:30', ['07:20', ['10:00', 'out-duty']])).toBe('away')
    expect(presence('08:10', [['08:02', 'return']])).toBe('not-arrived')
  })

  it('is not known after noon of whoever came in the morning and was not seen leaving', () => {
    expect(presence('13:30', ['07:20'])).toBe('incomplete')
    expect(presence('13:30', ['07:20', '11:31'])).toBe('not-arrived')
  })

  it('is excused, not known or off where the day is', () => {
    const leave = { excuses: [{ from: at('07:30'), to: at('17:00'), code: 'P' }] }
    expect(presence('09:00', [], leave)).toBe('excused')
    expect(presence('09:00', [], { complete: false })).toBe('no-data')
    expect(presence('09:00', ['09:00'], { sessions: [] })).toBe('off')
    expect(presence('18:30', ['07:20', '12:58', '17:02'])).toBe('left')
  })
})
