import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { classifyCode } from '../../../core/badge/classify-code.ts'
import { HOSTILE_CODES } from '../../support/hostile-codes.ts'

describe('a code that is no badge', () => {
  test('comes in at least two hundred kinds in this table, each once', () => {
    expect(HOSTILE_CODES.length).toBeGreaterThanOrEqual(200)
    expect(new Set(HOSTILE_CODES.map(([, code]) => code)).size).toBe(HOSTILE_CODES.length)
  })

  test.each(HOSTILE_CODES)('%s is named by its class', (_name, code, kind) => {
    expect(classifyCode(code)).toBe(kind)
  })

  test('of any content is never taken for a badge and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 3000 }), (text) => {
        expect(classifyCode(text)).not.toBe('badge')
      }),
    )
  })

  test('is classified at once, however long and odd it is', () => {
    const begun = performance.now()
    for (const text of [
      '|'.repeat(8192),
      '1'.repeat(8192),
      ' '.repeat(8192),
      '|1'.repeat(4096),
      '\n'.repeat(8192),
    ]) {
      classifyCode(text)
    }
    expect(performance.now() - begun).toBeLessThan(100)
  })
})
