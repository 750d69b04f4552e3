import { expect, test } from 'vitest'
import type { KioskStatus } from '../../../core/district/kiosks-api.ts'
import { beganOn } from '../../../renderer/district/ward/began-on.ts'

const at = (time: string): number => Date.parse(`2026-11-18T${time}+07:00`)
const sessions = [
  { start: at('07:30'), end: at('11:30') },
  { start: at('13:00'), end: at('17:00') },
]
const kiosk = (enrolledAt: number, state: KioskStatus['state'] = 'active') =>
  ({ enrolledAt, state }) as KioskStatus

test.each([
  ['after the hours had begun', [kiosk(at('08:08'))], at('08:08')],
  ['the first of several', [kiosk(at('13:30')), kiosk(at('08:08'))], at('08:08')],
  ['before them', [kiosk(at('07:00'))], null],
  ['long ago', [kiosk(at('08:08') - 86_400_000), kiosk(at('08:08'))], null],
  ['only after them', [kiosk(at('18:00'))], null],
  ['before them, and revoked since', [kiosk(at('07:00'), 'revoked'), kiosk(at('08:08'))], at('08:08')],
  ['none is there', [], null],
] as const)('a kiosk that began %s', (_, kiosks, began) => {
  expect(beganOn({ kiosks: [...kiosks], sessions })).toBe(began)
  expect(beganOn({ kiosks: [...kiosks], sessions: [] })).toBeNull()
})
