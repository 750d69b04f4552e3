import type { TFunction } from 'i18next'
import type { Language } from '../language/create-i18n.ts'
import { shortDate } from '../language/dates.ts'

/** Half days as they are asked for. */
const HALVES: Readonly<Record<string, 'morning' | 'afternoon'>> = {
  '00:00 12:00': 'morning',
  '12:00 24:00': 'afternoon',
}

/** From when to when, without what goes without saying: whole days have no times. */
export function excuseSpan(
  { from, to }: { readonly from: string; readonly to: string },
  language: Language,
  t: TFunction,
): string {
  const [fromDate = '', fromTime = ''] = from.split('T')
  const [toDate = '', toTime = ''] = to.split('T')
  const whole = fromTime === '00:00' && toTime === '24:00'
  const first = shortDate(fromDate, language)
  const last = shortDate(toDate, language)
  if (whole) return fromDate === toDate ? first : `${first} – ${last}`
  if (fromDate !== toDate) return `${first} ${fromTime} – ${last} ${toTime}`
  const half = HALVES[`${fromTime} ${toTime}`]
  return half === undefined
    ? `${first}, ${fromTime}–${toTime}`
    : `${first}, ${t(`requests.parts.${half}`).toLowerCase()}`
}
