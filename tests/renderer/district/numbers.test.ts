import i18next from 'i18next'
import { expect, test } from 'vitest'
import { clockWords } from '../../../renderer/district/kiosks/kiosk-words.ts'
import { measureText, numberText } from '../../../renderer/district/language/numbers.ts'
import { districtVi } from '../../../renderer/locales/vi/district.ts'

test.each([
  [2448, '2.448', '2,448'],
  [5.7, '5,7', '5.7'],
  [-0.5, '−0,5', '−0.5'],
  [0, '0', '0'],
] as const)('%d is written as each language writes it', (value, vi, en) => {
  expect([numberText(value, 'vi'), numberText(value, 'en')]).toEqual([vi, en])
})

test('what is measured has one decimal', () => {
  expect([measureText(66.34, 'vi'), measureText(-0.04, 'vi')]).toEqual(['66,3', '0'])
})

test.each([
  [-100, '−0,1 giây'],
  [120, '+0,1 giây'],
  [-20, '0 giây'],
  [20, '0 giây'],
] as const)('a clock that is %d ms off', async (offset, words) => {
  const vi = i18next.createInstance()
  await vi.init({ lng: 'vi', defaultNS: 'district', resources: { vi: { district: districtVi } } })
  expect(clockWords(offset, vi.t, 'vi')).toBe(words)
})
