import { describe, expect, it } from 'vitest'
import { judgePersonDay } from '../../../core/person-day/judge-person-day.ts'
import { instantOf } from '../../../core/time.ts'
import { rulebookOf } from '../../support/rulebook-of.ts'

const DATE = '2026-11-18'
const book = rulebookOf({
  hours: [
    {
      scope: { kind: 'organisation', id: 'w' },
      weekdays: {
        3: [
          ['07:30', '11:30'],
          ['13:00', '17:00'],
        ],
      },
      validFrom: '2026-01-01',
    },
  ],
})
const at = (time: string) => instantOf(DATE, time, book.zone)

/** The day of somebody without scans, as known up to `knownTo` and asked at `now`. */
const judged = (
  now: string,
  knownTo: string | null,
  scans: readonly string[] = [],
  outages: readonly (readonly [from: string, to: string])[] = [],
) =>
  judgePersonDay(book, {
    person: 'p',
    point: 'p',
    date: DATE,
    recorded: {
      scans: scans.map((time) => ({ at: at(time), point: 'p', clockChecked: true })),
      claims: [],
    },
    now: at(now),
    completeTo: () => (knownTo === null ? null : at(knownTo)),
    outages: () => outages.map(([from, to]) => ({ from: at(from), to: at(to) })),
  }).day

describe('a day whose kiosk has gone silent', () => {
  it('says no data of everything when the kiosk has never spoken', () => {
    expect(judged('15:00', null).states).toEqual(['no-data', 'no-data'])
  })

  it('keeps the absence of a morning that was delivered whole, and knows nothing of the afternoon', () => {
    const day = judged('15:00', '12:00')
    expect(day.states).toEqual(['absent', 'no-data'])
    expect(day.flags).toEqual([{ code: 'absent', session: 0 }])
  })

  it('takes "not arrived" back after a quarter of an hour', () => {
    expect(judged('08:10', '08:00').states[0]).toBe('not-arrived')
    expect(judged('08:30', '08:00').states[0]).toBe('no-data')
  })

  it('does not call a departure missing that may have been scanned since', () => {
    expect(judged('15:00', '11:40', ['07:20']).states[0]).toBe('no-data')
    expect(judged('15:00', '12:30', ['07:20']).states[0]).toBe('incomplete')
  })
})

describe('a step that nothing opened or closed', () => {
  it('stands among the other scans: no scan is out of sight', () => {
    const day = judgePersonDay(book, {
      person: 'p',
      point: 'p',
      date: DATE,
      recorded: {
        scans: [{ at: at('08:02'), intent: 'return', point: 'p', clockChecked: true }],
        claims: [],
      },
      now: at('09:00'),
      completeTo: () => at('09:00'),
      outages: () => [],
    }).day
    expect(day.states[0]).toBe('not-arrived')
    expect(day.otherScans).toEqual([at('08:02')])
  })
})

describe('a day on which nobody could scan for a while', () => {
  const codes = (day: ReturnType<typeof judged>) => day.flags.map(({ code }) => code)

  it('calls nobody absent who could not scan at a session’s beginning or end', () => {
    const day = judged('23:00', '23:00', [], [['08:30', '12:00']])
    expect(day.states).toEqual(['no-data', 'absent'])
    expect(day.flags).toEqual([{ code: 'absent', session: 1 }, { code: 'out-of-service' }])
    expect(day.outages).toEqual([{ from: at('08:30'), to: at('12:00') }])
    expect(day.symbol).toBe('')
  })

  it('calls nobody absent after a quarter of an hour in the middle, and takes less as nothing', () => {
    expect(judged('23:00', '23:00', [], [['09:00', '09:15']]).states).toEqual(['no-data', 'absent'])
    const short = judged('23:00', '23:00', [], [['09:00', '09:14']])
    expect(short.states).toEqual(['absent', 'absent'])
    expect(short.outages).toBeUndefined()
  })

  it('calls nobody late who may have been there before anybody could scan', () => {
    const scans = ['07:55', '11:30', '12:55', '17:00']
    expect(codes(judged('23:00', '23:00', scans))).toEqual(['late'])
    expect(codes(judged('23:00', '23:00', scans, [['06:00', '07:50']]))).toEqual(['out-of-service'])
    // More than an hour later: there was time to scan since.
    const late = ['08:51', '11:30', '12:55', '17:00']
    expect(codes(judged('23:00', '23:00', late, [['06:00', '07:50']]))).toEqual(['late'])
    // It was over before the session began: whoever was there could scan.
    expect(codes(judged('23:00', '23:00', scans, [['00:00', '07:20']]))).toEqual(['late'])
  })

  it('calls nobody early, and no departure missing, that could not be scanned', () => {
    expect(codes(judged('23:00', '23:00', ['07:20', '11:30', '12:55', '16:00']))).toEqual(['early'])
    const closed = [['16:40', '18:00']] as const
    expect(codes(judged('23:00', '23:00', ['07:20', '11:30', '12:55', '16:00'], closed))).toEqual([
      'out-of-service',
    ])
    const day = judged('23:00', '23:00', ['07:20', '11:30', '12:55'], closed)
    expect(day.states).toEqual(['present', 'no-data'])
  })

  it('says nothing else where everything was recorded all the same', () => {
    const day = judged('23:00', '23:00', ['07:20', '11:30', '12:55', '17:00'], [['08:00', '10:00']])
    expect(day.states).toEqual(['present', 'present'])
    expect(day.flags).toEqual([])
  })
})
