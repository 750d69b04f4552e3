import { addDays } from '../time.ts'

/** No machine of this kind read a badge before; one whose battery was empty begins again at 2000-01-01. */
const FIRST_DATE = '2005-01-01'

/**
 * Whether a machine can have read something at a time that it wrote down.
 * @param localTime `YYYY-MM-DD HH:mm:ss`
 * @param today the date now, where the machine stands; a clock may be a day ahead
 */
export const isPossibleReading = (localTime: string, today: string): boolean =>
  localTime.slice(0, 10) >= FIRST_DATE && localTime.slice(0, 10) <= addDays(today, 1)
