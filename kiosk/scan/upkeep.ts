import type { BackUps } from '../log/back-ups.ts'
import { readClock } from '../log/kiosk-clock.ts'
import type { Reserve } from '../log/reserve.ts'
import { dropOldMonths } from './drop-old-months.ts'
import type { Scanning } from './scanning.ts'

/** How often what has no hurry is looked at. */
const SELDOM_MS = 5 * 60_000

/** Looks after the log between scans: called every few seconds. */
export type Upkeep = () => Promise<void>

/** A failed log tried again, the reserve, the daily backup, the write-ahead log emptied, old months dropped. */
export function createUpkeep(kiosk: Scanning, reserve: Reserve, backUps: BackUps): Upkeep {
  let seldomUp: number | null = null
  let headThen = -1

  return async () => {
    const { keeper } = kiosk
    // A small durable write: a disk that takes it takes scans again.
    if (keeper.recording().kind === 'failing')
      keeper.prove((store) => store.records.saveLastRun({ run: kiosk.run, stopped: false }))
    if (keeper.recording().kind === 'failing') return
    reserve.keep()
    const { up } = readClock(kiosk.clock)
    if (seldomUp !== null && up - seldomUp < SELDOM_MS) return
    seldomUp = up
    keeper.use((store) => {
      const head = store.head()?.seq ?? 0
      if (head !== headThen) store.checkpoint()
      headThen = head
    })
    for (let dropped = -1; dropped !== 0; ) {
      const attempt = keeper.use((store) => dropOldMonths(kiosk, store))
      dropped = attempt.kind === 'done' ? attempt.value : 0
      await new Promise((resolve) => setImmediate(resolve))
    }
    await backUps.keep()
  }
}
