import { addDays } from './time.ts'

/**
 * Reads a date as people write it: day, month, year with `/`, `.` or `-` between (`1/7/2026`, `1.7.26`), eight digits
 * (`01072026`), or `2026-07-01`; a time of day behind it is left out.
 * @returns `YYYY-MM-DD`; `null`: none of these, or no such day
 */
export function readWrittenDate(text: string): string | null {
  const plain = text.trim().replace(/[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$/, '')
  const local =
    /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})$/.exec(plain) ?? /^(\d{2})()(\d{2})(\d{4})$/.exec(plain)
  const [, day = '', , month = '', year = ''] = local ?? []
  const date =
    local === null
      ? plain
      : `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return null
  return Number.isNaN(Date.parse(`${date}T00:00:00Z`)) || addDays(date, 0) !== date ? null : date
}
