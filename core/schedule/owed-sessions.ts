import { assertNever } from '../assert-never.ts'
import { weekdayOf } from '../time.ts'
import { isOddFullDay, totalMinutes } from './full-day.ts'
import { isInSeason, isValidOn } from './holds-on.ts'
import { chainOn, indexRulebook, keyOf, type RulebookIndex } from './index-rulebook.ts'
import { orderSessions } from './order-sessions.ts'
import type { DateException, DaySessions, Hours, Rulebook, Scope } from './rulebook.ts'

/** Whose day is asked for; `person: null` is the reception point's own day. */
export interface DayQuestion {
  readonly person: string | null
  readonly point: string
  /** Local date. */
  readonly date: string
}

/** The rule that decided a day. */
export type DaySource =
  | { readonly kind: 'duty' }
  | { readonly kind: 'holiday' | 'special-hours'; readonly name: string; readonly scope: Scope }
  | {
      readonly kind: 'make-up'
      readonly name: string
      readonly scope: Scope
      /** The weekday it works like, `1` Monday … `7` Sunday. */
      readonly as: string
      /** Whose hours it borrows; `null` when none hold. */
      readonly hours: Scope | null
    }
  | { readonly kind: 'hours'; readonly scope: Scope; readonly document: string | null }
  /** No rule speaks about the day. */
  | { readonly kind: 'none' }

export type DayWarning =
  /** A full working day that is not 480 minutes. */
  | { readonly kind: 'not-480'; readonly minutes: number }
  /** The rule's sessions were out of order, empty or overlapping and have been put right. */
  | { readonly kind: 'sessions-put-right' }

export interface OwedDay {
  /** Local times, in order, never overlapping; empty when nothing is owed. */
  readonly sessions: DaySessions
  readonly source: DaySource
  readonly warnings: readonly DayWarning[]
}

const NO_WARNINGS: readonly DayWarning[] = []
const NO_SESSIONS: DaySessions = []
const NO_CHAIN: readonly string[] = []

/**
 * Which sessions are owed on a date (rules.md): narrower beats wider, later validity beats earlier, and a
 * decision never reaches back before the date it is valid from. Warns about odd hours, never refuses them.
 */
export function owedDay(book: Rulebook, question: DayQuestion): OwedDay {
  const index = indexRulebook(book)
  const { person, point, date } = question
  const duty = person === null ? undefined : index.duty.get(keyOf('duty', person, date))
  if (duty !== undefined) return owed(duty, { kind: 'duty' })
  const exception = exceptionOn(index, question)
  if (exception !== undefined) return exceptionalDay(index, question, exception)
  const hours = hoursOn(index, person, point, date)
  if (hours === undefined) return owed(NO_SESSIONS, { kind: 'none' })
  return owed(patternOf(hours, String(weekdayOf(date))), {
    kind: 'hours',
    scope: hours.scope,
    document: hours.document ?? null,
  })
}

function exceptionalDay(index: RulebookIndex, question: DayQuestion, exception: DateException): OwedDay {
  const { name, scope, kind } = exception
  switch (kind.kind) {
    case 'holiday':
      return owed(NO_SESSIONS, { kind: 'holiday', name, scope })
    case 'special-hours':
      return owed(kind.sessions, { kind: 'special-hours', name, scope })
    case 'make-up': {
      const hours = hoursOn(index, question.person, question.point, question.date)
      const source = { kind: 'make-up', name, scope, as: kind.as, hours: hours?.scope ?? null } as const
      return owed(hours === undefined ? NO_SESSIONS : patternOf(hours, kind.as), source)
    }
    default:
      return assertNever(kind)
  }
}

function owed(written: DaySessions, source: DaySource): OwedDay {
  const { sessions, changed } = orderSessions(written)
  const odd = isOddFullDay(sessions)
  if (!changed && !odd) return { sessions, source, warnings: NO_WARNINGS }
  const warnings: DayWarning[] = []
  if (changed) warnings.push({ kind: 'sessions-put-right' })
  if (odd) warnings.push({ kind: 'not-480', minutes: totalMinutes(sessions) })
  return { sessions, source, warnings }
}

/** The narrowest enabled exception: of the person, the point, its organisation, then the ancestors. */
function exceptionOn(index: RulebookIndex, { person, point, date }: DayQuestion): DateException | undefined {
  const { calendar } = index
  if (calendar.size === 0) return undefined
  const own =
    (person === null ? undefined : calendar.get(keyOf('person', person, date))) ??
    calendar.get(keyOf('point', point, date))
  if (own !== undefined) return own
  for (const organisation of chainOn(index, point, date) ?? NO_CHAIN) {
    const found = calendar.get(keyOf('organisation', organisation, date))
    if (found !== undefined) return found
  }
  return undefined
}

/** The narrowest hours that hold on a date: of the person, the point, its organisation, then the ancestors. */
function hoursOn(
  index: RulebookIndex,
  person: string | null,
  point: string,
  date: string,
): Hours | undefined {
  const own =
    (person === null ? undefined : firstOn(index.hours.get(keyOf('person', person)), date)) ??
    firstOn(index.hours.get(keyOf('point', point)), date)
  if (own !== undefined) return own
  for (const organisation of chainOn(index, point, date) ?? NO_CHAIN) {
    const found = firstOn(index.hours.get(keyOf('organisation', organisation)), date)
    if (found !== undefined) return found
  }
  return undefined
}

const firstOn = (candidates: readonly Hours[] | undefined, date: string): Hours | undefined =>
  candidates?.find(
    (hours) => isValidOn(hours, date) && (hours.season === undefined || isInSeason(hours.season, date)),
  )

type Weekday = keyof Hours['weekdays']
const isWeekday = (text: string): text is Weekday => text >= '1' && text <= '7' && text.length === 1

/** The sessions of a weekday; one that the hours leave out is off. */
const patternOf = (hours: Hours, weekday: string): DaySessions =>
  (isWeekday(weekday) ? hours.weekdays[weekday] : undefined) ?? NO_SESSIONS
