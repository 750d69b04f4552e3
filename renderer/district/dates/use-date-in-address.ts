import { useCallback } from 'react'
import { useSearchParams } from 'react-router'
import { useToday } from '../session/me-context.ts'

const DATE = /^\d{4}-\d{2}-\d{2}$/

/** The day in the address (`?date=`), which a bookmark keeps; without one it is today in the office's zone. */
export function useDateInAddress(): {
  date: string
  today: string
  setDate: (date: string | null) => void
} {
  const [search, setSearch] = useSearchParams()
  const today = useToday()
  const asked = search.get('date') ?? ''
  const setDate = useCallback((date: string | null) => setSearch(date === null ? {} : { date }), [setSearch])
  return { date: DATE.test(asked) ? asked : today, today, setDate }
}
