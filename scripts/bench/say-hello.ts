import { setTimeout } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { type BenchDistrict, type BenchLog, say } from './district-log.ts'

/** Whose hellos these are: several kiosks by turns, as one may not say so many. */
export interface HelloOrder {
  readonly district: BenchDistrict
  readonly kiosks: readonly BenchLog[]
  /** The next of each. */
  readonly challenges: readonly string[]
  /** The district's clock, UTC ms. */
  readonly now: number
}

const EVERY_MS = 20

// In a thread of its own, so that no work of the bench is taken for the district's. 'report' is answered with the waits, ms,
// since the last one.
const { district, kiosks, now, ...order } = workerData as HelloOrder
const challenges = [...order.challenges]
let waits: number[] = []
parentPort?.on('message', () => {
  parentPort?.postMessage(waits)
  waits = []
})
for (let turn = 0; ; turn++) {
  const index = turn % kiosks.length
  const kiosk = kiosks[index]
  if (kiosk === undefined) throw new Error('no kiosk')
  const { log, texts, hashes, endsAt } = kiosk
  const last = JSON.parse(texts.at(-1) ?? '') as { run: string; up: number }
  const body = {
    ...{ v: 2, log, head: { seq: texts.length, hash: hashes.at(-1) }, app: '0.1.0', run: last.run },
    ...{ wall: now, up: last.up + now - endsAt, diskFree: 1e9, camera: 'ok', scanner: 'none', directory: 0 },
  }
  const begun = performance.now()
  challenges[index] = (await say(district, kiosk, 'hello', 'hello', challenges[index] ?? '', body)).challenge
  waits.push(performance.now() - begun)
  await setTimeout(EVERY_MS)
}
