import type { KioskAnswers, KioskInput } from '../../core/kiosk/kiosk-api.ts'
import { ADMINISTRATOR, nameOfOwner } from '../desk/pin-owner.ts'
import { requireAdministrator } from '../desk/require-visit.ts'
import type { Machine } from '../stick/machine.ts'

/** Long enough for the answer to reach the screen. */
const AFTER_ANSWER_MS = 200

/** Ends the program, on record. */
export function quitKiosk(kiosk: Machine, { visit }: KioskInput<'quit'>): KioskAnswers['quit'] {
  const allowed = requireAdministrator(kiosk, visit)
  if (allowed.kind !== 'open') return allowed
  const noted = kiosk.keeper.write((store) => {
    const data = { who: nameOfOwner(ADMINISTRATOR), what: 'quit' }
    kiosk.journal.append(store, [{ id: kiosk.newId(), type: 'access', data }])
  })
  if (noted.kind === 'not-recorded') return noted
  setTimeout(kiosk.quit, AFTER_ANSWER_MS).unref()
  return { kind: 'quitting' }
}
