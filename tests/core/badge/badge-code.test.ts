import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isBadgeCode, makeBadgeCode } from '../../../core/badge/badge-code.ts'
import { CHECK_CODE } from '../../../core/badge/check-code.ts'
import { classifyCode } from '../../../core/badge/classify-code.ts'

const make = () => makeBadgeCode(randomBytes)

describe('a badge code', () => {
  test('is 41 digits that begin with the version and satisfy ISO 7064 MOD 97-10', () => {
    for (let i = 0; i < 1000; i++) {
      const code = make()
      expect(code).toMatch(/^1\d{40}$/)
      // Long division by another hand.
      expect(BigInt(code) % 97n).toBe(1n)
      expect(isBadgeCode(code)).toBe(true)
    }
  })

  test('to try a scanner with is a valid one and has every digit', () => {
    expect(isBadgeCode(CHECK_CODE)).toBe(true)
    expect(new Set(CHECK_CODE).size).toBe(10)
  })

  test('uses every digit equally often', () => {
    const counts = new Array<number>(10).fill(0)
    for (let i = 0; i < 2000; i++) {
      for (const digit of make().slice(1, 39)) counts[Number(digit)] = (counts[Number(digit)] ?? 0) + 1
    }
    for (const count of counts) expect(Math.abs(count - 7600)).toBeLessThan(500)
  })

  test('is not accepted after any of 10,000 small accidents (T8)', () => {
    const digit = fc.constantFrom(...'0123456789')
    const at = fc.nat({ max: 40 })
    type Accident = (code: string) => string
    const accident: fc.Arbitrary<Accident> = fc.oneof(
      fc.tuple(at, digit).map(
        ([i, d]): Accident =>
          (c) =>
            c.slice(0, i) + d + c.slice(i + 1),
      ),
      fc.nat({ max: 39 }).map(
        (i): Accident =>
          (c) =>
            `${c.slice(0, i)}${c[i + 1]}${c[i]}${c.slice(i + 2)}`,
      ),
      at.map(
        (i): Accident =>
          (c) =>
            c.slice(0, i) + c.slice(i + 1),
      ),
      fc.tuple(at, digit).map(
        ([i, d]): Accident =>
          (c) =>
            c.slice(0, i) + d + c.slice(i),
      ),
      fc.tuple(at, fc.string({ minLength: 1 })).map(
        ([i, s]): Accident =>
          (c) =>
            c.slice(0, i) + s + c.slice(i),
      ),
      fc.constantFrom<Accident>(
        (c) => ` ${c}`,
        (c) => `${c}\n`,
        (c) => `\ufeff${c}`,
        (c) => c + c,
        (c) => c.slice(1),
      ),
    )
    let mutations = 0
    let accepted = 0
    fc.assert(
      fc.property(accident, (change) => {
        const code = make()
        const changed = change(code)
        if (changed === code) return
        mutations++
        if (isBadgeCode(changed)) accepted++
        expect(classifyCode(changed)).not.toBe('badge')
      }),
      { numRuns: 12_000 },
    )
    expect({ enough: mutations >= 10_000, accepted }).toEqual({ enough: true, accepted: 0 })
  })

  test('is not accepted in digits of other scripts', () => {
    const code = make()
    for (const zero of [0xff10, 0x0660, 0x0966, 0x1d7ce]) {
      const other = [...code].map((digit) => String.fromCodePoint(zero + Number(digit))).join('')
      expect(isBadgeCode(other)).toBe(false)
    }
  })
})
