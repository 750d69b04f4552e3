import { WORKED } from '../symbols/timesheet-symbols.ts'

/** Two codes that people would take for the same. */
const folded = (code: string): string => code.normalize('NFC').toLocaleUpperCase('vi')

/**
 * Rows of a list of leave types whose code cannot be theirs, and why: the index of an earlier row that has it already,
 * or `null` where the sheet itself uses it for time worked.
 */
export function repeatedCodes(codes: readonly string[]): ReadonlyMap<number, number | null> {
  const seen = new Map<string, number>()
  const faults = new Map<number, number | null>()
  for (const [index, code] of codes.entries()) {
    const key = folded(code)
    const earlier = seen.get(key)
    if (key === folded(WORKED)) faults.set(index, null)
    else if (earlier !== undefined) faults.set(index, earlier)
    else seen.set(key, index)
  }
  return faults
}
