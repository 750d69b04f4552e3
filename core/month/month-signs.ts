import type { DayFlag } from '../person-day/person-day.ts'
import type { MonthFacts } from './month-facts.ts'

/** Signs of days that nobody is charged for, and that somebody should have looked at before a month is signed. */
export const SIGN_CODES = [
  'clock-doubt',
  'annulled-and-claimed',
  'annulled',
  'claim-waiting',
  'badge-handed-over',
  'pin-set-by-other',
  'pin-used-same-day',
  'two-points',
  'scan-on-leave',
  'out-of-service',
] as const satisfies readonly DayFlag['code'][]

/** One sign of a month: on how many days, and whose. */
export interface MonthSign {
  readonly code: (typeof SIGN_CODES)[number]
  readonly days: number
  readonly people: readonly { readonly id: string; readonly name: string; readonly days: number }[]
}

/** The signs that a month's days carry, in the order of `SIGN_CODES`; those that no day carries are left out. */
export function monthSigns({ people }: Pick<MonthFacts, 'people'>): MonthSign[] {
  return SIGN_CODES.flatMap((code) => {
    const whose = people.flatMap(({ id, name, days }) => {
      const count = days.filter(({ day }) => day.flags.some((flag) => flag.code === code)).length
      return count === 0 ? [] : [{ id, name, days: count }]
    })
    const days = whose.reduce((sum, each) => sum + each.days, 0)
    return days === 0 ? [] : [{ code, days, people: whose }]
  })
}
