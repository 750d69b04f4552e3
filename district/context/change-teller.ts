import type { LiveChange } from '../../core/district/presence-api.ts'
import type { DistrictDb } from '../../db/district/engine/district-db.ts'
import { tellChanges } from '../../db/district/engine/live-changes.ts'

/** Changes are gathered this long, so that a backlog of many batches is one piece of news. */
const GATHER_MS = 100

/** Tells all servers of a database what changed, shortly after it was committed. */
export interface ChangeTeller {
  tell(changes: readonly LiveChange[]): void
  /** Sends what is still gathered. */
  stop(): Promise<void>
}

/**
 * News goes out apart from the transactions it is about: PostgreSQL lets transactions that notify commit only one
 * after the other. News that is lost with a process is made up for by the pages' own asking.
 */
export function createChangeTeller(db: DistrictDb): ChangeTeller {
  const gathered = new Map<string, LiveChange>()
  let timer: NodeJS.Timeout | undefined
  let sending: Promise<void> = Promise.resolve()
  const send = (): void => {
    timer = undefined
    const changes = [...gathered.values()]
    gathered.clear()
    sending = sending.then(() => tellChanges(db, changes)).catch(() => {})
  }
  return {
    tell(changes) {
      for (const change of changes) gathered.set(`${change.date} ${change.point}`, change)
      if (gathered.size > 0) timer ??= setTimeout(send, GATHER_MS)
    },
    async stop() {
      if (timer !== undefined) {
        clearTimeout(timer)
        send()
      }
      await sending
    },
  }
}
