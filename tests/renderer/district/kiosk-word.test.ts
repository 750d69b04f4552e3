import i18next from 'i18next'
import { expect, test } from 'vitest'
import type { KioskStatus } from '../../../core/district/kiosks-api.ts'
import { instantOf } from '../../../core/time.ts'
import { SCREEN_CLOSED } from '../../../core/wire/wire.ts'
import { kioskWord } from '../../../renderer/district/day/kiosk-line.tsx'
import { districtVi } from '../../../renderer/locales/vi/district.ts'

const ZONE = 'Asia/Ho_Chi_Minh'
const NOW = instantOf('2026-11-18', '09:00', ZONE)
const kiosk = (how: Partial<KioskStatus>) =>
  ({ state: 'active', silent: false, camera: 'ok', lastSeenAt: NOW, completeTo: NOW, ...how }) as KioskStatus

test.each([
  ['2026-11-18', { camera: SCREEN_CLOSED }, 'Màn hình đóng'],
  ['2026-11-17', { camera: SCREEN_CLOSED }, 'Đã có đủ số liệu của ngày này'],
  ['2026-11-17', { silent: true }, 'Đã có đủ số liệu của ngày này'],
  ['2026-11-17', { silent: true, completeTo: NOW - 86_400_000 }, 'Im lặng từ 09:00 18/11'],
  ['2026-11-18', {}, 'Số liệu đến 09:00'],
] as const)('of %s a kiosk tells what matters to that day', async (date, how, words) => {
  const vi = i18next.createInstance()
  await vi.init({ lng: 'vi', defaultNS: 'district', resources: { vi: { district: districtVi } } })
  expect(kioskWord([kiosk(how)], date, ZONE, vi.t).short).toBe(words)
})
