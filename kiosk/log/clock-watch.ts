import { type ClockAnchor, type CorrectedTime, correctedTime } from '../../core/log/corrected-time.ts'
import { parseEvent } from '../../core/log/event.ts'
import type { LogStore } from '../../db/kiosk/store/log-store.ts'
import type { Reading } from './kiosk-clock.ts'

/** Wall clock and uptime may part by this much before it counts as a jump (log.md, `clock-jumped`). */
const JUMP_MS = 2000

export interface ClockJump {
  readonly beforeMs: number
  readonly afterMs: number
  readonly deltaMs: number
}

export interface ClockWatch {
  /** How the wall clock moved against the uptime since it was last known to be steady. */
  jumpAt(reading: Reading): ClockJump | null
  /** The jump is on record: steady from here on. */
  settle(reading: Reading): void
  /** This run was compared with the district. */
  anchor(anchor: ClockAnchor): void
  lastAnchor(): ClockAnchor | null
  /** The corrected time of an event of any run. */
  timeOf(store: LogStore, event: Reading & { readonly run: string }): CorrectedTime
  /** The district's time now, as far as this run knows. */
  timeNow(reading: Reading): CorrectedTime
}

function anchorsOf(store: LogStore, run: string): ClockAnchor[] {
  const anchors: ClockAnchor[] = []
  for (const text of store.read.clockChecksOf(run)) {
    const parsed = parseEvent(text)
    if (parsed.kind !== 'known' || parsed.event.type !== 'clock-checked') continue
    const { at, up, data } = parsed.event
    anchors.push({ run, at, up, offsetMs: data.offsetMs, errorMs: data.errorMs })
  }
  return anchors
}

/** Watches this run's clock, and corrects the times of this and earlier runs (log.md, "Time"). */
export function createClockWatch(run: string, start: Reading): ClockWatch {
  let steady = start
  const own: ClockAnchor[] = []
  const ofRuns = new Map<string, ClockAnchor[]>([[run, own]])

  function anchorsFor(store: LogStore, other: string): ClockAnchor[] {
    const known = ofRuns.get(other)
    if (known !== undefined) return known
    const found = anchorsOf(store, other)
    ofRuns.set(other, found)
    return found
  }

  return {
    jumpAt({ at, up }) {
      const beforeMs = Math.max(0, steady.at + (up - steady.up))
      const deltaMs = at - beforeMs
      return Math.abs(deltaMs) > JUMP_MS ? { beforeMs, afterMs: at, deltaMs } : null
    },
    settle(reading) {
      steady = reading
    },
    anchor(anchor) {
      own.push(anchor)
    },
    lastAnchor: () => own.at(-1) ?? null,
    timeOf: (store, event) => correctedTime(event, anchorsFor(store, event.run)),
    timeNow: ({ at, up }) => correctedTime({ at, up, run }, own),
  }
}
