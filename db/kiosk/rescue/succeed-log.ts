import { genesisHash } from '../../../core/log/chain.ts'
import { parseEvent } from '../../../core/log/event.ts'
import { sha256 } from '../../sha256.ts'
import type { SetAside } from '../files/set-aside.ts'
import type { FoundEvent } from '../remains/carve-events.ts'
import type { LogStore } from '../store/log-store.ts'
import { rescueLog } from './rescue-log.ts'

/** What the first events of a new log need from outside. */
export interface Successor {
  /** A fresh UUID v7. */
  readonly newId: () => string
  /** Wall clock (UTC ms) and uptime, ms. */
  readonly reading: () => { readonly at: number; readonly up: number }
  /** This run of the service. */
  readonly run: string
  /** Where backups may lie. */
  readonly backupFolders?: readonly string[]
}

/** Who speaks in events that nobody caused. */
const KIOSK = 'kiosk'

/**
 * Begins the log that follows the one set aside, in one transaction: the old one as parent, what the district had not
 * acknowledged under its old event ids, and everything the kiosk keeps besides. Does nothing where it cannot be known
 * where the kiosk belongs. Throws what the disk throws.
 * @returns whether the log began
 */
export function succeedLog(
  store: LogStore,
  dataDirectory: string,
  before: SetAside,
  successor: Successor,
): boolean {
  const rescue = rescueLog(dataDirectory, before, successor.backupFolders ?? [])
  if (rescue === null) return false
  const { enrolment, origin: old, parent, directory } = rescue
  const origin = {
    log: successor.newId(),
    device: old.device,
    publicKey: old.publicKey,
    parent: { log: old.log, ...parent },
  }
  const genesis = genesisHash(sha256, origin)
  const carried = rescue.waiting.filter(isOwnFact)
  // The first event says that the log began, which the new one says for itself.
  const first = Math.max(parent.seq, 1) + 1
  const lost = rescue.expected + 1 - first - rescue.waiting.filter(({ seq }) => seq >= first).length
  const { why } = before.reason
  const reading = successor.reading()
  const stamp = { ...reading, run: successor.run }
  const told = `log-${why} expected ${rescue.expected} carried ${carried.length} lost ${lost}`
  store.together(() => {
    store.records.saveEnrolment(enrolment)
    store.begin(origin, genesis)
    const began = {
      point: directory?.point ?? enrolment.point,
      device: old.device,
      parent: origin.parent,
      why,
    } as const
    store.append([{ id: successor.newId(), ...stamp, type: 'log-started', data: began }])
    store.carryOver(carried)
    store.append([{ id: successor.newId(), ...stamp, type: 'access', data: { who: KIOSK, what: told } }])
    store.records.saveAcknowledged({
      completeTo: null,
      contactAt: null,
      challenge: null,
      receipt: null,
      ...rescue.acknowledged,
      seq: 0,
      hash: genesis,
    })
    store.takeOver(rescue)
    store.records.saveSuccession({
      at: reading.at,
      why,
      folder: before.folder,
      expected: rescue.expected,
      carried: carried.length,
      lost,
    })
  })
  return true
}

/** That a log began is said by the new one for itself. */
function isOwnFact({ text }: FoundEvent): boolean {
  const parsed = parseEvent(text)
  return parsed.kind !== 'malformed' && parsed.event.type !== 'log-started'
}
