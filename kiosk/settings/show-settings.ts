import type { KioskAnswers, KioskInput } from '../../core/kiosk/kiosk-api.ts'
import { keyFingerprint } from '../../core/log/fingerprint.ts'
import { showText } from '../../core/names.ts'
import { sha256 } from '../../db/sha256.ts'
import { requireAdministrator } from '../desk/require-visit.ts'
import type { Machine } from '../stick/machine.ts'

/** What the administrator sees of the kiosk. */
export function showSettings(kiosk: Machine, { visit }: KioskInput<'settings'>): KioskAnswers['settings'] {
  const allowed = requireAdministrator(kiosk, visit)
  if (allowed.kind !== 'open') return allowed
  const attempt = kiosk.keeper.use((store) => store.origin()?.publicKey ?? '')
  if (attempt.kind === 'not-recorded') return attempt
  const { enrolment, directory, settings } = kiosk.memory
  const named = directory?.directory ?? enrolment
  return {
    kind: 'settings',
    settings,
    point: showText(named?.pointName ?? ''),
    organisation: showText(named?.organisationName ?? ''),
    kiosk: showText(directory?.directory.kioskName ?? enrolment?.name ?? ''),
    districtAddress: enrolment?.districtAddress ?? '',
    fingerprint: keyFingerprint(sha256, attempt.value),
    keyProtection: kiosk.keys.protection,
    keyboards: kiosk.keyboards(),
  }
}
