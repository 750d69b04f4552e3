/** Characters at which spreadsheet programs begin to calculate, full-width ones too. */
const STARTS_FORMULA = /^[=+\-@\t\r\n\0＝＋－＠]/u
/** A sign with nothing after it calculates nothing; it is what the timesheet calls a day at work. */
const LONE_SIGN = /^[+-]$/

/**
 * One field of a CSV file: text that a spreadsheet would calculate gets an apostrophe before it, quotes where
 * RFC 4180 asks for them. Numbers go as they are.
 */
export function csvField(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const safe = STARTS_FORMULA.test(value) && !LONE_SIGN.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A CSV file (RFC 4180) with the mark by which Excel knows UTF-8. */
export const csvFile = (rows: readonly (readonly (string | number)[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(csvField).join(',')).join('\r\n')}\r\n`
