import type { Outage } from '../person-day/outages.ts'
import { type KnownEvent, parseEvent } from './event.ts'

export type OutageEvent = Extract<KnownEvent, { type: 'out-of-service' }>

/** @returns `null`: the text is of another event */
export function outageEvent(text: string): OutageEvent | null {
  const parsed = parseEvent(text)
  return parsed.kind === 'known' && parsed.event.type === 'out-of-service' ? parsed.event : null
}

/**
 * The outage that an event ends. It does not begin before what was recorded last: whoever scanned could scan, whatever a
 * clock that was wrong makes of the time between.
 * @param to corrected time of the event, UTC ms
 * @param before corrected time of the last scan before it, or where it does not say since when of the last event of the run
 * before; `null`: there is none
 * @returns `null`: nothing is known of how long it was
 */
export function outageOf({ at, data }: OutageEvent, to: number, before: number | null): Outage | null {
  const said = data.from === null ? before : to - (at - data.from)
  const from = said === null || before === null ? said : Math.max(said, before)
  return from !== null && from < to ? { from, to } : null
}
