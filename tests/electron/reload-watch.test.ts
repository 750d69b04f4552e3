import { describe, expect, test } from 'vitest'
import { HANG_LIMIT_MS, RELOAD_LONGEST_MS, reloadDelayMs, watchPage } from '../../electron/reload-watch.ts'
import { createHandTimers } from '../support/hand-timers.ts'

function watch() {
  const timers = createHandTimers()
  const done: string[] = []
  const page = watchPage({ reload: () => done.push('reload'), crash: () => done.push('crash') }, timers)
  return { timers, done, page }
}

describe('the page is brought back', () => {
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

  test('nothing happens after it was stopped', () => {
    const { timers, done, page } = watch()
    page.gone()
    page.stop()
    page.unresponsive()
    page.gone()
    timers.pass(60_000)
    expect(done).toEqual([])
  })
})
