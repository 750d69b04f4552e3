import fc from 'fast-check'
import { expect, test } from 'vitest'
import { paginateSheet } from '../../../core/month/paginate-sheet.ts'

const sheet = (count: number, row = 20) => ({
  before: 70,
  heads: 80,
  rows: Array.from({ length: count }, () => row),
  tail: 100,
})

test.each([
  [0, [0, 0]],
  [1, [0, 1]],
  [14, [0, 14]],
  // The fifteenth row fits, the signatures do not: three rows go with them.
  [15, [0, 12, 15]],
  [19, [0, 16, 19]],
  [20, [0, 17, 20]],
  [37, [0, 19, 37]],
  [40, [0, 19, 37, 40]],
])('%i rows begin their pages at %j', (count, starts) => {
  expect(paginateSheet(sheet(count), 540)).toEqual(starts)
})

test('every row is on one page, no page overflows, and the signatures have rows above them', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 10, max: 60 }), { minLength: 0, maxLength: 200 }),
      fc.integer({ min: 60, max: 140 }),
      (rows, tail) => {
        const heights = { before: 70, heads: 80, rows, tail }
        const starts = paginateSheet(heights, 540)
        expect(starts[0]).toBe(0)
        expect(starts.at(-1)).toBe(rows.length)
        for (const [page, to] of starts.slice(1).entries()) {
          const from = starts[page] ?? 0
          const isLast = page === starts.length - 2
          const used = rows.slice(from, to).reduce((sum, row) => sum + row, 0) + (isLast ? tail : 0)
          expect(used + 80 + (page === 0 ? 70 : 0)).toBeLessThanOrEqual(540)
          if (rows.length > 0) expect(to).toBeGreaterThan(from)
          if (isLast && rows.length >= 3) expect(to - from).toBeGreaterThanOrEqual(3)
        }
      },
    ),
  )
})
