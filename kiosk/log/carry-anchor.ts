import { type ClockAnchor, driftMs } from '../../core/log/corrected-time.ts'
import { type KnownEvent, parseEvent } from '../../core/log/event.ts'
import type { LogStore } from '../../db/kiosk/store/log-store.ts'
import type { Reading } from './kiosk-clock.ts'
import type { Recording } from './recording.ts'

/** Events looked back for the beginning of a run, and at once. */
const FARTHEST = 5_000
const PAGE = 500

/**
 * What the run before knew of the district's clock, as it stands now: the machine's uptime went on when only the service
 * ended, so a comparison holds as long as the machine runs.
 * @returns `null` when that run was never compared, or the machine was started anew since, as far as one can tell
 */
export function carriedAnchor(
  kiosk: Pick<Recording, 'bootId'>,
  store: LogStore,
  lastRun: string,
  { at, up }: Reading,
): Pick<ClockAnchor, 'offsetMs' | 'errorMs'> | null {
  const text = store.read.clockChecksOf(lastRun).at(-1)
  const check = text === undefined ? null : known(text)
  if (check?.type !== 'clock-checked' || up < check.up || kiosk.bootId === null) return null
  if (bootOf(store, lastRun, check.seq) !== kiosk.bootId) return null
  const since = up - check.up
  return {
    offsetMs: Math.round(check.at + check.data.offsetMs + since - at),
    errorMs: check.data.errorMs + driftMs(since),
  }
}

function known(text: string): KnownEvent | null {
  const parsed = parseEvent(text)
  return parsed.kind === 'known' ? parsed.event : null
}

/** The operating system's boot in which a run began, by what its first event says. */
function bootOf(store: LogStore, run: string, before: number): string | null {
  for (let end = before; end > 1 && before - end < FARTHEST; end -= PAGE) {
    const first = Math.max(0, end - 1 - PAGE)
    for (const { text } of store.read.after(first, end - 1 - first).toReversed()) {
      if (!text.includes('"type":"run-started"')) continue
      const event = known(text)
      if (event?.run === run && event.type === 'run-started') return event.data.boot
    }
  }
  return null
}
