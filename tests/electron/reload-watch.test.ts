import { describe, expect, test } from 'vitest'
import {
  BEAT_MISSED_MS,
  HANG_LIMIT_MS,
  RELOAD_LONGEST_MS,
  reloadDelayMs,
  watchPage,
} from '../../electron/reload-watch.ts'
import { createHandTimers } from '../support/hand-timers.ts'

function watch() {
  const timers = createHandTimers()
  const done: string[] = []
  const page = watchPage({ reload: () => done.push('reload'), crash: () => done.push('crash') }, timers)
  return { timers, done, page }
}

describe('the page is brought back (E14)', () => {
  test('within 5 s, however often it crashes', () => {
    const { timers, done, page } = watch()
    for (let crash = 1; crash <= 20; crash += 1) {
      page.gone()
      timers.pass(RELOAD_LONGEST_MS)
      expect(done).toHaveLength(crash)
    }
    expect(reloadDelayMs(1)).toBe(200)
    expect(Math.max(...Array.from({ length: 50 }, (_, index) => reloadDelayMs(index + 1)))).toBeLessThan(
      5_000,
    )
  })

  test('several reports of one crash load it once', () => {
    const { timers, done, page } = watch()
    page.gone()
    page.gone()
    page.unresponsive()
    timers.pass(10_000)
    expect(done).toEqual(['reload'])
  })

  test('a page that hangs is ended, unless it comes back by itself', () => {
    const { timers, done, page } = watch()
    page.unresponsive()
    timers.pass(HANG_LIMIT_MS - 1)
    page.responsive()
    timers.pass(10_000)
    expect(done).toEqual([])
    page.unresponsive()
    timers.pass(HANG_LIMIT_MS)
    expect(done).toEqual(['crash'])
    page.gone()
    timers.pass(200)
    expect(done).toEqual(['crash', 'reload'])
  })

  test('a page that gives no more signs of life is ended and back within five seconds', () => {
    const { timers, done, page } = watch()
    timers.pass(60_000)
    expect(done).toEqual([])
    for (let second = 0; second < 30; second += 1) {
      page.beat()
      timers.pass(1_000)
    }
    expect(done).toEqual([])
    page.beat()
    timers.pass(BEAT_MISSED_MS + HANG_LIMIT_MS)
    expect(done).toEqual(['crash'])
    page.gone()
    timers.pass(reloadDelayMs(1))
    expect(done).toEqual(['crash', 'reload'])
    expect(BEAT_MISSED_MS + HANG_LIMIT_MS + reloadDelayMs(1)).toBeLessThan(5_000)
    timers.pass(60_000)
    expect(done).toHaveLength(2)
  })

  test('a machine that slept wakes with a page that goes on', () => {
    const { timers, done, page } = watch()
    page.beat()
    timers.pass(BEAT_MISSED_MS + HANG_LIMIT_MS - 1)
    page.beat()
    timers.pass(1_500)
    expect(done).toEqual([])
  })

  test('nothing happens after it was stopped', () => {
    const { timers, done, page } = watch()
    page.gone()
    page.stop()
    page.beat()
    page.unresponsive()
    page.gone()
    timers.pass(60_000)
    expect(done).toEqual([])
  })
})
