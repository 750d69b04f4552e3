import type { Head } from '../../core/log/head.ts'
import { isStorageError } from '../../db/kiosk/files/storage-problem.ts'
import { type OlderLog, type OlderLogEnd, olderLogs, openOlderLog } from '../../db/kiosk/rescue/older-logs.ts'
import type { Step, SyncMemory } from './attempt.ts'
import type { DistrictLine } from './district-line.ts'
import { batchAfter, type Sending, sendEvents } from './send-events.ts'
import type { Speaking } from './speaking.ts'

/**
 * Sends of older logs what the district holds less of than they have: it lost it, or it never came. A log that the
 * district holds another story of is left alone; what waited in it was carried over into the next one.
 * @param held what the district says to hold of every log of this kiosk; `null`: it does not say
 */
export async function sendOlderLogs(
  kiosk: Speaking,
  line: DistrictLine,
  memory: SyncMemory,
  held: readonly { readonly log: string; readonly have: Head }[] | null,
): Promise<Step<null>> {
  if (held === null) return { kind: 'ok', value: null }
  for (const end of olderLogs(kiosk.dataDirectory)) {
    const have = held.find(({ log }) => log === end.log)?.have ?? { seq: 0, hash: '' }
    const from = memory.olderLogs.get(end.folder) ?? end.head.seq
    if (have.seq >= from) continue
    const sent = await sendOlder(kiosk, line, memory, end, have)
    if (sent.kind === 'end') return sent
  }
  return { kind: 'ok', value: null }
}

/** @returns why the attempt ends: only what concerns the way to the district */
async function sendOlder(
  kiosk: Speaking,
  line: DistrictLine,
  memory: SyncMemory,
  { folder }: OlderLogEnd,
  have: Head,
): Promise<Step<null>> {
  /** Asking again would change nothing while the district has this much. */
  const leaveFrom = (seq: number) => memory.olderLogs.set(folder, seq)
  const log = openOlderLog(kiosk.dataDirectory, folder)
  if (log === null) {
    leaveFrom(0)
    return { kind: 'ok', value: null }
  }
  try {
    leaveFrom(log.head.seq)
    if (have.seq > 0 && log.read.hashOf(have.seq) !== have.hash) {
      leaveFrom(have.seq)
      return { kind: 'ok', value: null }
    }
    const sent = await sendEvents(kiosk, line, memory, sendingOf(log, have.seq === 0 ? log.genesis : have))
    if (sent.kind === 'ok' || sent.ended.kind === 'unreachable') return sent
    kiosk.log('an older log was refused', { folder, ...sent.ended })
  } catch (error) {
    if (!isStorageError(error)) throw error
    kiosk.log('an older log cannot be read', { folder })
  } finally {
    log.close()
  }
  leaveFrom(have.seq)
  return { kind: 'ok', value: null }
}

function sendingOf(log: OlderLog, from: Head): Sending {
  let have = from
  return {
    next: (most) => ({ kind: 'ok', value: batchAfter(have, log, most) }),
    note({ have: now }) {
      if (now.seq > 0 && log.read.hashOf(now.seq) !== now.hash) return { kind: 'ok', value: 'fork' }
      have = now.seq === 0 ? log.genesis : now
      return { kind: 'ok', value: 'noted' }
    },
  }
}
