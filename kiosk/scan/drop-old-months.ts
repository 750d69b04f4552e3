import { parseEvent } from '../../core/log/event.ts'
import { instantOf, localDateOf } from '../../core/time.ts'
import type { LogStore } from '../../db/kiosk/store/log-store.ts'
import { readClock } from '../log/kiosk-clock.ts'
import type { Scanning } from './scanning.ts'

/** What a kiosk keeps at the least (log.md). */
export const KEPT_DAYS = 400
const DAY_MS = 24 * 3_600_000
/** Looked at, and dropped, at once: scans are answered in between. */
const EVENTS_A_TURN = 500

/**
 * Drops whole months that the district holds under its seal once all of their days are older than a kiosk must keep;
 * the hash of the last dropped event stays. Nothing goes while the clock was not compared with the district's.
 * @returns how many events were dropped; call again while there are any
 */
export function dropOldMonths(kiosk: Scanning, store: LogStore): number {
  const { acknowledged, directory } = kiosk.memory
  const now = kiosk.watch.timeNow(readClock(kiosk.clock))
  const zone = directory?.directory.rulebook.zone
  if (now.errorMs === null || zone === undefined || acknowledged === null) return 0
  const firstKept = `${localDateOf(now.at - KEPT_DAYS * DAY_MS, zone).slice(0, 7)}-01`
  const keptFrom = instantOf(firstKept, '00:00', zone)
  // The newest event stays: the next one is chained to it.
  const newest = (store.head()?.seq ?? 0) - 1
  const sealed = Math.min(acknowledged.seq, newest)
  let last = 0
  for (const { seq, text } of store.read.after(store.records.dropped()?.seq ?? 0, EVENTS_A_TURN)) {
    const parsed = parseEvent(text)
    if (seq > sealed || parsed.kind === 'malformed') break
    if (kiosk.watch.timeOf(store, parsed.event).at >= keptFrom) break
    last = seq
  }
  return last === 0 ? 0 : store.dropUpTo(last, EVENTS_A_TURN)
}
