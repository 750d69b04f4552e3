import { type KnownEvent, parseEvent } from '../../core/log/event.ts'
import { type DayFacts, factsOfDay } from '../../core/log/facts-of-day.ts'
import { localDateOf } from '../../core/time.ts'
import type { LogStore } from '../../db/kiosk/store/log-store.ts'

/** Events read at once while looking for a person's day. */
const PAGE = 8

export interface PersonDays {
  /** What is on record about a person on a date; loaded through the index once, then kept. */
  of(store: LogStore, person: string, date: string): DayFacts
  /** An event of this person was committed: it counts without being read again. */
  add(store: LogStore, person: string, event: KnownEvent): void
  /** Times or events may have changed: everything is read again. */
  forget(): void
}

/**
 * Keeps today's events of everybody who was here today.
 * @param timeOf corrected time of an event, UTC ms
 */
export function createPersonDays(
  zone: () => string,
  timeOf: (store: LogStore, event: KnownEvent) => number,
): PersonDays {
  let keptDate = ''
  const kept = new Map<string, KnownEvent[]>()

  /** @param before number of the event before which the log is read */
  function load(store: LogStore, person: string, date: string, before: number): KnownEvent[] {
    const found: KnownEvent[] = []
    // The order of the log is the order of the day even where clocks were wrong; a page wholly from before this
    // date means that the day's beginning is passed. A claim counts by when it was made, not by the day it is about.
    for (let next = before; ; ) {
      const page = store.read.ofPerson(person, next, PAGE)
      let known = 0
      let earlier = 0
      for (const row of page) {
        next = row.seq
        const parsed = parseEvent(row.text)
        if (parsed.kind !== 'known') continue
        const { event } = parsed
        const recordedOn = localDateOf(timeOf(store, event), zone())
        known++
        if (recordedOn < date) earlier++
        if ((event.type === 'claim' ? event.data.date : recordedOn) === date) found.push(event)
      }
      if (page.length < PAGE || (known > 0 && earlier === known)) return found.reverse()
    }
  }

  function keptOn(date: string): Map<string, KnownEvent[]> {
    if (date !== keptDate) kept.clear()
    keptDate = date
    return kept
  }

  return {
    of(store, person, date) {
      const ofDate = keptOn(date)
      const events = ofDate.get(person) ?? load(store, person, date, Number.MAX_SAFE_INTEGER)
      ofDate.set(person, events)
      const facts = factsOfDay(events, (event) => timeOf(store, event))
      return { scans: facts.scans, claims: facts.claims.filter((claim) => claim.date === date) }
    },
    add(store, person, event) {
      // What is said of a scan stands with it, also after midnight.
      if (event.type !== 'scan' && event.type !== 'sign-in') {
        kept.get(person)?.push(event)
        return
      }
      const date = localDateOf(timeOf(store, event), zone())
      const ofDate = keptOn(date)
      try {
        const events = ofDate.get(person) ?? load(store, person, date, event.seq)
        ofDate.set(person, [...events, event])
      } catch {
        // It is on record: whoever asks for the day meets the fault, and this event is not unsaid by it.
        ofDate.delete(person)
      }
    },
    forget() {
      kept.clear()
    },
  }
}
