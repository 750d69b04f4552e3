import { weakPin } from '../../core/desk/weak-pin.ts'
import type { KioskInput } from '../../core/kiosk/kiosk-api.ts'
import type { ChangePinAnswer } from '../../core/kiosk/kiosk-desk-api.ts'
import type { Desk } from './desk.ts'
import { personOfProof } from './person-of-proof.ts'
import { personsPin } from './pin-owner.ts'

/** A person takes a PIN of their own choice in the place of the one they can say. */
export async function changePin(
  kiosk: Desk,
  { proof, next }: KioskInput<'changePin'>,
): Promise<ChangePinAnswer> {
  const person = personOfProof(kiosk, proof)
  if (person === null) return { kind: 'unknown-person' }
  const why = weakPin(next, person.role)
  if (why !== null) return { kind: 'weak', why }
  if (next === proof.pin) return { kind: 'same-pin' }
  return kiosk.pins.change(personsPin(person.id), proof.pin, next)
}
