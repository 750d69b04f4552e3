import type { KioskInput } from '../../core/kiosk/kiosk-api.ts'
import type { EventData } from '../../core/log/event.ts'

type Said = Pick<EventData<'scan'>, 'intent' | 'purpose' | 'backAt'>

/** What was said before the badge, as it goes on record: a purpose and a time to be back belong to stepping out only. */
export function saidOf({ intent, purpose, backAt }: Pick<KioskInput<'scan'>, keyof Said>): Said {
  if (intent === undefined) return {}
  const stepsOut = intent === 'out-duty' || intent === 'out-private'
  return {
    intent,
    ...(stepsOut && purpose !== undefined && purpose !== '' ? { purpose } : {}),
    ...(stepsOut && backAt !== undefined ? { backAt } : {}),
  }
}
