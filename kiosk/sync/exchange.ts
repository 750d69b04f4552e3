import type { Exchanged, SyncMemory } from './attempt.ts'
import { continueElsewhere } from './continue-elsewhere.ts'
import { type DistrictLine, openLine } from './district-line.ts'
import { fetchDirectory } from './fetch-directory.ts'
import { sayHello } from './say-hello.ts'
import { sendEvents } from './send-events.ts'
import { sendOlderLogs } from './send-older-logs.ts'
import { sharePins } from './share-pins.ts'
import type { Speaking } from './speaking.ts'

/**
 * Says hello, takes a newer directory, sends events until the district has them all, then shares PINs. When the
 * district holds another story under this log's numbers, or more of it than there is here, the kiosk goes on in a new
 * log.
 */
export async function exchangeWithDistrict(
  kiosk: Speaking,
  memory: SyncMemory,
  signal: AbortSignal,
): Promise<Exchanged> {
  for (;;) {
    const line = await openLine(kiosk, signal, memory)
    if (line === null) return { kind: 'nothing-to-do' }
    const ended = await once(kiosk, memory, line)
    if (ended.kind !== 'refused' || ended.refusal !== 'fork') return ended
    if (!continueElsewhere(kiosk, memory)) return ended
  }
}

async function once(kiosk: Speaking, memory: SyncMemory, line: DistrictLine): Promise<Exchanged> {
  let hello = await sayHello(kiosk, line, memory)
  // What the district has forgotten it is shown at once, before it is sent again.
  if (hello.kind === 'ok' && hello.value.standing === 'lost-some') hello = await sayHello(kiosk, line, memory)
  if (hello.kind === 'end') return hello.ended
  const { answer, standing } = hello.value
  memory.ahead = standing === 'ahead'
  if (answer.directory > (kiosk.memory.directory?.directory.version ?? 0)) {
    const fetched = await fetchDirectory(kiosk, line)
    if (fetched.kind === 'end') return fetched.ended
  }
  // In a fork the other story is sent all the same, for the district to keep aside and to tell its people.
  const sent = await sendEvents(kiosk, line, memory)
  if (sent.kind === 'end') return sent.ended
  if (standing === 'fork' || standing === 'ahead') return { kind: 'refused', refusal: 'fork' }
  const older = await sendOlderLogs(kiosk, line, memory, answer.logs)
  if (older.kind === 'end') return older.ended
  const shared = await sharePins(kiosk, line, answer.pins)
  return shared.kind === 'end' ? shared.ended : { kind: 'done' }
}
