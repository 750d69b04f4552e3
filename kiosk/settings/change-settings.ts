import type { KioskAnswers, KioskInput } from '../../core/kiosk/kiosk-api.ts'
import { KioskSettings } from '../../core/kiosk/kiosk-settings-api.ts'
import { ADMINISTRATOR, nameOfOwner } from '../desk/pin-owner.ts'
import { requireAdministrator } from '../desk/require-visit.ts'
import type { Machine } from '../stick/machine.ts'

/** Changes settings, with one event for each that changed, in one transaction. */
export function changeSettings(
  kiosk: Machine,
  { visit, change }: KioskInput<'changeSettings'>,
): KioskAnswers['changeSettings'] {
  const allowed = requireAdministrator(kiosk, visit)
  if (allowed.kind !== 'open') return allowed
  const before = kiosk.memory.settings
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  const settings = KioskSettings.parse({ ...before, ...given })
  const names = Object.keys(given).filter((name) => isChanged(before, settings, name))
  if (names.length === 0) return { kind: 'changed', settings }
  const attempt = kiosk.keeper.write((store) => {
    const who = nameOfOwner(ADMINISTRATOR)
    const happenings = names.map(
      (name) =>
        ({ id: kiosk.newId(), type: 'access', data: { who, what: `settings-changed ${name}` } }) as const,
    )
    kiosk.journal.append(store, happenings, () => store.desk.saveSettings(settings))
    kiosk.memory.settings = settings
    kiosk.sendSoon()
    kiosk.changed()
  })
  return attempt.kind === 'done' ? { kind: 'changed', settings } : attempt
}

const isChanged = (before: KioskSettings, after: KioskSettings, name: string): boolean => {
  const of = (settings: KioskSettings) =>
    JSON.stringify(Object.entries(settings).find(([key]) => key === name))
  return of(before) !== of(after)
}
