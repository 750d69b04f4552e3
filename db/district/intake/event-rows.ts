import { correctedTime, type SeqAnchor } from '../../../core/log/corrected-time.ts'
import type { KnownEvent } from '../../../core/log/event.ts'
import { addDays, localDateOf, startOfDate } from '../../../core/time.ts'
import { scannedBy } from '../days/resolve-people-again.ts'
import type { Snapshot } from '../organisation/snapshot.ts'
import type { CheckedEvent } from './check-batch.ts'

/** One row of `events` before it is stored; names as in the table. */
export interface EventRow {
  readonly seq: number
  readonly id: string
  readonly run: string
  readonly type: string
  readonly at: number
  readonly up: number
  readonly judged_at: number
  readonly judged_error_ms: number | null
  readonly day: string | null
  readonly person: string | null
  readonly ref: string | null
  readonly text: string
}

/** Beyond the year 9999 a clock is only noise: such an event is kept, but counts for no day. */
const LAST_INSTANT = Date.UTC(9999, 11, 30)

/** The local date of an instant, where it has one that can be written. */
export const dayOf = (at: number, zone: string): string | null =>
  at >= 0 && at <= LAST_INSTANT ? localDateOf(at, zone) : null

/** The local date that an event counts for, by its corrected time and the bound of that. */
export type FindDay = (at: number, errorMs: number | null) => string | null

/** `dayOf` for many instants that mostly fall on the same date as the one before. */
export function createDayFinder(zone: string): FindDay {
  let from = 0
  let to = 0
  let date: string | null = null
  return (at) => {
    if (at >= from && at < to) return date
    date = dayOf(at, zone)
    if (date === null) return null
    from = startOfDate(date, zone)
    to = startOfDate(addDays(date, 1), zone)
    return date
  }
}

/**
 * Corrected time of one event from the comparisons next to it in the log, before and after: the same whatever
 * batches the log came in. A comparison that leads nowhere is not believed.
 */
export function correctEvent(
  event: { readonly seq: number; readonly at: number; readonly up: number; readonly run: string },
  anchors: readonly SeqAnchor[],
): { readonly at: number; readonly errorMs: number | null } {
  let before: SeqAnchor | null = null
  let after: SeqAnchor | null = null
  for (const anchor of anchors) {
    if (anchor.run !== event.run) continue
    if (anchor.seq <= event.seq) before = anchor
    else {
      after = anchor
      break
    }
  }
  const corrected = correctedTime(
    event,
    [before, after].filter((anchor) => anchor !== null),
  )
  return Number.isSafeInteger(corrected.at) && corrected.at >= 0 && corrected.at <= LAST_INSTANT
    ? corrected
    : { at: event.at, errorMs: null }
}

/** The comparisons that a batch brings. */
export const anchorsOf = (events: readonly CheckedEvent[]): SeqAnchor[] =>
  events.flatMap(({ event, known }) => {
    if (!known || event.type !== 'clock-checked') return []
    const { offsetMs, errorMs } = event.data as { offsetMs: number; errorMs: number }
    return [{ seq: event.seq, run: event.run, up: event.up, at: event.at, offsetMs, errorMs }]
  })

/** @param anchors of the runs concerned, held and new, in the order of the log */
export function toEventRow(
  { event, known, text }: CheckedEvent,
  anchors: readonly SeqAnchor[],
  snapshot: Snapshot,
  findDay: FindDay,
): EventRow {
  const corrected = correctEvent(event, anchors)
  const meant = known ? meaningOf(event as KnownEvent, corrected.at, snapshot) : {}
  return {
    seq: event.seq,
    id: event.id,
    run: event.run,
    type: event.type,
    at: event.at,
    up: event.up,
    judged_at: corrected.at,
    judged_error_ms: corrected.errorMs,
    day: meant.day ?? findDay(corrected.at, corrected.errorMs),
    person: meant.person ?? null,
    ref: meant.ref ?? null,
    text,
  }
}

/** Whom an event is about, and which day, as far as the event itself says it. */
function meaningOf(
  event: KnownEvent,
  at: number,
  snapshot: Snapshot,
): { readonly person?: string | null; readonly day?: string; readonly ref?: string } {
  const known = (person: string) => (snapshot.people.has(person) ? person : null)
  switch (event.type) {
    case 'scan':
      return { person: scannedBy(snapshot, event.data, at) }
    case 'sign-in':
    case 'spot-check':
    case 'badge-handed-over':
    case 'excuse-requested':
      return { person: known(event.data.staff) }
    case 'claim':
      return event.data.date >= '0001'
        ? { person: known(event.data.staff), day: event.data.date }
        : { person: null }
    case 'access':
      return { person: event.data.about === undefined ? null : known(event.data.about) }
    case 'intent':
      return { ref: event.data.scan }
    case 'annul':
      return { ref: event.data.id }
    default:
      return {}
  }
}
