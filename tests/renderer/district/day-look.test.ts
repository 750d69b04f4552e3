import { expect, test } from 'vitest'
import type { DayFlag, PersonDay } from '../../../core/person-day/person-day.ts'
import { dayLook } from '../../../renderer/district/month/day-look.ts'

const day = (...flags: DayFlag[]) =>
  ({ sessions: [{ start: 0, end: 1 }], states: ['present'], flags }) as unknown as PersonDay

test.each([
  ['who comes late', [{ code: 'late', minutes: 9, chargeable: 9 }], 'late'],
  ['who leaves early is not drawn as coming late', [{ code: 'early', minutes: 9, chargeable: 9 }], 'early'],
  [
    'who does both, by what came first',
    [
      { code: 'early', minutes: 9, chargeable: 9 },
      { code: 'late', minutes: 5, chargeable: 5 },
    ],
    'late',
  ],
  [
    'of two, the one that is not excused',
    [
      { code: 'late', minutes: 5, chargeable: 0 },
      { code: 'early', minutes: 9, chargeable: 9 },
    ],
    'early',
  ],
  ['an excused early leaving', [{ code: 'early', minutes: 9, chargeable: 0 }], 'here'],
] as const)('%s', (_, flags, look) => {
  expect(dayLook(day(...flags))).toBe(look)
})
