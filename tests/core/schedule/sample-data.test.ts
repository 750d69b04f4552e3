import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { totalMinutes } from '../../../core/schedule/full-day.ts'
import { owedDay } from '../../../core/schedule/owed-sessions.ts'
import { CalendarRow, SampleHours } from '../../../core/schedule/sample-data.ts'
import { addDays, weekdayOf } from '../../../core/time.ts'
import { rulebookOf } from '../../support/rulebook-of.ts'

const read = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../assets/${path}`, import.meta.url), 'utf8'))

const YEARS = [2025, 2026].map((year) => ({
  year,
  rows: z.array(CalendarRow).parse(read(`calendar/vn-${year}.json`)),
}))
const rows = YEARS.flatMap((year) => year.rows)
const on = (date: string) => rows.find((row) => row.date === date)
const NAMES = ['', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

describe('calendar', () => {
  test.each(YEARS)('the rows of $year are of that year, in order, one for a date', ({ year, rows }) => {
    const dates = rows.map((row) => row.date)
    expect(dates).toEqual([...new Set(dates)].sort())
    expect(dates.every((date) => date.startsWith(`${year}-`))).toBe(true)
  })

  test('every row has a source, or says that it has none and is off', () => {
    for (const row of rows) {
      if (row.source.length === 0) expect(row).toMatchObject({ status: 'proposed', enabled: false })
      if (row.source.length === 0 || row.status === 'proposed') expect(row.note).toBeTruthy()
    }
  })

  test.each([
    ['2025-01-01', 'Wed', '2025-01-01', 'Wed'],
    ['2025-01-25', 'Sat', '2025-02-02', 'Sun'],
    ['2025-04-07', 'Mon', '2025-04-07', 'Mon'],
    ['2025-04-30', 'Wed', '2025-05-04', 'Sun'],
    ['2025-08-30', 'Sat', '2025-09-02', 'Tue'],
    ['2026-01-01', 'Thu', '2026-01-04', 'Sun'],
    ['2026-02-14', 'Sat', '2026-02-22', 'Sun'],
    ['2026-04-26', 'Sun', '2026-04-27', 'Mon'],
    ['2026-04-30', 'Thu', '2026-05-03', 'Sun'],
    ['2026-08-29', 'Sat', '2026-09-02', 'Wed'],
  ])('off from %s (%s) to %s (%s), without a gap', (from, firstDay, to, lastDay) => {
    expect([NAMES[weekdayOf(from)], NAMES[weekdayOf(to)]]).toEqual([firstDay, lastDay])
    for (let date = from; date <= to; date = addDays(date, 1)) {
      expect(on(date), date).toMatchObject({ kind: { kind: 'holiday' }, enabled: true })
    }
    for (const beside of [addDays(from, -1), addDays(to, 1)]) {
      expect(on(beside)?.kind.kind, beside).not.toBe('holiday')
    }
  })

  test.each([
    ['2025-04-26', '2025-05-02'],
    ['2026-01-10', '2026-01-02'],
    ['2026-08-22', '2026-08-31'],
  ])('the make-up day %s is a Saturday and works like the day swapped for it, %s', (date, swapped) => {
    expect(NAMES[weekdayOf(date)]).toBe('Sat')
    expect(on(date)?.kind).toEqual({ kind: 'make-up', as: String(weekdayOf(swapped)) })
    expect(on(swapped)?.kind).toEqual({ kind: 'holiday' })
  })

  test('the legal days of Tết are the five working days of its week', () => {
    expect([NAMES[weekdayOf('2025-01-27')], NAMES[weekdayOf('2025-01-31')]]).toEqual(['Mon', 'Fri'])
    expect([NAMES[weekdayOf('2026-02-16')], NAMES[weekdayOf('2026-02-20')]]).toEqual(['Mon', 'Fri'])
  })

  test('24 November 2026 is a Tuesday, proposed, and off until it is announced', () => {
    expect(NAMES[weekdayOf('2026-11-24')]).toBe('Tue')
    expect(on('2026-11-24')).toMatchObject({ status: 'proposed', enabled: false })
  })

  test('the make-up day of 22 August 2026 has no source and is off until it is announced', () => {
    expect(on('2026-08-22')).toMatchObject({ status: 'proposed', enabled: false, source: [] })
  })

  test.each([
    [2025, 'Wed 29/1', 'Mon 7/4', 'Wed', 'Thu', 'Tue', 'Mon'],
    [2026, 'Tue 17/2', 'Sun 26/4', 'Thu', 'Fri', 'Wed', 'Tue'],
    [2027, 'Sat 6/2', 'Fri 16/4', 'Fri', 'Sat', 'Thu', 'Wed'],
    [2028, 'Wed 26/1', 'Tue 4/4', 'Sun', 'Mon', 'Sat', 'Fri'],
    [2029, 'Tue 13/2', 'Mon 23/4', 'Mon', 'Tue', 'Sun', 'Sat'],
    [2030, 'Sat 2/2', 'Fri 12/4', 'Tue', 'Wed', 'Mon', 'Sun'],
  ])('weekdays of %i: Tết %s, Giỗ Tổ %s, 30/4 %s, 1/5 %s, 2/9 %s, 24/11 %s', (year, ...days) => {
    const [tet = '', ancestors = '', ...fixed] = days
    const named = (month: number, day: number) =>
      NAMES[weekdayOf(`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`)]
    for (const text of [tet, ancestors]) {
      const [name, date = ''] = text.split(' ')
      const [day = 0, month = 0] = date.split('/').map(Number)
      expect(named(month, day)).toBe(name)
      if (year <= 2026) {
        expect(on(`${year}-0${month}-${String(day).padStart(2, '0')}`)?.kind.kind).toBe('holiday')
      }
    }
    expect([named(4, 30), named(5, 1), named(9, 2), named(11, 24)]).toEqual(fixed)
  })

  test('a rulebook takes the rows as they are, once they have a scope', () => {
    const book = rulebookOf({
      calendar: rows.map((row) => ({ ...row, scope: { kind: 'organisation' as const, id: 't' } })),
    })
    const source = (date: string) => owedDay(book, { person: null, point: 'p', date }).source
    expect(source('2026-02-17')).toMatchObject({ kind: 'holiday', name: 'Tết Nguyên đán Bính Ngọ' })
    expect(source('2026-11-24')).toEqual({ kind: 'none' })
  })
})

describe('sample hours', () => {
  const { default: first, samples } = SampleHours.parse(read('hours/sample-hours.json'))

  test.each(samples)('$place adds up to 480 minutes', ({ sessions }) => {
    expect(totalMinutes(sessions)).toBe(480)
    for (const [start, end] of sessions) expect(start < end).toBe(true)
  })

  test('every sample has a source or says that it has none', () => {
    for (const { source, note } of samples) expect(source.length > 0 || note !== undefined).toBe(true)
  })

  test('the default is 7:30–11:30 and 13:00–17:00', () => {
    expect(samples.find(({ id }) => id === first)?.sessions).toEqual([
      ['07:30', '11:30'],
      ['13:00', '17:00'],
    ])
  })
})
