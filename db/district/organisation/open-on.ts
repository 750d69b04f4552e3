import type { Session } from '../../../core/day/day-types.ts'
import { dayInput } from '../../../core/schedule/day-input.ts'
import type { Rulebook } from '../../../core/schedule/rulebook.ts'

/** The sessions in which a reception point is open on a local date. */
export const openOn = (book: Rulebook, point: string, date: string): readonly Session[] =>
  dayInput(book, { person: null, point, date, scans: [], claims: [], asOf: 0, complete: false }).sessions
