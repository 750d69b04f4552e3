import { expect, test } from 'vitest'
import { attendanceTrends, mondayOf } from '../../../core/trends/attendance-trends.ts'
import { inventedMonth } from '../../support/invented-month.ts'

const ZONE = 'Asia/Ho_Chi_Minh'
const month = inventedMonth('p2', '2026-11')
const days = month.people.flatMap((person) => person.days.map(({ day }) => ({ point: 'p2', day })))
const trends = attendanceTrends(days, ZONE)

test('what is not known is neither owed nor absent', () => {
  const lost = trends.dates.find(({ date }) => date === '2026-11-05')
  expect(lost?.unknown).toBeGreaterThan(0)
  const states = days.filter(({ day }) => day.date === '2026-11-05').flatMap(({ day }) => day.states)
  expect(lost?.absent).toBe(states.filter((state) => state === 'absent').length)
  expect((lost?.sessions ?? 0) + (lost?.unknown ?? 0)).toBe(
    states.filter((state) => state !== 'excused').length,
  )
})

test('hours, days and weeks count the same lateness', () => {
  const late = (rows: readonly { readonly late: number }[]) => rows.reduce((sum, row) => sum + row.late, 0)
  expect(late(trends.dates)).toBeGreaterThan(5)
  expect(late(trends.hours)).toBe(late(trends.dates))
  expect(late(trends.weeks)).toBe(late(trends.dates))
})

test('weeks begin on Monday', () => {
  expect(mondayOf('2026-11-01')).toBe('2026-10-26')
  expect(mondayOf('2026-11-02')).toBe('2026-11-02')
  expect(trends.weeks.map(({ date }) => new Date(`${date}T00:00Z`).getUTCDay())).toEqual(
    trends.weeks.map(() => 1),
  )
})
