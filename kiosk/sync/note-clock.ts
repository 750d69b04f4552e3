import type { LogStore } from '../../db/kiosk/store/log-store.ts'
import { readClock } from '../log/kiosk-clock.ts'
import type { SyncMemory } from './attempt.ts'
import { estimateClock } from './clock-estimate.ts'
import type { Speaking } from './speaking.ts'

const HOUR_MS = 3_600_000
/** On top of the estimate's own error. */
const MOVED_MS = 500

/**
 * Puts the comparison with the district's clock on record: at the first exchange of a run or of a log, then hourly, or
 * when the estimate moved by more than its error. Every scan of this run is corrected by it.
 */
export function noteClock(
  kiosk: Speaking,
  store: LogStore,
  memory: Pick<SyncMemory, 'exchanges' | 'anchoredIn'>,
): void {
  const { at, up } = readClock(kiosk.clock)
  const estimate = estimateClock(memory.exchanges, up)
  if (estimate === null) return
  const last = kiosk.watch.lastAnchor()
  const log = store.origin()?.log ?? null
  if (last !== null && memory.anchoredIn === log && up - last.up < HOUR_MS) {
    const moved = Math.abs(last.at + last.offsetMs - last.up - estimate.base)
    if (moved <= estimate.errorMs + MOVED_MS) return
  }
  const data = { offsetMs: Math.round(estimate.base + up - at), errorMs: Math.ceil(estimate.errorMs) }
  const [event] = kiosk.journal.append(store, [{ id: kiosk.newId(), type: 'clock-checked', data }])
  if (event === undefined) return
  memory.anchoredIn = log
  // The offset belongs to the event's own reading of the clocks: the moment between both is far below the error.
  kiosk.watch.anchor({ run: kiosk.run, at: event.at, up: event.up, ...data })
  kiosk.days.forget()
}
