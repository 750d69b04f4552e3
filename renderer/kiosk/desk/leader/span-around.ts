import { weekdayOf } from '../../../../core/time.ts'

const DAY_MS = 86_400_000

const shift = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)

/** From Monday, or from the first of the month, to the date itself: what is still to come has nothing to show. */
export const spanAround = (
  date: string,
  span: 'week' | 'month',
): { readonly from: string; readonly to: string } => ({
  from: span === 'month' ? `${date.slice(0, 8)}01` : shift(date, 1 - weekdayOf(date)),
  to: date,
})
