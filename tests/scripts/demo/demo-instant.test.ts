import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { weekdayOf } from '../../../core/time.ts'
import { demoInstant } from '../../../scripts/demo/demo-instant.ts'

const HOLIDAY = '2026-09-02'
const isWorkday = (date: string): boolean => weekdayOf(date) <= 5 && date !== HOLIDAY
const begins = (now: string, filledTo: string | null = null) => {
  const { at, moved } = demoInstant(
    Date.parse(`${now}+07:00`),
    filledTo === null ? null : Date.parse(`${filledTo}+07:00`),
    isWorkday,
  )
  return { at: new Date(at + 7 * 3_600_000).toISOString().slice(0, 16), moved }
}

describe('the demo begins', () => {
  it('now, on a working day while people are at work', () => {
    expect(begins('2026-11-27T09:20')).toEqual({ at: '2026-11-27T09:20', moved: false })
  })
  it('on the last working morning, on a Saturday', () => {
    expect(begins('2026-11-28T07:28')).toEqual({ at: '2026-11-27T07:45', moved: true })
  })
  it('on the working morning before, on a holiday', () => {
    expect(begins('2026-09-02T10:00')).toEqual({ at: '2026-09-01T07:45', moved: true })
  })
  it('on this morning, late in the evening, and on yesterday’s before dawn', () => {
    expect(begins('2026-11-27T21:00')).toEqual({ at: '2026-11-27T07:45', moved: true })
    expect(begins('2026-11-27T05:00')).toEqual({ at: '2026-11-26T07:45', moved: true })
  })
  it('on yesterday’s morning, while hardly anybody has come yet', () => {
    expect(begins('2026-11-27T07:10')).toEqual({ at: '2026-11-26T07:45', moved: true })
    expect(begins('2026-11-27T07:30')).toEqual({ at: '2026-11-27T07:30', moved: false })
  })
  it('where it was left, when it has lived beyond that already', () => {
    expect(begins('2026-11-28T10:00', '2026-11-27T11:05')).toEqual({ at: '2026-11-27T11:05', moved: true })
  })
  it('on the next working morning, when the day that it was left on is over', () => {
    expect(begins('2026-11-28T10:00', '2026-11-27T18:40')).toEqual({ at: '2026-11-30T07:45', moved: true })
  })
  it('always within a working day, and never before what it has lived through', () => {
    const instants = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) })
    fc.assert(
      fc.property(instants, fc.option(instants), (now, filledTo) => {
        const { at } = demoInstant(now, filledTo, isWorkday)
        const local = new Date(at + 7 * 3_600_000).toISOString()
        expect(isWorkday(local.slice(0, 10))).toBe(true)
        expect(local.slice(11, 16) >= '07:30' && local.slice(11, 16) <= '16:30').toBe(true)
        expect(at).toBeGreaterThanOrEqual(filledTo ?? 0)
      }),
    )
  })
})
