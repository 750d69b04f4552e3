import { describe, expect, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { SUPPORTED_ELECTRON, whyUnsupported } from '../../scripts/electron-majors.ts'

const DAY_MS = 86_400_000
const WEEKS_BETWEEN_MAJORS = 8

describe('the supported majors of Electron', () => {
  test('hold the one this program is pinned to, exactly pinned', () => {
    const pinned = manifest.devDependencies.electron
    expect(pinned).toMatch(/^\d+\.\d+\.\d+$/)
    expect(SUPPORTED_ELECTRON.map(({ major }) => major)).toContain(Number.parseInt(pinned, 10))
  })

  test('are said aloud when the pinned one has run out, which also stops the packing of a release', () => {
    const today = new Date().toISOString().slice(0, 10)
    const why = whyUnsupported(manifest.devDependencies.electron, today)
    if (why !== null) console.warn(why)
    expect(why === null || why.includes('no security fixes since')).toBe(true)
  })

  test('are three in a row, each lasting from its first version until three majors later are due', () => {
    expect(SUPPORTED_ELECTRON).toHaveLength(3)
    const newest = SUPPORTED_ELECTRON.at(-1)
    for (const [at, { major, since, until, expected }] of SUPPORTED_ELECTRON.entries()) {
      expect(major).toBe((SUPPORTED_ELECTRON[0]?.major ?? 0) + at)
      for (const day of [since, until]) expect(new Date(day).toISOString().slice(0, 10)).toBe(day)
      const newestSince = Date.parse(newest?.since ?? '')
      const due = newestSince + (at + 1) * WEEKS_BETWEEN_MAJORS * 7 * DAY_MS
      if (expected) expect(until).toBe(new Date(due - DAY_MS).toISOString().slice(0, 10))
    }
  })

  test.each([
    ['45.4.1', '2027-04-06', null],
    ['45.4.1', '2027-04-07', 'gets no security fixes since 2027-04-06'],
    ['43.0.0', '2026-12-16', 'gets no security fixes since 2026-12-15'],
    ['42.11.18', '2026-11-22', 'not in the list'],
    ['25.1.1', '2026-11-22', 'not in the list'],
    ['145.0.0', '2026-11-22', 'not in the list'],
    ['^45.4.1', '2026-11-22', 'not in the list'],
    ['latest', '2026-11-22', 'not in the list'],
  ])('judge %s on %s', (version, day, expected) => {
    const why = whyUnsupported(version, day)
    if (expected === null) expect(why).toBeNull()
    else expect(why).toContain(expected)
  })
})
