import { describe, expect, it } from 'vitest'
import { judgePersonDay } from '../../../core/day/judge-person-day.ts'
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
const judged = (now: string, knownTo: string | null, scans: readonly string[] = []) =>
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
