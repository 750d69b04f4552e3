import { randomInt } from 'node:crypto'
import { weakPin } from '../../core/desk/weak-pin.ts'
import type { KioskService } from '../../kiosk/create-kiosk-service.ts'
import { deliver } from './demo-kiosk.ts'
import type { DemoState } from './demo-state.ts'
import type { InventedWard } from './invented-organisation.ts'

function inventPin(digits: number): string {
  for (;;) {
    const pin = String(randomInt(10 ** digits)).padStart(digits, '0')
    if (weakPin(pin) === null) return pin
  }
}

/** PINs of one demo, unlike those of any other. */
export const inventPins = (): NonNullable<DemoState['pins']> => ({
  administrator: inventPin(6),
  people: inventPin(4),
})

/** Gives the visitor's kiosk its administrator and everybody there a PIN, right after enrolment. */
export async function choosePins(
  { api }: KioskService,
  ward: InventedWard,
  pins: NonNullable<DemoState['pins']>,
): Promise<void> {
  await deliver({ api })
  await api.setAdministratorPin({ pin: pins.administrator })
  const opened = await api.openVisit({ for: 'administrator', pin: pins.administrator })
  if (opened.kind !== 'opened') throw new Error(`no PIN for the demo kiosk: ${opened.kind}`)
  for (const { id } of ward.people) await api.setPin({ visit: opened.visit, person: id, pin: pins.people })
  await api.closeVisit({ visit: opened.visit })
}
