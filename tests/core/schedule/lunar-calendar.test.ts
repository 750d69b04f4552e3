import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { lunarDate } from '../../../core/schedule/lunar-calendar.ts'
import { suggestHolidays } from '../../../core/schedule/suggest-holidays.ts'
import { weekdayOf } from '../../../core/time.ts'

/** First day of the year and Giỗ Tổ, as published. */
const KNOWN: [number, string, string][] = [
  [1985, '1985-01-21', '1985-04-29'],
  [2000, '2000-02-05', '2000-04-14'],
  [2007, '2007-02-17', '2007-04-26'],
  [2014, '2014-01-31', '2014-04-09'],
  [2017, '2017-01-28', '2017-04-06'],
  [2020, '2020-01-25', '2020-04-02'],
  [2023, '2023-01-22', '2023-04-29'],
  [2024, '2024-02-10', '2024-04-18'],
  [2025, '2025-01-29', '2025-04-07'],
  [2026, '2026-02-17', '2026-04-26'],
  [2027, '2027-02-06', '2027-04-16'],
  [2028, '2028-01-26', '2028-04-04'],
  [2029, '2029-02-13', '2029-04-23'],
  [2030, '2030-02-02', '2030-04-12'],
]

describe('the lunar calendar', () => {
  test.each(KNOWN)('of %i begins on %s and has Giỗ Tổ on %s', (year, first, ancestors) => {
    expect([lunarDate(year, 1, 1), lunarDate(year, 3, 10)]).toEqual([first, ancestors])
  })
  test('begins in the Vietnamese way where it differs from the Chinese', () => {
    // Hanoi counts by UTC+7: in 1985 a month, in 2007 and 2030 a day apart from Beijing.
    expect([lunarDate(1985, 1, 1), lunarDate(2007, 1, 1), lunarDate(2030, 1, 1)]).toEqual([
      '1985-01-21',
      '2007-02-17',
      '2030-02-02',
    ])
  })
  test('has every first day between 20 January and 21 February', () => {
    for (let year = 1970; year <= 2099; year++) {
      const day = lunarDate(year, 1, 1).slice(5)
      expect(day >= '01-20' && day <= '02-21', `${year} ${day}`).toBe(true)
    }
  })
})

describe('suggested holidays', () => {
  test('agree with the days that were announced for 2026, legal days and compensation', () => {
    const announced = JSON.parse(
      readFileSync(new URL('../../../assets/calendar/vn-2026.json', import.meta.url), 'utf8'),
    ) as { date: string; enabled: boolean; kind: { kind: string } }[]
    const off = new Set(
      announced.filter(({ enabled, kind }) => enabled && kind.kind === 'holiday').map(({ date }) => date),
    )
    for (const { date, enabled } of suggestHolidays(2026)) if (enabled) expect(off, date).toContain(date)
  })
  test('are eleven days by law each year, one date once, with a working day off for each on a weekend', () => {
    for (let year = 2025; year <= 2040; year++) {
      const days = suggestHolidays(year)
      expect(new Set(days.map(({ date }) => date)).size).toBe(days.length)
      const [legal, instead] = [true, false].map((law) =>
        days.filter(({ name, enabled }) => enabled && !name.startsWith('Nghỉ bù') === law),
      )
      expect(legal).toHaveLength(11)
      expect(instead).toHaveLength(legal?.filter(({ date }) => weekdayOf(date) >= 6).length ?? -1)
      expect(instead?.every(({ date }) => weekdayOf(date) < 6)).toBe(true)
      expect(days.every(({ status }) => status === 'proposed')).toBe(true)
    }
  })
  test('hold 24 November back until somebody confirms it', () => {
    expect(suggestHolidays(2027).find(({ date }) => date === '2027-11-24')).toMatchObject({ enabled: false })
  })
})
