import { describe, expect, it } from 'vitest'
import { type EventType, KnownEvent } from '../../../core/log/event.ts'
import { districtEn } from '../../../renderer/locales/en/district.ts'
import { districtVi } from '../../../renderer/locales/vi/district.ts'

/**
 * By which words each type of event is seen on the district's pages, on a day or among the incidents; `never`: it is
 * for the programs alone. A new type does not compile before somebody has said which.
 */
const SEEN = {
  'log-started': ['incidents.kind.restored', 'incidents.kind.fork', 'incidents.kind.damaged'],
  'run-started': 'never',
  scan: ['ward.in', 'ward.out', 'month.otherScans', 'month.annulled.scan'],
  'sign-in': ['flags.no-badge', 'month.annulled.sign-in'],
  intent: ['month.away.out-duty', 'month.away.out-private'],
  'spot-check': ['flags.badge-not-worn', 'month.annulled.spot-check'],
  claim: ['month.claims', 'month.vouchedBy', 'flags.claim-waiting', 'month.annulled.claim'],
  annul: ['month.annulledTitle', 'month.annulledBy', 'flags.annulled'],
  'clock-checked': ['kiosks.clock', 'flags.clock-doubt', 'incidents.kind.clock-unknown'],
  'clock-jumped': ['incidents.kind.clock-step', 'months.pointSigns.clock-step'],
  'out-of-service': ['flags.out-of-service', 'month.outage'],
  'directory-applied': 'never',
  'refused-code': ['incidents.kind.refused-codes'],
  'badge-handed-over': ['flags.badge-handed-over', 'month.deeds.badge-handed-over'],
  'excuse-requested': ['requests.byKiosk'],
  access: ['flags.pin-set-by-other', 'month.deeds.pin-set-by-other', 'month.deeds.pin-used-same-day'],
} as const satisfies Readonly<Record<EventType, 'never' | readonly string[]>>

/** What stands at a path of the texts. */
const textAt = (texts: object, path: string): unknown =>
  path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], texts)

describe('the types of events', () => {
  it('are each said on the district’s pages, or never shown', () => {
    expect(Object.keys(SEEN)).toEqual(KnownEvent.options.map((each) => each.shape.type.value))
  })

  it.each(Object.entries(SEEN).filter(([, words]) => words !== 'never'))(
    '%s has its words in both languages',
    (_, paths) => {
      for (const path of paths)
        for (const texts of [districtVi, districtEn]) expect(textAt(texts, path), path).toMatch(/\p{L}/u)
    },
  )
})
