import type { LogOrigin } from '../../core/log/chain.ts'
import type { Head } from '../../core/log/head.ts'
import { Acknowledgement, MAX_BATCH_BYTES, MAX_BATCH_EVENTS } from '../../core/wire/wire.ts'
import type { EventReader } from '../../db/kiosk/records/event-reader.ts'
import type { LogStore } from '../../db/kiosk/store/log-store.ts'
import { readClock } from '../log/kiosk-clock.ts'
import { endOf, type Step, type SyncMemory, withLog } from './attempt.ts'
import type { DistrictLine } from './district-line.ts'
import { noteHave, type Word } from './note-have.ts'
import type { Speaking } from './speaking.ts'

/** Left for what surrounds the texts in the body. */
const FRAME_BYTES = 2048
/** Corrections by the district within one attempt before it counts as refused. */
const MOST_GAPS = 3

interface Batch {
  readonly log: string
  readonly from: number
  readonly prev: string
  readonly events: readonly string[]
  readonly head: Head
}

/** A log that is being sent, this kiosk's own or one from before it. */
export interface Sending {
  /** @returns `null` when the district holds everything */
  readonly next: (mostEvents: number) => Step<Batch | null>
  /** The district's word on what it holds now. */
  readonly note: (word: Word) => Step<ReturnType<typeof noteHave>>
}

/** Sends what waits, batch by batch, until the district holds everything. */
export async function sendEvents(
  kiosk: Speaking,
  line: DistrictLine,
  memory: SyncMemory,
  sending: Sending = ownLog(kiosk),
): Promise<Step<null>> {
  for (let gaps = 0; ; ) {
    const headAt = kiosk.watch.timeNow(readClock(kiosk.clock)).at
    const next = sending.next(memory.batch)
    if (next.kind === 'end') return next
    const batch = next.value
    if (batch === null) return { kind: 'ok', value: null }
    const spoken = await line.ask({
      purpose: 'events',
      path: `api/v1/logs/${batch.log}/events`,
      answer: Acknowledgement,
      gzip: true,
      body: () => batch,
    })
    if (isTooMuch(spoken) && batch.events.length > 1) {
      memory.batch = Math.max(1, Math.floor(batch.events.length / 2))
      continue
    }
    if (spoken.kind === 'answered') {
      const { have, challenge, log } = spoken.value
      if (log !== batch.log) return { kind: 'end', ended: { kind: 'refused', refusal: 'rejected' } }
      const noted = sending.note({
        have,
        headThen: batch.head.seq,
        headAt,
        challenge,
        receipt: spoken.sealed,
      })
      if (noted.kind === 'end') return noted
      if (noted.value === 'fork' || noted.value === 'ahead') {
        memory.ahead = noted.value === 'ahead'
        return refused('fork')
      }
      // Signed, but not a step further: another attempt may do better, a loop would not.
      if (have.seq < batch.from && ++gaps > MOST_GAPS) return refused('gap')
      memory.batch = Math.min(MAX_BATCH_EVENTS, memory.batch * 2)
      kiosk.changed()
      continue
    }
    if (spoken.kind === 'refused' && spoken.refusal.problem === 'gap' && spoken.refusal.have !== null) {
      const { have, challenge } = spoken.refusal
      const noted = sending.note({ have, headThen: batch.head.seq, headAt, challenge, receipt: null })
      if (noted.kind === 'end') return noted
      if (noted.value === 'fork' || noted.value === 'ahead') {
        memory.ahead = noted.value === 'ahead'
        return refused('fork')
      }
      if (++gaps > MOST_GAPS) return refused('gap')
      continue
    }
    return { kind: 'end', ended: endOf(spoken) }
  }
}

const isTooMuch = (spoken: Awaited<ReturnType<DistrictLine['ask']>>): boolean =>
  spoken.kind === 'too-much' || (spoken.kind === 'refused' && spoken.refusal.problem === 'too-large')

const refused = (refusal: 'gap' | 'fork'): Step<null> => ({
  kind: 'end',
  ended: { kind: 'refused', refusal },
})

/** The log that this kiosk writes. */
const ownLog = (kiosk: Speaking): Sending => ({
  next: (most) => withLog(kiosk, (store) => nextOwnBatch(kiosk, store, most)),
  note: (word) => withLog(kiosk, (store) => noteHave(kiosk, store, word)),
})

function nextOwnBatch(kiosk: Speaking, store: LogStore, most: number): Batch | null {
  const origin = store.origin()
  const head = store.head()
  const genesis = store.records.genesis()
  if (origin === null || head === null || genesis === null) return null
  return batchAfter(kiosk.memory.acknowledged ?? genesis, { origin, head, read: store.read }, most)
}

/** The next events of a log after what is held of it, as many as one message carries; `null`: there are none. */
export function batchAfter(
  have: Head,
  log: { readonly origin: LogOrigin; readonly head: Head; readonly read: Pick<EventReader, 'after'> },
  most: number,
): Batch | null {
  if (have.seq >= log.head.seq) return null
  const events: string[] = []
  let bytes = FRAME_BYTES
  for (const { text } of log.read.after(have.seq, most)) {
    bytes += Buffer.byteLength(JSON.stringify(text)) + 1
    if (events.length > 0 && bytes > MAX_BATCH_BYTES) break
    events.push(text)
  }
  return { log: log.origin.log, from: have.seq + 1, prev: have.hash, events, head: log.head }
}
