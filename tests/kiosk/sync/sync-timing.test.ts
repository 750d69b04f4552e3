import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { driftMs } from '../../../core/log/corrected-time.ts'
import { estimateClock } from '../../../kiosk/sync/clock-estimate.ts'
import { backOffMs, SYNC_TIMING } from '../../../kiosk/sync/sync-timing.ts'

describe('the pause after a failure (S5)', () => {
  test('lies between nothing and twice as much each time, up to five minutes', () => {
    const longest = [2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300].map((seconds) => seconds * 1000)
    for (const [i, most] of longest.entries()) {
      expect(backOffMs(SYNC_TIMING, i + 1, 0)).toBe(0)
      expect(backOffMs(SYNC_TIMING, i + 1, 1 - 2 ** -32)).toBe(most - 1)
    }
    expect(backOffMs(SYNC_TIMING, 10_000, 0.5)).toBe(150_000)
  })

  test('spreads 500 kiosks that come back after two hours', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { minLength: 1 }),
        (draws) => {
          for (const draw of draws) {
            const pause = backOffMs(SYNC_TIMING, 20, draw)
            expect(pause).toBeGreaterThanOrEqual(0)
            expect(pause).toBeLessThan(300_000)
          }
        },
      ),
    )
    let state = 12345
    const random = () => {
      state = (state * 1_103_515_245 + 12_345) % 2 ** 31
      return state / 2 ** 31
    }
    const slots = new Map<number, number>()
    for (let kiosk = 0; kiosk < 500; kiosk++) {
      const slot = Math.floor(backOffMs(SYNC_TIMING, 20, random()) / 10_000)
      slots.set(slot, (slots.get(slot) ?? 0) + 1)
    }
    expect(Math.max(...slots.values())).toBeLessThan((3 * 500) / 30)
  })
})

describe('the district clock estimate (L32)', () => {
  const ms = fc.integer({ min: 0, max: 20_000 })

  test('is never farther off than it says, however lopsided the way', () => {
    const exchange = fc.record({ there: ms, work: ms, back: ms })
    const district = fc.integer({ min: -1e12, max: 1e12 })
    fc.assert(
      fc.property(fc.array(exchange, { minLength: 1, maxLength: 20 }), district, ms, (ways, ahead, wait) => {
        let up = 1000
        const exchanges = ways.map(({ there, work, back }) => {
          const upSent = up
          up += there + work + back + 60_000
          return {
            upSent,
            upReceived: upSent + there + work + back,
            districtReceived: ahead + upSent + there,
            districtSent: ahead + upSent + there + work,
          }
        })
        const now = (exchanges.at(-1)?.upReceived ?? 0) + wait
        const estimate = estimateClock(exchanges, now)
        const ages = exchanges.slice(-8).map(({ upReceived }) => driftMs(now - upReceived))
        expect(Math.abs((estimate?.base ?? Number.NaN) - ahead)).toBeLessThanOrEqual(estimate?.errorMs ?? -1)
        const bounds = ways.slice(-8).map(({ there, back }, i) => (there + back) / 2 + 10 + (ages[i] ?? 0))
        expect(estimate?.errorMs).toBe(Math.min(...bounds))
      }),
    )
  })

  test('prefers a slow exchange of today to a quick one from before a long time offline', () => {
    const day = 24 * 3_600_000
    const quick = { upSent: 1000, upReceived: 1020, districtReceived: 501_010, districtSent: 501_010 }
    const slow = {
      upSent: 5 * day,
      upReceived: 5 * day + 2000,
      districtReceived: 5 * day + 541_000,
      districtSent: 5 * day + 541_000,
    }
    // Five days at 90 ppm: the quick exchange is 39 seconds off by now, and may say so.
    const estimate = estimateClock([quick, slow], 5 * day + 2000)
    expect(estimate).toEqual({ base: 540_000, errorMs: 1010 })
    expect(estimateClock([quick], 5 * day + 2000)?.errorMs).toBeGreaterThan(39_000)
  })

  test('of nothing is nothing', () => {
    expect(estimateClock([], 0)).toBeNull()
  })
})
