import { parseEvent } from '../../core/log/event.ts'
import type { Outage } from '../../core/person-day/outages.ts'
import type { Directory } from '../../core/wire/directory.ts'
import type { LogStore } from '../../db/kiosk/store/log-store.ts'
import type { Desk } from '../desk/desk.ts'
import { readClock } from '../log/kiosk-clock.ts'
import type { ElsewhereView } from '../scan/elsewhere-view.ts'
import { outagesOnRecord } from '../scan/outages-on-record.ts'

/** Two a day, night and noon, for longer than a leader vouches back. */
const MOST_OUTAGES = 120

/** What this kiosk knows of the time, the rules and its own completeness, at one moment. */
export interface Frame {
  readonly directory: Directory
  /** Corrected time, UTC ms. */
  readonly now: number
  /** Since when this kiosk's log knows everything that was recorded here, UTC ms; `null`: it cannot be read. */
  readonly since: number | null
  /** What the district told of the others; `null`: nothing. */
  readonly elsewhere: ElsewhereView | null
  /** When nobody could scan here, in order. */
  readonly outages: readonly Outage[]
}

/** @returns `null` before the kiosk has a directory */
export function frameOf(kiosk: Desk, store: LogStore): Frame | null {
  const directory = kiosk.memory.directory?.directory
  if (directory === undefined) return null
  const now = kiosk.watch.timeNow(readClock(kiosk.clock)).at
  const { elsewhere } = kiosk.memory
  const outages = outagesOnRecord(kiosk, store, MOST_OUTAGES)
  return { directory, now, since: logBegan(kiosk, store), elsewhere, outages }
}

function logBegan(kiosk: Desk, store: LogStore): number | null {
  const text = store.read.textOf((store.records.dropped()?.seq ?? 0) + 1)
  const parsed = text === null ? null : parseEvent(text)
  return parsed?.kind === 'known' ? kiosk.watch.timeOf(store, parsed.event).at : null
}
