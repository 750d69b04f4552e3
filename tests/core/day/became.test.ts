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
    ['two and a half hours late, not left', ['10:00'], {}, { kind: 'arrived', session: 0, lateMinutes: 150 }],
    [
      'in the last half hour of the morning, left',
      ['11:00'],
      {},
      { kind: 'left', session: 0, earlyMinutes: 30 },
    ],
    [
      'two minutes after leave that ended at ten',
      ['10:02'],
      { excuses: [{ from: '07:30', to: '10:00', code: 'P' }] },
      { kind: 'arrived', session: 0, lateMinutes: 2 },
    ],
    [
      'at noon after a morning on leave, here for the afternoon',
      ['12:04'],
      { excuses: [{ from: '07:30', to: '11:30', code: 'P' }] },
      { kind: 'arrived', session: 1, lateMinutes: 0 },
    ],
    [
      'at noon before an afternoon on leave, left',
      ['07:28', '12:40'],
      { excuses: [{ from: '13:00', to: '17:00', code: 'P' }] },
      { kind: 'left', session: 0, earlyMinutes: 0 },
    ],
    [
      'out of habit after a leader had vouched for them: noted, not late',
      ['08:19'],
      { claims: [{ session: 0, side: 'in', at: '07:30', made: '08:05' }] },
      { kind: 'noted' },
    ],
    ['again to be sure: noted, nobody was away', ['07:25', '08:40', '08:46'], {}, { kind: 'noted' }],
    [
      'again to be sure late in the morning: noted, nobody came for the afternoon',
      ['07:25', '09:40', '09:46'],
      {},
      { kind: 'noted' },
    ],
    [
      'again to be sure after going early: still gone, at the later time',
      ['07:25', '11:31', '12:58', '16:30', '16:36'],
      {},
      { kind: 'left', session: 1, earlyMinutes: 24 },
    ],
    [
      'back late in the morning without a word: nobody came for the afternoon',
      ['07:25', '10:00', '10:20'],
      {},
      { kind: 'returned' },
    ],
    [
      'back late in the morning after leaving by their word',
      ['07:25', { at: '10:00', intent: 'leave' }, '10:20'],
      {},
      { kind: 'returned' },
    ],
    [
      'here for the afternoon while a morning on leave still runs',
      ['11:10'],
      { excuses: [{ from: '07:30', to: '11:30', code: 'P' }] },
      { kind: 'arrived', session: 1, lateMinutes: 0 },
    ],
    ['back without a word after ten minutes', ['07:25', '08:40', '08:50'], {}, { kind: 'returned' }],
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
    ['for a late arrival that is only inferred as well', ['10:00'], {}, true],
    [
      'not when leave has moved the start near',
      ['10:02'],
      { excuses: [{ from: '07:30', to: '10:00', code: 'P' }] },
      false,
    ],
    [
      'at the start as scheduled when leave has moved it far away',
      ['07:31'],
      { excuses: [{ from: '07:30', to: '10:00', code: 'P' }] },
      true,
    ],
    [
      'at the end of a morning that is not owed',
      ['11:31'],
      { excuses: [{ from: '07:30', to: '11:30', code: 'P' }] },
      true,
    ],
    [
      'not near a boundary as scheduled when the whole day is on leave',
      ['07:31'],
      { excuses: [{ from: '07:30', to: '17:00', code: 'P' }] },
      false,
    ],
    ['in the middle of the break', ['07:25', '12:15'], {}, true],
    ['not when the person already said it', ['07:25', { at: '10:00', intent: 'out-duty' }], {}, false],
    ['not on a day without sessions', ['10:00'], { sessions: [] }, false],
  ])('%s', (_name, scans, more, offered) => {
    expect(lastOf(scans, more).offerIntents).toBe(offered)
  })
})
