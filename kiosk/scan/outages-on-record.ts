import { parseEvent } from '../../core/log/event.ts'
import { type OutageEvent, outageEvent, outageOf } from '../../core/log/outage-of.ts'
import type { Outage } from '../../core/person-day/outages.ts'
import type { LogStore } from '../../db/kiosk/store/log-store.ts'
import type { Scanning } from './scanning.ts'

/** The last outages that this kiosk's log holds, in order, corrected time. */
export function outagesOnRecord(kiosk: Scanning, store: LogStore, most: number): readonly Outage[] {
  return store.read
    .outages(most)
    .flatMap((text) => {
      const event = outageEvent(text)
      if (event === null) return []
      const outage = outageOf(event, kiosk.watch.timeOf(store, event).at, lastBefore(kiosk, store, event))
      return outage === null ? [] : [outage]
    })
    .reverse()
}

/** Corrected time of the last scan before it; where it does not say since when, of the last event of the run before. */
function lastBefore(kiosk: Scanning, store: LogStore, { seq, run, data }: OutageEvent): number | null {
  for (let before = seq - 1; ; before--) {
    const text = store.read.textOf(before)
    const parsed = text === null ? null : parseEvent(text)
    if (parsed === null || parsed.kind === 'malformed') return null
    if (parsed.kind === 'unknown') continue
    const { event } = parsed
    const isIt = data.from === null ? event.run !== run : event.type === 'scan' || event.type === 'sign-in'
    if (isIt) return kiosk.watch.timeOf(store, event).at
  }
}
