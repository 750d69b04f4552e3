import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { correctedTime } from '../../../core/log/corrected-time.ts'

const run = 'run-a'

describe('the corrected time', () => {
  test('of an event of a run that was never compared is what the kiosk said, with a doubt', () => {
    const other = { run: 'run-b', at: 0, up: 0, offsetMs: 5, errorMs: 1 }
    expect(correctedTime({ at: 100, up: 50, run }, [other])).toEqual({ at: 100, errorMs: null })
  })

  test('follows the uptime, whatever somebody did to the wall clock', () => {
    const anchor = { run, at: 10_000, up: 1000, offsetMs: 250, errorMs: 20 }
    expect(correctedTime({ at: 999_999, up: 1500, run }, [anchor])).toEqual({ at: 10_750, errorMs: 20 })
    expect(correctedTime({ at: 3, up: 400, run }, [anchor])).toEqual({ at: 9650, errorMs: 20 })
  })

  test('takes the comparison nearest in uptime', () => {
    const early = { run, at: 10_000, up: 1000, offsetMs: 0, errorMs: 1 }
    const late = { run, at: 20_000, up: 9000, offsetMs: 7, errorMs: 2 }
    expect(correctedTime({ at: 0, up: 8000, run }, [early, late]).errorMs).toBe(2)
    expect(correctedTime({ at: 0, up: 2000, run }, [late, early]).errorMs).toBe(1)
  })

  test('keeps the order of what happened in one run with one comparison', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.integer(), fc.nat(), (upA, upB, offsetMs, wall) => {
        const anchor = { run, at: 5000, up: 77, offsetMs, errorMs: 0 }
        const [a, b] = [upA, upB].map((up) => correctedTime({ at: wall, up, run }, [anchor]).at)
        expect(Math.sign((a ?? 0) - (b ?? 0))).toBe(Math.sign(upA - upB))
      }),
    )
  })
})
