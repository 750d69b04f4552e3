import i18next from 'i18next'
import { expect, test } from 'vitest'
import { instantOf } from '../../../core/time.ts'
import { uncheckedWords } from '../../../renderer/district/month/unchecked-words.ts'
import { districtEn } from '../../../renderer/locales/en/district.ts'
import { districtVi } from '../../../renderer/locales/vi/district.ts'

const ZONE = 'Asia/Ho_Chi_Minh'
const at = (time: string): number => instantOf('2026-11-18', time, ZONE)

test('a scan by a clock that nobody compared says between when it was, as far as that is known', async () => {
  const words = i18next.createInstance()
  await words.init({
    lng: 'vi',
    defaultNS: 'district',
    resources: { vi: { district: districtVi }, en: { district: districtEn } },
  })
  const told = (from: number | null, to: number | null, language = 'vi') =>
    uncheckedWords({ at: at('07:24'), from, to }, ZONE, words.getFixedT(language))
  expect(told(at('07:05'), at('08:15'))).toBe('Máy ghi 07:24; thật ra trong khoảng từ 07:05 đến 08:15')
  expect(told(at('07:05'), null)).toBe('Máy ghi 07:24; thật ra sau 07:05')
  expect(told(null, at('08:15'))).toBe('Máy ghi 07:24; thật ra trước 08:15')
  expect(told(at('07:05'), at('08:15'), 'en')).toBe('The kiosk said 07:24; really between 07:05 and 08:15')
  expect(told(at('07:05') - 86_400_000, null)).toBe('Máy ghi 07:24; thật ra sau 07:05 17/11')
  expect(told(null, null)).toBeNull()
})
