import { parseEvent } from '../../core/log/event.ts'
import type { LogStore } from '../../db/kiosk/store/log-store.ts'
import type { Waiting } from './kiosk-memory.ts'
import type { Scanning } from './scanning.ts'

export const NONE_WAITING: Waiting = { have: 0, waiting: 0, turnsWaiting: 0, oldestTurnAt: null }

/**
 * What the district does not have yet. Only events that came since the last count are looked at, unless the district
 * took some meanwhile. While the log cannot be read: as last counted.
 */
export function countWaiting(kiosk: Scanning): Waiting {
  const { memory } = kiosk
  const counted = kiosk.keeper.use((store): Waiting => {
    const have = memory.acknowledged?.seq ?? 0
    const head = Math.max(have, store.head()?.seq ?? 0)
    const goesOn = memory.waiting.have === have && have + memory.waiting.waiting <= head
    const before = goesOn ? memory.waiting : { ...NONE_WAITING, have }
    if (have + before.waiting === head) return before
    const { count, first } = store.read.turns(have + before.waiting, head)
    return {
      have,
      waiting: head - have,
      turnsWaiting: before.turnsWaiting + count,
      oldestTurnAt: before.oldestTurnAt ?? (first === null ? null : timeOf(kiosk, store, first)),
    }
  })
  if (counted.kind === 'done') memory.waiting = counted.value
  return memory.waiting
}

function timeOf(kiosk: Scanning, store: LogStore, seq: number): number | null {
  const text = store.read.textOf(seq)
  const parsed = text === null ? null : parseEvent(text)
  if (parsed === null || parsed.kind === 'malformed') return null
  return kiosk.watch.timeOf(store, parsed.event).at
}
