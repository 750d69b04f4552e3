import { z } from 'zod'
import calendar2025 from '../../assets/calendar/vn-2025.json' with { type: 'json' }
import calendar2026 from '../../assets/calendar/vn-2026.json' with { type: 'json' }
import type { SuggestedDays } from '../../core/district/hours-api.ts'
import { CalendarRow } from '../../core/schedule/sample-data.ts'
import { suggestHolidays } from '../../core/schedule/suggest-holidays.ts'

type Suggested = z.infer<typeof SuggestedDays>[number]
const ANNOUNCED = new Map([
  [2025, z.array(CalendarRow).parse(calendar2025)],
  [2026, z.array(CalendarRow).parse(calendar2026)],
])

/** What a year's calendar may hold: as it was announced where that is known, else the days by law with lunar ones computed. */
export function suggestedCalendar(year: number): Omit<Suggested, 'known'>[] {
  const announced = ANNOUNCED.get(year)
  if (announced === undefined) return suggestHolidays(year)
  return announced.map(({ source: _source, note, ...row }) => ({
    ...row,
    ...(note === undefined ? {} : { note }),
  }))
}
