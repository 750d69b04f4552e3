import type { LogStore } from '../../db/kiosk/store/log-store.ts'
import { readClock } from '../log/kiosk-clock.ts'
import { handOversOf, viewDirectory } from '../scan/directory-view.ts'
import type { Desk } from './desk.ts'
import { personOfSubject } from './pin-owner.ts'

/**
 * Takes up what the district said under its seal: revoked, or not (any more). A revoked kiosk goes without a directory,
 * so that no answer of it names or judges anybody; it remembers that over restarts, and goes on recording.
 */
export function noteRevoked(kiosk: Desk, revoked: boolean): void {
  if (kiosk.memory.revoked === revoked) return
  const at = revoked ? readClock(kiosk.clock).at : null
  kiosk.memory.revoked = revoked
  if (revoked) kiosk.memory.directory = null
  kiosk.memory.elsewhere = null
  kiosk.keeper.use((store) => {
    store.records.saveRevokedAt(at)
    if (revoked) forgetPins(kiosk, store)
    takeUpDirectory(kiosk, store)
  })
  kiosk.given.clear()
  kiosk.visits.endLeader()
  kiosk.log(revoked ? 'the district has revoked this kiosk' : 'the district takes this kiosk again', {})
  kiosk.changed()
}

/** Whoever has a revoked kiosk in hands is not to find there how its people prove themselves at the others. */
function forgetPins({ pinSecrets, memory }: Desk, store: LogStore): void {
  for (const { subject } of store.desk.pins()) {
    if (personOfSubject(subject) !== null) store.desk.dropPin(subject)
  }
  pinSecrets.forgetPoints()
  memory.pins = null
}

/** What the file says about this point's people and rules, unless the district has revoked this kiosk. */
export function takeUpDirectory({ memory, days }: Pick<Desk, 'memory' | 'days'>, store: LogStore): void {
  memory.revoked = store.records.revokedAt() !== null
  const directory = memory.revoked ? null : store.records.directory()
  memory.directory = directory === null ? null : viewDirectory(directory, handOversOf(store))
  days.forget()
}
