import { backUp, backupsIn } from '../../db/kiosk/rescue/back-up.ts'
import { type KioskClock, readClock } from './kiosk-clock.ts'
import type { LogKeeper } from './log-keeper.ts'

/** What backups need of the kiosk. */
interface BackedUpKiosk {
  readonly clock: KioskClock
  readonly keeper: LogKeeper
  readonly log: (message: string, details: Record<string, unknown>) => void
}

const DAY_MS = 24 * 3_600_000
/** After a backup that failed. */
const AGAIN_MS = 3_600_000

/** The daily backups of a log. */
export interface BackUps {
  /** Makes one where it is due; scans go on meanwhile. */
  keep(): Promise<void>
  /** Kiosk's wall clock at the last one that was read through, UTC ms. */
  lastAt(): number | null
}

/**
 * A backup a day in each folder, the second of which may lie on another disk; seven are kept. A clock that was set
 * makes one more, never none.
 */
export function createBackUps(kiosk: BackedUpKiosk, folders: readonly string[]): BackUps {
  const lastIn = new Map(folders.map((folder) => [folder, newestIn(folder)]))
  const failedUp = new Map<string, number>()
  let running = false

  function isDue(folder: string): boolean {
    const { at, up } = readClock(kiosk.clock)
    const failed = failedUp.get(folder)
    if (failed !== undefined && up - failed < AGAIN_MS) return false
    const last = lastIn.get(folder) ?? null
    return last === null || Math.abs(at - last) >= DAY_MS
  }

  async function make(folder: string): Promise<void> {
    const { at, up } = readClock(kiosk.clock)
    try {
      const begun = kiosk.keeper.use((store) => (store.origin() === null ? null : backUp(store, folder, at)))
      if (begun.kind === 'not-recorded' || begun.value === null) return
      await begun.value
      lastIn.set(folder, at)
      failedUp.delete(folder)
    } catch (error) {
      failedUp.set(folder, up)
      kiosk.log('the backup failed', { error: error instanceof Error ? error.message : 'unknown' })
    }
  }

  return {
    async keep() {
      if (running) return
      running = true
      try {
        for (const folder of folders) if (isDue(folder)) await make(folder)
      } finally {
        running = false
      }
    },
    lastAt: () => [...lastIn.values()].reduce((latest, at) => Math.max(latest ?? 0, at ?? 0) || null, null),
  }
}

function newestIn(folder: string): number | null {
  try {
    return backupsIn(folder).at(-1)?.at ?? null
  } catch {
    return null
  }
}
