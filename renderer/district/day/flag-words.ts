import type { TFunction } from 'i18next'
import { assertNever } from '../../../core/assert-never.ts'
import type { DayFlag } from '../../../core/person-day/person-day.ts'
import type { Look } from './presence-look.ts'

/** What a flag says, without its session. */
export function flagWords(flag: DayFlag, t: TFunction): string {
  const minutes = flag.minutes ?? 0
  switch (flag.code) {
    case 'late':
      return t(flag.chargeable === 0 ? 'flags.lateExcused' : 'flags.late', { minutes })
    case 'early':
      return t(flag.chargeable === 0 ? 'flags.earlyExcused' : 'flags.early', { minutes })
    case 'away':
      return t('flags.away', { minutes })
    case 'absent':
    case 'missing-in':
    case 'missing-out':
    case 'missing-midday':
    case 'no-badge':
    case 'unscheduled':
    case 'clock-doubt':
    case 'annulled':
    case 'annulled-and-claimed':
    case 'claim-waiting':
    case 'two-points':
    case 'scan-on-leave':
    case 'badge-handed-over':
    case 'pin-set-by-other':
    case 'pin-used-same-day':
    case 'other-point':
    case 'badge-not-worn':
    case 'out-of-service':
      return t(`flags.${flag.code}`)
    default:
      return assertNever(flag.code)
  }
}

/** How a flag is drawn. */
export function flagLook(flag: DayFlag): Look {
  switch (flag.code) {
    case 'late':
    case 'early':
      return flag.chargeable === 0 ? 'excused' : flag.code
    case 'absent':
      return 'absent'
    case 'missing-in':
    case 'missing-out':
    case 'missing-midday':
      return 'incomplete'
    case 'out-of-service':
      return 'no-data'
    case 'away':
      return 'away'
    case 'no-badge':
    case 'badge-not-worn':
    case 'other-point':
    case 'unscheduled':
    case 'clock-doubt':
    case 'annulled':
    case 'annulled-and-claimed':
    case 'claim-waiting':
    case 'two-points':
    case 'scan-on-leave':
    case 'badge-handed-over':
    case 'pin-set-by-other':
    case 'pin-used-same-day':
      return 'left'
    default:
      return assertNever(flag.code)
  }
}

/** "Sáng", "Chiều"; with one session the whole day, with more than two their number. */
export function sessionName(index: number, count: number, t: TFunction): string {
  if (count === 1) return t('session.one')
  if (count === 2) return index === 0 ? t('session.first') : t('session.second')
  return t('session.nth', { n: index + 1 })
}
