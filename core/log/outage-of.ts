import type { Outage } from '../day/outages.ts'
import { parseEvent } from './event.ts'

/**
 * The outage that an `out-of-service` event ends. It does not begin before what was recorded last: whoever scanned could
 * scan, whatever a clock that was wrong makes of the time between.
 * @param to judged time of the event, UTC ms
 * @param before judged time of the last scan before it, or where it does not say since when of the last event of the run
 * before; `null`: there is none
 * @returns `null`: another event, or nothing is known of how long it was
 */
export function outageOf(text: string, to: number, before: number | null): Outage | null {
  const parsed = parseEvent(text)
  if (parsed.kind !== 'known' || parsed.event.type !== 'out-of-service') return null
  const { at, data } = parsed.event
  const said = data.from === null ? before : to - (at - data.from)
  const from = said === null || before === null ? said : Math.max(said, before)
  return from !== null && from < to ? { from, to } : null
}
