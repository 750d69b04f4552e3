import { afterEach, describe, expect, test } from 'vitest'
import { type Repeated, runEvery } from '../../../district/context/run-every.ts'

const HOUR_MS = 3_600_000
let repeated: Repeated | null = null
afterEach(async () => repeated?.stop())

/** Waiting in the hands of the test. */
function handTick() {
  let tick = (): void => {}
  let everyMs = 0
  let stopped = false
  return {
    start: (action: () => void, ms: number) => {
      tick = action
      everyMs = ms
      return () => {
        stopped = true
      }
    },
    tick: () => tick(),
    everyMs: () => everyMs,
    isStopped: () => stopped,
  }
}

describe('what is done every so often', () => {
  test('is done once at the start, and not again before it is due, however long that is', async () => {
    for (const hours of [1, 24, 596, 597, 24 * 31]) {
      let done = 0
      repeated = runEvery({
        everyMs: hours * HOUR_MS,
        clock: { now: () => Date.now() },
        work: async () => {
          done++
        },
        onFailure: () => {},
      })
      await new Promise((resolve) => setTimeout(resolve, 60))
      expect(done, `${hours} hours`).toBe(1)
      await repeated.stop()
    }
  })

  test('is done again once that time has passed, and when the clock was set back', async () => {
    const hand = handTick()
    let now = 1_000 * HOUR_MS
    const done: number[] = []
    repeated = runEvery({
      everyMs: 720 * HOUR_MS,
      clock: { now: () => now },
      work: async () => {
        done.push(now / HOUR_MS)
      },
      onFailure: () => {},
      startTicking: hand.start,
    })
    for (const hour of [1_001, 1_719, 1_720, 1_721, 1_500, 1_501]) {
      now = hour * HOUR_MS
      hand.tick()
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(done).toEqual([1_000, 1_720, 1_500])
    expect(hand.everyMs()).toBeLessThan(2 ** 31)
    await repeated.stop()
    expect(hand.isStopped()).toBe(true)
  })

  test('is never done twice at once, and is tried again at the next time after it failed', async () => {
    const hand = handTick()
    let now = 0
    let begun = 0
    const failures: unknown[] = []
    let fail = (_error: Error): void => {}
    repeated = runEvery({
      everyMs: HOUR_MS,
      clock: { now: () => now },
      work: () => {
        begun++
        return new Promise<void>((_, reject) => {
          fail = reject
        })
      },
      onFailure: (error) => failures.push(error),
      startTicking: hand.start,
    })
    now = 3 * HOUR_MS
    hand.tick()
    expect(begun).toBe(1)
    fail(new Error('the disk is full'))
    await new Promise((resolve) => setImmediate(resolve))
    hand.tick()
    expect([begun, failures.length]).toEqual([2, 1])
    fail(new Error('the disk is full'))
  })
})
