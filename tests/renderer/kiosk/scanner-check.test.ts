import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  diagnoseKeys,
  type RawKey,
  type ScannerTrouble,
} from '../../../renderer/kiosk/scanner/diagnose-keys.ts'
import { keyText } from '../../../renderer/kiosk/scanner/key-text.ts'
import { scannerKeys } from '../../support/scanner-keys.ts'
import { testBadge } from '../../support/test-badge.ts'

const SCANNED = testBadge(5).code
const KEY: RawKey = {
  code: 'Enter',
  key: 'Enter',
  shift: false,
  ctrl: false,
  alt: false,
  meta: false,
  repeat: false,
  capsLock: false,
  composing: false,
  atMs: 0,
}
const keys = (text: string, more: Partial<RawKey> = {}, gapMs = 12): RawKey[] =>
  scannerKeys(text).map(({ code, shift = false }, place) => ({
    ...KEY,
    code,
    key: keyText(code, shift) ?? code,
    shift,
    atMs: place * gapMs,
    ...more,
  }))
/** The keys and Enter right behind them. */
const closed = (pressed: readonly RawKey[]): RawKey[] => [
  ...pressed,
  { ...KEY, atMs: (pressed.at(-1)?.atMs ?? 0) + 12 },
]

describe('the scanner test', () => {
  it('finds nothing when a badge came as it should', () => {
    const badge = { badge: true, length: 41, before: '', after: '', troubles: [] }
    expect(diagnoseKeys(closed(keys(SCANNED)))).toEqual(badge)
  })

  it.each<[string, RawKey[], ScannerTrouble[]]>([
    ['no Enter', keys(SCANNED), ['missing-enter']],
    ['an identifier before', closed(keys(`]Q1${SCANNED}`)), ['before']],
    ['a sign behind', closed(keys(`${SCANNED}#`)), ['after']],
    ['the code twice', closed(keys(SCANNED + SCANNED)), ['twice']],
    ['95 ms a key', closed(keys(SCANNED, {}, 95)), ['slow']],
    ['an input method', closed(keys(SCANNED, { key: 'Process' })), ['input-method']],
    ['composing', closed(keys(SCANNED, { composing: true })), ['input-method']],
    ['the Vietnamese layout', closed(keys(SCANNED, { key: 'ă' })), ['vietnamese-layout']],
    ['another layout', closed(keys(SCANNED, { key: '&' })), ['other-layout']],
    ['CapsLock', closed(keys(SCANNED, { capsLock: true })), ['caps-lock']],
    [
      'NumLock off',
      closed([...keys(SCANNED)].map((one) => ({ ...one, code: `Numpad${one.key}`, key: 'End' }))),
      ['num-lock'],
    ],
  ])('passes a scanner whose badge was read, and says what to set better: %s', (_name, pressed, troubles) => {
    expect(diagnoseKeys(pressed)).toMatchObject({ badge: true, troubles })
  })

  it('shows what stands around the badge', () => {
    expect(diagnoseKeys(closed(keys(`]Q1${SCANNED}#`)))).toMatchObject({ before: ']Q1', after: '#' })
  })

  it.each<[string, RawKey[], ScannerTrouble[]]>([
    ['twenty digits', closed(keys(SCANNED.slice(0, 20))), ['short']],
    ['twenty digits and no Enter', keys(SCANNED.slice(0, 20)), ['missing-enter', 'short']],
    ['three digits', closed(keys('123')), ['short']],
    ['digits before the badge', closed(keys(`00${SCANNED}`)), ['adds']],
    ['130 ms a key', closed(keys(SCANNED, {}, 130)), ['slow']],
    [
      'a badge that breaks off',
      [
        ...keys(SCANNED.slice(0, 20)),
        ...closed(keys(SCANNED.slice(20), {}, 9).map((one) => ({ ...one, atMs: one.atMs + 420 }))),
      ],
      ['cut'],
    ],
    ['another code', closed(keys('https://example.vn/abc')), ['other-code']],
    [
      'an identity card',
      closed(keys('001090123456||NGUYEN VAN MAU|01011990|Nam|X|15042021')),
      ['other-code'],
    ],
    ['keys that say nothing', closed(keys(SCANNED, { code: '', key: 'Unidentified' }, 10)), ['no-names']],
    [
      'a misread badge with Shift',
      closed(keys(SCANNED.slice(1), { shift: true })),
      ['shift', 'other-layout'],
    ],
  ])('does not pass without a badge, and names the reason: %s', (_name, pressed, troubles) => {
    expect(diagnoseKeys(pressed)).toMatchObject({ badge: false, before: '', after: '', troubles })
  })

  it('has nothing to say about keys that write nothing', () => {
    expect(diagnoseKeys([KEY, { ...KEY, code: 'ShiftLeft', key: 'Shift' }])).toBeNull()
  })

  it('never passes without a badge, and never fails without a reason', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            code: fc.constantFrom('Digit1', 'KeyQ', 'Enter', 'Numpad0', '', 'F5'),
            gap: fc.nat(500),
            alt: fc.boolean(),
          }),
          { minLength: 1, maxLength: 60 },
        ),
        (pressed) => {
          let atMs = 0
          const raw = pressed.map(({ code, gap, alt }): RawKey => {
            atMs += gap
            return { ...KEY, code, key: code, alt, atMs }
          })
          const diagnosis = diagnoseKeys(raw)
          if (diagnosis !== null) expect(diagnosis.badge || diagnosis.troubles.length > 0).toBe(true)
        },
      ),
    )
  })
})
