import { type KnownEvent, parseEvent } from '../../core/log/event.ts'
import { localDateOf } from '../../core/time.ts'
import type { LogStore } from '../../db/kiosk/store/log-store.ts'
import type { Scanning } from './scanning.ts'

/** Events read at once. */
const PAGE = 64

/** An event of one person at its corrected time. */
export interface TimedEvent {
  readonly event: KnownEvent
  /** UTC ms. */
  readonly at: number
  /** Local date of `at`. */
  readonly date: string
  /** Its run was compared with the district's clock. */
  readonly clockChecked: boolean
}

/**
 * One person's events since a local date, in the order of the log. Reading goes backwards until a whole page lies
 * before that date; what was recorded earlier about later days is asked for with an earlier date.
 */
export function personEvents(
  kiosk: Scanning,
  store: LogStore,
  person: string,
  since: string,
): readonly TimedEvent[] {
  const zone = kiosk.memory.directory?.directory.rulebook.zone ?? 'UTC'
  const found: TimedEvent[] = []
  for (let before = Number.MAX_SAFE_INTEGER; ; ) {
    const page = store.read.ofPerson(person, before, PAGE)
    let known = 0
    let earlier = 0
    for (const { seq, text } of page) {
      before = seq
      const parsed = parseEvent(text)
      if (parsed.kind !== 'known') continue
      const { event } = parsed
      const { at, errorMs } = kiosk.watch.timeOf(store, event)
      const date = localDateOf(at, zone)
      known++
      if (date < since) earlier++
      found.push({ event, at, date, clockChecked: errorMs !== null })
    }
    if (page.length < PAGE || (known > 0 && earlier === known)) return found.reverse()
  }
}

/** Ids of the events that were annulled. */
export const annulledOf = (events: readonly TimedEvent[]): ReadonlySet<string> =>
  new Set(events.flatMap(({ event }) => (event.type === 'annul' ? [event.data.id] : [])))

/** Sign-ins without the badge in a month `YYYY-MM`, without annulled ones. */
export function noBadgeIn(events: readonly TimedEvent[], month: string): number {
  const annulled = annulledOf(events)
  return events.filter(
    ({ event, date }) => event.type === 'sign-in' && date.startsWith(month) && !annulled.has(event.id),
  ).length
}
