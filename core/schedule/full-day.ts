import type { DaySessions } from './rulebook.ts'

/** A full working day, 40 hours in five days (Quyết định 188/1999/QĐ-TTg, Art. 1). */
export const FULL_DAY_MINUTES = 480

/** Longer than the longest half day in use (4 h 30), so meant as a full one. */
const FULL_DAY_FROM_MINUTES = 300

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

/** Minutes of a day's sessions together. */
export const totalMinutes = (sessions: DaySessions): number =>
  sessions.reduce((sum, [start, end]) => sum + minutesOf(end) - minutesOf(start), 0)

/** A full working day that does not add up to 480 minutes; half days (Saturday mornings) never are. */
export function isOddFullDay(sessions: DaySessions): boolean {
  const minutes = totalMinutes(sessions)
  return minutes > FULL_DAY_FROM_MINUTES && minutes !== FULL_DAY_MINUTES
}
