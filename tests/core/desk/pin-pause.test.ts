import { expect, it } from 'vitest'
import { pauseAfterMs, pauseLeftMs } from '../../../core/desk/pin-pause.ts'

const now = (up: number, run = 'this', begunUp = 0) => ({ run, up, begunUp })

it('pauses after the fifth wrong try, twice as long each time, at most an hour', () => {
  expect([1, 4, 5, 6, 7].map(pauseAfterMs)).toEqual([0, 0, 30_000, 60_000, 120_000])
  expect(pauseAfterMs(12)).toBe(3_600_000)
  expect(pauseAfterMs(100_000)).toBe(3_600_000)
})

it('counts the pause in uptime', () => {
  const tries = { failures: 5, run: 'this', up: 1000 }
  expect(pauseLeftMs(tries, now(1000))).toBe(30_000)
  expect(pauseLeftMs(tries, now(30_999))).toBe(1)
  expect(pauseLeftMs(tries, now(31_000))).toBe(0)
  expect(pauseLeftMs(null, now(0))).toBe(0)
})

it('begins the pause again in a run that did not see it begin', () => {
  const tries = { failures: 6, run: 'earlier', up: 9_000_000 }
  expect(pauseLeftMs(tries, now(50_000, 'this', 50_000))).toBe(60_000)
  expect(pauseLeftMs(tries, now(100_000, 'this', 50_000))).toBe(10_000)
  expect(pauseLeftMs(tries, now(110_000, 'this', 50_000))).toBe(0)
})

it('begins again where the uptime went back', () => {
  expect(pauseLeftMs({ failures: 5, run: 'this', up: 9_000 }, now(10))).toBe(30_000)
})
