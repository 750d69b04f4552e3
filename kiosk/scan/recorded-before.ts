import { type EventData, type EventType, type KnownEvent, parseEvent } from '../../core/log/event.ts'
import type { LogStore } from '../../db/kiosk/store/log-store.ts'

/** The caller broke the contract in a way its schema cannot see; it is answered with `invalid-input`. */
export class ContractBroken extends Error {}

type EventOf<T extends EventType> = Extract<KnownEvent, { type: T }>

/**
 * The event that this very question has already put on record: a question is asked again after a restart.
 * Throws `ContractBroken` where the id names anything else.
 */
export function recordedBefore<T extends EventType>(
  store: LogStore,
  id: string,
  type: T,
  isSame: (data: EventData<T>) => boolean,
): EventOf<T> | null {
  const row = store.read.byId(id)
  if (row === null) return null
  const parsed = parseEvent(row.text)
  if (parsed.kind === 'known' && parsed.event.type === type && isSame(parsed.event.data as EventData<T>)) {
    return parsed.event as EventOf<T>
  }
  throw new ContractBroken('this id already names another event')
}
