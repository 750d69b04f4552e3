import type { Outage } from '../day/outages.ts'
import { parseEvent } from './event.ts'

/**
 * The outage that an `out-of-service` event ends.
 * @param to judged time of the event, UTC ms
 * @param before judged time of the last event of the run before, asked for where the kiosk did not know since when
 * @returns `null`: another event, or nothing is known of how long it was
 */
export function outageOf(text: string, to: number, before: () => number | null): Outage | null {
  const parsed = parseEvent(text)
  if (parsed.kind !== 'known' || parsed.event.type !== 'out-of-service') return null
  const { at, data } = parsed.event
  const from = data.from === null ? before() : to - (at - data.from)
  return from !== null && from < to ? { from, to } : null
}
