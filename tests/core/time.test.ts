import { describe, expect, it } from 'vitest'
import { addDays, datesOfMonth, instantOf, localDateOf, localTimeOf, weekdayOf } from '../../core/time.ts'

const VN = 'Asia/Ho_Chi_Minh'

describe('local time', () => {
  it('places a Vietnamese morning on the UTC time line', () => {
    expect(instantOf('2026-11-20', '07:30', VN)).toBe(Date.UTC(2026, 10, 20, 0, 30))
  })

  it('knows the date on both sides of local midnight', () => {
    const midnight = Date.UTC(2026, 10, 19, 17, 0)
    expect(localDateOf(midnight - 1, VN)).toBe('2026-11-19')
    expect(localDateOf(midnight, VN)).toBe('2026-11-20')
    expect(localTimeOf(midnight - 1, VN)).toBe('23:59')
  })

  it('takes 24:00 as the end of the day', () => {
    expect(instantOf('2026-11-20', '24:00', VN)).toBe(instantOf('2026-11-21', '00:00', VN))
  })

  it('keeps local times right on the day the clocks change', () => {
    for (const [date, time, hourUtc] of [
      ['2026-03-29', '01:30', 0.5],
      ['2026-03-29', '07:30', 5.5],
      ['2026-10-25', '07:30', 6.5],
    ] as const) {
      const start = Date.parse(`${date}T00:00:00Z`)
      expect(instantOf(date, time, 'Europe/Berlin')).toBe(start + hourUtc * 3_600_000)
    }
  })

  it('counts weekdays from Monday and walks over month and leap-year ends', () => {
    expect(weekdayOf('2026-11-22')).toBe(7)
    expect(weekdayOf('2026-11-23')).toBe(1)
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31')
    expect(datesOfMonth('2026-02')).toHaveLength(28)
    expect(datesOfMonth('2026-12').at(-1)).toBe('2026-12-31')
  })
})
