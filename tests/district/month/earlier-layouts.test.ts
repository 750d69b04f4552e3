import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { MonthFacts } from '../../../core/month/month-facts.ts'
import { digestOfPaper, makePaper, PAPER_NAMES } from '../../../district/papers/papers.ts'

/** Closings of the second and third layout with the digests of what programs of that time printed. */
const LOCKS: { id: string; lockedAt: number; facts: string; digests: Record<string, string> }[] = JSON.parse(
  gunzipSync(readFileSync(new URL('../../vectors/earlier-layout-locks.json.gz', import.meta.url))).toString(),
)

describe.each(LOCKS.map((lock, index) => [index + 1, lock] as const))(
  'month %i, closed under an earlier layout',
  (_, { id, lockedAt, facts, digests }) => {
    const source = { facts: MonthFacts.parse(JSON.parse(facts)), lock: { id, lockedAt } }

    test.each(PAPER_NAMES)('prints %s byte for byte as it was closed', async (name) => {
      expect(digestOfPaper(await makePaper(name, source))).toBe(digests[name])
    })
  },
)
