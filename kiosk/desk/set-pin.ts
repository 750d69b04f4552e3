import { weakPin } from '../../core/desk/weak-pin.ts'
import type { KioskInput } from '../../core/kiosk/kiosk-api.ts'
import type { SetPinAnswer } from '../../core/kiosk/kiosk-desk-api.ts'
import type { Desk } from './desk.ts'
import { ADMINISTRATOR, nameOfOwner, personsPin } from './pin-owner.ts'

/**
 * Sets a person's PIN. A leader's own word opens visits, so a leader's PIN is set by that leader or by the
 * administrator only.
 */
export async function setPin(kiosk: Desk, input: KioskInput<'setPin'>): Promise<SetPinAnswer> {
  const visit = kiosk.visits.find(input.visit)
  if (visit === null) return { kind: 'visit-ended' }
  const person = kiosk.memory.directory?.personOf(input.person)
  if (person === undefined || person === null) return { kind: 'unknown-person' }
  if (visit.role === 'leader' && person.role === 'leader' && visit.person !== person.id) {
    return { kind: 'not-allowed' }
  }
  const why = weakPin(input.pin, person.role)
  if (why !== null) return { kind: 'weak', why }
  return kiosk.pins.set(personsPin(person.id), input.pin, visit.person ?? nameOfOwner(ADMINISTRATOR))
}
