import { Acknowledgement, type Head, MAX_BATCH_BYTES, MAX_BATCH_EVENTS } from '../../core/wire.ts'
import type { LogStore } from '../../db/kiosk/log-store.ts'
import type { Kiosk } from '../kiosk.ts'
import type { DistrictLine } from './district-line.ts'
import { endOf, type Step, type SyncMemory, withLog } from './exchange.ts'
import { noteHave } from './note-have.ts'

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

/** Sends what waits, batch by batch, until the district holds everything. */
export async function sendEvents(kiosk: Kiosk, line: DistrictLine, memory: SyncMemory): Promise<Step<null>> {
  for (let gaps = 0; ; ) {
    const next = withLog(kiosk, (store) => nextBatch(kiosk, store, memory.batch))
    if (next.kind === 'end') return next
    const batch = next.value
    if (batch === null) return { kind: 'ok', value: null }
    const spoken = await line.ask({
      purpose: 'events',
      path: `api/v1/logs/${batch.log}/events`,
      answer: Acknowledgement,
      gzip: true,
      body: () => ({ v: 1, ...batch }),
    })
    if (isTooMuch(spoken) && batch.events.length > 1) {
      memory.batch = Math.max(1, Math.floor(batch.events.length / 2))
      continue
    }
    if (spoken.kind === 'answered') {
      const { have, challenge, log } = spoken.value
      if (log !== batch.log) return { kind: 'end', ended: { kind: 'refused', refusal: 'rejected' } }
      const noted = note(kiosk, { have, headThen: batch.head.seq, challenge, receipt: spoken.sealed })
      if (noted !== null) return noted
      // Signed, but not a step further: another attempt may do better, a loop would not.
      if (have.seq < batch.from && ++gaps > MOST_GAPS) return refused('gap')
      memory.batch = Math.min(MAX_BATCH_EVENTS, memory.batch * 2)
      kiosk.changed()
      continue
    }
    if (spoken.kind === 'refused' && spoken.refusal.problem === 'gap' && spoken.refusal.have !== null) {
      const { have, challenge } = spoken.refusal
      const noted = note(kiosk, { have, headThen: batch.head.seq, challenge, receipt: null })
      if (noted !== null) return noted
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

/** @returns why the attempt ends, or `null` to go on */
function note(kiosk: Kiosk, word: Parameters<typeof noteHave>[2]): Step<null> | null {
  const noted = withLog(kiosk, (store) => noteHave(kiosk, store, word))
  if (noted.kind === 'end') return noted
  return noted.value === 'fork' ? refused('fork') : null
}

function nextBatch(kiosk: Kiosk, store: LogStore, most: number): Batch | null {
  const origin = store.origin()
  const head = store.head()
  const genesis = store.records.genesis()
  if (origin === null || head === null || genesis === null) return null
  const have = kiosk.memory.acknowledged ?? genesis
  if (have.seq >= head.seq) return null
  const events: string[] = []
  let bytes = FRAME_BYTES
  for (const { text } of store.read.after(have.seq, most)) {
    bytes += Buffer.byteLength(JSON.stringify(text)) + 1
    if (events.length > 0 && bytes > MAX_BATCH_BYTES) break
    events.push(text)
  }
  return { log: origin.log, from: have.seq + 1, prev: have.hash, events, head }
}
