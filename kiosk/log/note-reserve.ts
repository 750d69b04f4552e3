import type { LogStore } from '../../db/kiosk/store/log-store.ts'
import type { Recording } from './recording.ts'
import type { Reserve } from './reserve.ts'

/** Who speaks in events that nobody caused. */
const KIOSK = 'kiosk'

/** Notes in the log that the disk ran full and the reserve was let go: the district hears of it with the rest. */
export function noteReserve(kiosk: Recording, store: LogStore, reserve: Reserve): void {
  if (store.origin() === null || !reserve.wasReleased()) return
  const data = { who: KIOSK, what: 'disk-full reserve-released' }
  kiosk.journal.append(store, [{ id: kiosk.newId(), type: 'access', data }])
}
