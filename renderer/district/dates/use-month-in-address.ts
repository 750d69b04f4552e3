import { useSearchParams } from 'react-router'
import { addMonths } from '../language/dates.ts'
import { useToday } from '../session/me-context.ts'

const MONTH = /^20\d{2}-(0[1-9]|1[0-2])$/

/** The month that an address asks for (`?month=`); `null`: none, or one that cannot be read. */
export function monthIn(search: URLSearchParams): string | null {
  const asked = search.get('month') ?? ''
  return MONTH.test(asked) ? asked : null
}

/** The month in the address (`?month=`); without one the last that is over. */
export function useMonthInAddress(): {
  readonly month: string
  readonly thisMonth: string
  setMonth(month: string): void
} {
  const [search, setSearch] = useSearchParams()
  const thisMonth = useToday().slice(0, 7)
  return {
    month: monthIn(search) ?? addMonths(thisMonth, -1),
    thisMonth,
    setMonth: (month) => setSearch({ month }),
  }
}
