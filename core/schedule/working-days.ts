import { addDays, weekdayOf } from '../time.ts'
import type { Rulebook } from './rulebook.ts'

/**
 * The date so many working days after another: Monday to Friday, but for the holidays that are enabled for the topmost
 * organisations; make-up days work. For deadlines, such as two working days to answer a person.
 */
export function addWorkingDays(
  book: Pick<Rulebook, 'calendar' | 'organisations'>,
  date: string,
  days: number,
): string {
  const tops = new Set(book.organisations.filter(({ parent }) => parent === null).map(({ id }) => id))
  const exceptions = new Map(
    book.calendar
      .filter(({ enabled, scope }) => enabled && scope.kind === 'organisation' && tops.has(scope.id))
      .map((exception) => [exception.date, exception.kind.kind]),
  )
  let at = date
  for (let left = days; left > 0; ) {
    at = addDays(at, 1)
    const exception = exceptions.get(at)
    if (exception === undefined ? weekdayOf(at) <= 5 : exception !== 'holiday') left--
  }
  return at
}
