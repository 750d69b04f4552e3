import type { Head } from '../../core/log/head.ts'
import type { SyncMemory } from './attempt.ts'
import type { Speaking } from './speaking.ts'

const HOUR_MS = 3_600_000
/** More new logs in an hour mean that something else is wrong. */
const MOST_AN_HOUR = 3

/**
 * Sets this log aside, whole and untouched, and goes on in a new one that names it: from what the district last
 * acknowledged, with everything after that under its old event ids.
 * @returns false when there have been too many new logs lately, or the disk does not allow one
 */
export function continueElsewhere(kiosk: Speaking, memory: SyncMemory): boolean {
  const up = kiosk.clock.uptime()
  const lately = memory.continued.filter((each) => up - each < HOUR_MS)
  if (lately.length >= MOST_AN_HOUR) return false
  memory.continued.splice(0, memory.continued.length, ...lately, up)
  const { acknowledged } = kiosk.memory
  const from: Head | null = acknowledged === null ? null : { seq: acknowledged.seq, hash: acknowledged.hash }
  const moved = kiosk.keeper.endLog({
    why: memory.ahead ? 'restored' : 'forked',
    detail: 'the district holds another story',
    from,
  })
  kiosk.log('the log goes on in a new one', { moved })
  return moved
}
