import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { MonthFacts } from '../../../core/month/month-facts.ts'
import { digestOfPaper, isPaperName, makePaper, PAPER_NAMES } from '../../../district/papers/papers.ts'

/** Closings as programs made them that knew one layout only: a real ward, invented ones, and one without people. */
const LOCKS: { id: string; lockedAt: number; facts: string; digests: Record<string, string> }[] = JSON.parse(
  gunzipSync(readFileSync(new URL('../../vectors/first-layout-locks.json.gz', import.meta.url))).toString(),
)

describe.each(LOCKS.map((lock, index) => [index + 1, lock] as const))(
  'month %i, closed before layouts had numbers',
  (_, { id, lockedAt, facts, digests }) => {
    const source = { facts: MonthFacts.parse(JSON.parse(facts)), lock: { id, lockedAt } }

    test.each(Object.keys(digests))('prints %s byte for byte as it was closed', async (name) => {
      if (!isPaperName(name)) throw new Error('a paper is gone')
      expect(digestOfPaper(await makePaper(name, source))).toBe(digests[name])
    })

    test('prints papers that came later from what was closed', async () => {
      const later = PAPER_NAMES.filter((name) => !(name in digests))
      expect(later.length).toBeGreaterThan(0)
      for (const name of later) expect((await makePaper(name, source)).length).toBeGreaterThan(1_000)
    })
  },
)
