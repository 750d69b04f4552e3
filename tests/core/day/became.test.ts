import { describe, expect, test } from 'vitest'
import { becameOf } from '../../../core/day/became.ts'
import { DayCase } from '../../../core/day/day-case.ts'
import { evaluateDay } from '../../../core/day/evaluate-day.ts'
import { TWO } from './worked-cases.ts'

const MINUTE_MS = 60_000
type CaseScan = string | { at: string; intent?: string; badge?: string }

/** What the last scan of a day became, at the moment it was made. */
function lastOf(scans: CaseScan[], more: Record<string, unknown> = {}) {
  const last = scans.at(-1)
  const asOf = typeof last === 'string' ? last : last?.at
  const input = DayCase.parse({ sessions: TWO, scans, asOf, ...more })
  return becameOf(input, evaluateDay(input), scans.length - 1)
}

describe('what a scan became', () => {
  test.each<[string, CaseScan[], Record<string, unknown>, unknown]>([
    ['on time', ['07:25'], {}, { kind: 'arrived', session: 0, lateMinutes: 0 }],
    ['late', ['07:42:59'], {}, { kind: 'arrived', session: 0, lateMinutes: 12 }],
    [
      'within the grace is on time',
      ['07:35'],
      { policy: { graceLate: 5 } },
      { kind: 'arrived', session: 0, lateMinutes: 0 },
    ],
    ['left', ['07:25', '11:31'], {}, { kind: 'left', session: 0, earlyMinutes: 0 }],
    ['left early', ['07:25', '10:50'], {}, { kind: 'left', session: 0, earlyMinutes: 40 }],
    [
      'back for the afternoon, late',
      ['07:25', '11:31', '13:04'],
      {},
      { kind: 'arrived', session: 1, lateMinutes: 4 },
    ],
    [
      'back for the afternoon on time, after a late morning',
      ['07:42', '11:31', '12:58'],
      {},
      { kind: 'arrived', session: 1, lateMinutes: 0 },
    ],
    [
      'already recorded',
      ['07:25', '07:26'],
      {},
      { kind: 'already-recorded', firstAt: (7 * 60 + 25) * MINUTE_MS },
    ],
    ['outside hours', ['03:10'], {}, { kind: 'outside-hours' }],
    ['a day off', ['08:00'], { sessions: [] }, { kind: 'unscheduled' }],
    ['an extra is noted', ['07:25', '07:40'], {}, { kind: 'noted' }],
    [
      'out on duty',
      ['07:25', { at: '09:00', intent: 'out-duty' }],
      {},
      { kind: 'stepped-out', purpose: 'out-duty' },
    ],
    [
      'out on private business',
      ['07:25', { at: '09:00', intent: 'out-private' }],
      {},
      { kind: 'stepped-out', purpose: 'out-private' },
    ],
    ['back by their word', ['07:25', { at: '09:00', intent: 'return' }], {}, { kind: 'returned' }],
    [
      'back without a word, after going out by their word',
      ['07:25', { at: '08:30', intent: 'out-duty' }, '09:00'],
      {},
      { kind: 'returned' },
    ],
  ])('%s', (_name, scans, more, became) => {
    expect(lastOf(scans, more).became).toEqual(became)
  })
})

describe('the four intents are offered', () => {
  test.each<[string, CaseScan[], Record<string, unknown>, boolean]>([
    ['not half an hour after the start', ['08:00'], {}, false],
    ['more than half an hour after the start', ['08:00:01'], {}, true],
    ['not half an hour before the end', ['07:25', '11:00'], {}, false],
    ['in the middle of a session', ['07:25', '10:00'], {}, true],
    ['in the middle of the break', ['07:25', '12:15'], {}, true],
    ['not when the person already said it', ['07:25', { at: '10:00', intent: 'out-duty' }], {}, false],
    ['not on a day without sessions', ['10:00'], { sessions: [] }, false],
  ])('%s', (_name, scans, more, offered) => {
    expect(lastOf(scans, more).offerIntents).toBe(offered)
  })
})
