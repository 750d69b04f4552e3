import { type PinRank, SHORTEST_PIN } from '../../core/desk/weak-pin.ts'
import type { KioskAnswers, KioskInput } from '../../core/kiosk/kiosk-api.ts'
import type { PinShown } from '../../core/kiosk/kiosk-settings-api.ts'
import type { KeptPin } from '../../db/kiosk/records/desk-records.ts'
import { ADMINISTRATOR, personsPin } from '../desk/pin-owner.ts'
import { requireAdministrator } from '../desk/require-visit.ts'
import type { Machine } from '../stick/machine.ts'

/** Who has a PIN among those whose word counts for others, and since when. */
export function showLeaderPins(
  kiosk: Machine,
  { visit }: KioskInput<'leaderPins'>,
): KioskAnswers['leaderPins'] {
  const allowed = requireAdministrator(kiosk, visit)
  if (allowed.kind !== 'open') return allowed
  const attempt = kiosk.keeper.use((store): KioskAnswers['leaderPins'] => ({
    kind: 'pins',
    administrator: shown(kiosk.pins.kept(store, ADMINISTRATOR), 'administrator'),
    leaders:
      kiosk.memory.directory?.people
        .filter(({ role }) => role === 'leader')
        .map(({ id, name, title, role }) => {
          const pin = shown(kiosk.pins.kept(store, personsPin(id)), role)
          return { id, name, title, pin }
        }) ?? null,
    shared: kiosk.pinSecrets.point() !== null,
  }))
  return attempt.kind === 'done' ? attempt.value : attempt
}

const shown = (pin: KeptPin | null, rank: PinRank): PinShown | null =>
  pin === null
    ? null
    : { since: pin.at, toChange: !pin.own, short: pin.digits === null || pin.digits < SHORTEST_PIN[rank] }
