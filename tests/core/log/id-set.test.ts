import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createIdSet } from '../../../core/log/id-set.ts'

const word = fc.oneof(fc.constantFrom(0, 1, 0xffffffff), fc.nat({ max: 5 }), fc.nat({ max: 0xffffffff }))

describe('a set of ids', () => {
  test('says of every id whether it was new, as a set of texts does', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(word, word, word, word), { maxLength: 400 }), (ids) => {
        const plain = new Set<string>()
        const set = createIdSet()
        for (const id of ids) {
          const isNew = !plain.has(id.join())
          plain.add(id.join())
          expect(set.add(...id)).toBe(isNew)
        }
        expect(set.size).toBe(plain.size)
      }),
    )
  })

  test('grows to a hundred thousand and forgets none, though they differ in few bits', () => {
    const set = createIdSet()
    for (let i = 0; i < 100_000; i++) expect(set.add(0x0199d2b0, i, 0x80000000, i * 4096)).toBe(true)
    for (let i = 0; i < 100_000; i += 7) expect(set.add(0x0199d2b0, i, 0x80000000, i * 4096)).toBe(false)
    expect(set.size).toBe(100_000)
  })
})
