import type { EventData } from '../core/log/event.ts'
import type { LogStore } from '../db/kiosk/log-store.ts'
import type { Happening } from './journal.ts'
import type { Kiosk } from './kiosk.ts'

/** The event that a run of the service begins with. */
export function runStarted(
  kiosk: Pick<Kiosk, 'newId' | 'app' | 'bootId'>,
  lastRun: EventData<'run-started'>['lastRun'],
): Happening {
  const data = { app: kiosk.app, boot: kiosk.bootId, lastRun }
  return { id: kiosk.newId(), type: 'run-started', data }
}

/** Notes in the log that this run began and how the last one ended; once a run, and only where there is a log. */
export function noteRun(kiosk: Kiosk, store: LogStore): void {
  if (store.origin() === null) return
  const last = store.records.lastRun()
  if (last?.run === kiosk.run) return
  const ended = last === null ? 'none' : last.stopped ? 'stopped' : 'crashed'
  kiosk.journal.append(store, [runStarted(kiosk, ended)], () =>
    store.records.saveLastRun({ run: kiosk.run, stopped: false }),
  )
}
