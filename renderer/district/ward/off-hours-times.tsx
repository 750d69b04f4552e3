import Box from '@mui/material/Box'
import type { PersonDay } from '../../../core/person-day/person-day.ts'
import { localTimeOf } from '../../../core/time.ts'

/** When somebody scanned on a day that has no hours: no column tells it. */
export function OffHoursTimes({ day, zone }: { day: PersonDay; zone: string }) {
  if (day.sessions.length > 0 || day.otherScans.length === 0) return null
  return <Box component="span">{day.otherScans.map((at) => localTimeOf(at, zone)).join(', ')}</Box>
}
