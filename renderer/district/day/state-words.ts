import type { TFunction } from 'i18next'
import type { Out } from '../../../core/district/person-month-api.ts'
import type { PersonDay } from '../../../core/person-day/person-day.ts'

/** How a session stands. @param out what the person said who is out right now */
export const stateWords = (
  state: PersonDay['states'][number] | undefined,
  out: Out | null,
  t: TFunction,
): string => (state === 'here' && out !== null ? t(`out.${out.kind}`) : t(`states.${state ?? 'no-data'}`))
