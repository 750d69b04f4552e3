import { weakPin } from '../../core/desk/weak-pin.ts'
import type { KioskInput, KioskState } from '../../core/kiosk/kiosk-api.ts'
import type { SetAdministratorPinAnswer } from '../../core/kiosk/kiosk-settings-api.ts'
import type { LogStore } from '../../db/kiosk/store/log-store.ts'
import { ADMINISTRATOR, nameOfOwner } from '../desk/pin-owner.ts'
import { requireAdministrator } from '../desk/require-visit.ts'
import { askForGrant } from '../enrol/ask-for-grant.ts'
import type { Machine } from '../stick/machine.ts'

/**
 * Whether there is an administrator's PIN. The first is chosen by whoever enrols the kiosk, before anybody has
 * scanned at it: afterwards it stands at a counter, and whoever passes by must not be asked.
 */
export function administratorPin(kiosk: Machine, store: LogStore): KioskState['administratorPin'] {
  switch (kiosk.pins.state(store, ADMINISTRATOR)) {
    case 'kept':
      return 'set'
    case 'sealed':
      return 'unreadable'
    case 'lost':
      return 'missing'
    case 'none':
      return store.origin() !== null && !store.read.anyScan() ? 'to-be-chosen' : 'missing'
  }
}

/** Chooses the administrator's PIN right after enrolment, in the administrator's own visit, or by the district's leave. */
export async function setAdministratorPin(
  kiosk: Machine,
  input: KioskInput<'setAdministratorPin'>,
): Promise<SetAdministratorPinAnswer> {
  if (kiosk.memory.enrolment === null) return { kind: 'not-enrolled' }
  const weak = weakPin(input.pin, 'administrator')
  if (weak !== null) return { kind: 'weak', why: weak }
  if (input.code !== undefined) {
    const granted = await askForGrant(kiosk, input.code)
    if (granted !== 'granted') return { kind: granted }
  } else if (input.visit === undefined) {
    const known = kiosk.keeper.write((store) => administratorPin(kiosk, store))
    if (known.kind === 'not-recorded') return known
    if (known.value !== 'to-be-chosen') return { kind: 'not-allowed' }
  } else {
    const visit = requireAdministrator(kiosk, input.visit)
    if (visit.kind !== 'open') return visit
  }
  const by = input.code === undefined ? nameOfOwner(ADMINISTRATOR) : 'district-code'
  return kiosk.pins.set(ADMINISTRATOR, input.pin, by)
}
