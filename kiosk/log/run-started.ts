import type { EventData } from '../../core/log/event.ts'
import type { LogStore } from '../../db/kiosk/store/log-store.ts'
import { carriedAnchor } from './carry-anchor.ts'
import type { Happening } from './journal.ts'
import { readClock } from './kiosk-clock.ts'
import type { Recording } from './recording.ts'

/** The event that a run of the service begins with. */
export function runStarted(
  kiosk: Pick<Recording, 'newId' | 'app' | 'bootId'>,
  lastRun: EventData<'run-started'>['lastRun'],
): Happening {
  const data = { app: kiosk.app, boot: kiosk.bootId, lastRun }
  return { id: kiosk.newId(), type: 'run-started', data }
}

/**
 * Notes in the log that this run began and how the last one ended, and what is known of the district's clock from before;
 * once a run, and only where there is a log.
 */
export function noteRun(kiosk: Recording, store: LogStore): void {
  if (store.origin() === null) return
  const last = store.records.lastRun()
  if (last?.run === kiosk.run) return
  const ended = last === null ? 'none' : last.stopped ? 'stopped' : 'crashed'
  const data = last === null ? null : carriedAnchor(kiosk, store, last.run, readClock(kiosk.clock))
  const carried: Happening[] = data === null ? [] : [{ id: kiosk.newId(), type: 'clock-checked', data }]
  const [, check] = kiosk.journal.append(store, [runStarted(kiosk, ended), ...carried], () =>
    store.records.saveLastRun({ run: kiosk.run, stopped: false }),
  )
  if (check === undefined || data === null) return
  kiosk.watch.anchor({ run: kiosk.run, at: check.at, up: check.up, ...data })
}
