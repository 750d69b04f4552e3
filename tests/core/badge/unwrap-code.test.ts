import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { isBadgeCode } from '../../../core/badge/badge-code.ts'
import { hasAddedCharacters, unwrapCode } from '../../../core/badge/unwrap-code.ts'
import { HOSTILE_CODES } from '../../support/hostile-codes.ts'
import { testBadge } from '../../support/test-badge.ts'

const BADGE = testBadge(1).code
const OTHER = testBadge(2).code
const CARD = '001090123456||NGUYEN VAN MAU|01011990|Nam|Phuong X|15042021'
const shifted = (digits: string): string =>
  digits.replace(/\d/g, (digit) => ')!@#$%^&*('.charAt(Number(digit)))

describe('what a scanner sent', () => {
  it.each([
    [BADGE, [BADGE], '', ''],
    [`]Q1${BADGE}`, [BADGE], ']Q1', ''],
    [`S${BADGE}#`, [BADGE], 'S', '#'],
    [`\x02${BADGE}\x03`, [BADGE], '', ''],
    [`${BADGE}${BADGE}`, [BADGE], '', ''],
    [`]Q1${BADGE}]Q1${OTHER}\r`, [BADGE, OTHER], ']Q1', ''],
    [`]Q1${CARD}`, [CARD], ']Q1', ''],
    [`\x02giogiac-enrol:1:abc`, ['giogiac-enrol:1:abc'], '', ''],
  ])('is read as its codes: %j', (text, codes, before, after) => {
    expect(unwrapCode(text)).toEqual({ codes, before, after, shifted: false })
  })

  it('is read past a Shift with every digit', () => {
    expect(unwrapCode(shifted(BADGE))).toEqual({ codes: [BADGE], before: '', after: '', shifted: true })
  })

  it.each([
    ['a badge behind more letters than a setting adds', `https://x/${BADGE}`],
    ['a badge beside digits', `7${BADGE}`],
    ['a badge among the fields of another code', `${BADGE}|X`],
    ['five badges', [1, 2, 3, 4, 5].map((at) => testBadge(at).code).join('')],
    ['nothing', ''],
    ['a badge with a digit misread', `2${BADGE.slice(1)}`],
  ])('holds no known code: %s', (_name, text) => {
    expect(unwrapCode(text)).toBeNull()
  })

  it('with digits around a badge shows that a scanner adds them, unless they are more than ten', () => {
    expect(hasAddedCharacters(`12${BADGE}`)).toBe(true)
    expect(hasAddedCharacters(`${BADGE}0123456789`)).toBe(true)
    expect(hasAddedCharacters(`${BADGE}01234567890`)).toBe(false)
    expect(hasAddedCharacters(BADGE)).toBe(false)
  })

  const withoutBadge = HOSTILE_CODES.filter(([, code]) => !(code.match(/\d{41}/g) ?? []).some(isBadgeCode))

  test.each(withoutBadge)('%s gives no badge', (_name, code) => {
    for (const text of [code, `]Q1${code}`, `S${code}`]) {
      expect(unwrapCode(text)?.codes.some(isBadgeCode) ?? false).toBe(false)
    }
  })

  it('never gives a digit that was not sent in a row', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        for (const code of unwrapCode(text)?.codes ?? []) expect(text).toContain(code)
      }),
    )
  })
})
