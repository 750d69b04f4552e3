import { assertNever } from '../../core/assert-never.ts'
import { MAX_BATCH_EVENTS } from '../../core/wire.ts'
import type { Kiosk } from '../kiosk.ts'
import { type Exchanged, exchangeWithDistrict, type SyncMemory } from './exchange.ts'
import { backOffMs } from './sync-timing.ts'

export interface SyncLoop {
  start(): void
  /** Something new waits: sent soon, unless the district could not be reached just now. */
  soon(): void
  /** At once, or right after the attempt under way. */
  now(): void
  stop(): Promise<void>
}

/** Speaks to the district: one attempt at a time, soon after news, every minute otherwise, with pauses that grow. */
export function createSyncLoop(kiosk: Kiosk, network: () => string): SyncLoop {
  const memory: SyncMemory = { exchanges: [], batch: MAX_BATCH_EVENTS }
  let stopping: AbortController | null = null
  let running: Promise<void> | null = null
  let timer: NodeJS.Timeout | null = null
  let dueAt = Number.POSITIVE_INFINITY
  let poll: NodeJS.Timeout | null = null
  let failures = 0
  let again: 'no' | 'soon' | 'now' = 'no'

  /** Monotonic: a wall clock that is set must not move an attempt. */
  const monotonic = () => performance.now()

  function schedule(delayMs: number) {
    if (stopping === null || stopping.signal.aborted) return
    if (timer !== null) clearTimeout(timer)
    dueAt = monotonic() + delayMs
    timer = setTimeout(run, delayMs)
  }

  function run() {
    timer = null
    dueAt = Number.POSITIVE_INFINITY
    if (running !== null || stopping === null || stopping.signal.aborted) return
    again = 'no'
    running = attempt(stopping.signal).finally(() => {
      running = null
    })
  }

  async function attempt(signal: AbortSignal) {
    let ended: Exchanged
    try {
      ended = await exchangeWithDistrict(kiosk, memory, signal)
    } catch (error) {
      kiosk.log('an exchange failed', { error: error instanceof Error ? error.name : 'unknown' })
      ended = { kind: 'unreachable', why: 'fault', retryAfterMs: null }
    }
    if (!signal.aborted) settle(ended)
  }

  function settle(ended: Exchanged) {
    const { timing } = kiosk
    switch (ended.kind) {
      case 'done':
        failures = 0
        say({ kind: 'online', refusal: null })
        schedule(again === 'no' ? timing.idleMs : again === 'now' ? 0 : timing.soonMs)
        break
      case 'nothing-to-do':
        schedule(again === 'now' ? 0 : timing.idleMs)
        break
      case 'unreachable':
        say({ kind: 'offline', refusal: null })
        kiosk.log('the district was not reached', { why: ended.why })
        pause(ended.retryAfterMs)
        break
      case 'refused':
        say({ kind: 'refused', refusal: ended.refusal })
        kiosk.log('the district refused', { refusal: ended.refusal })
        pause(null)
        break
      default:
        assertNever(ended)
    }
  }

  function say(status: Kiosk['memory']['sync']) {
    kiosk.memory.sync = status
    kiosk.changed()
  }

  function pause(retryAfterMs: number | null) {
    const { timing, randomBytes } = kiosk
    failures++
    const random = new DataView(randomBytes(4).slice().buffer).getUint32(0) / 2 ** 32
    const drawn = backOffMs(timing, failures, random)
    schedule(again === 'now' ? 0 : Math.max(drawn, Math.min(retryAfterMs ?? 0, timing.backOffCapMs)))
  }

  function watchNetwork() {
    let seen = network()
    poll = setInterval(() => {
      const now = network()
      if (now === seen) return
      seen = now
      if (failures > 0 && now !== '') loop.now()
    }, kiosk.timing.networkPollMs)
    poll.unref()
  }

  const loop: SyncLoop = {
    start() {
      if (stopping !== null) return
      stopping = new AbortController()
      watchNetwork()
      schedule(0)
    },
    soon() {
      if (running !== null) {
        if (again === 'no') again = 'soon'
      } else if (failures === 0 && dueAt > monotonic() + kiosk.timing.soonMs) {
        schedule(kiosk.timing.soonMs)
      }
    },
    now() {
      if (running !== null) again = 'now'
      else schedule(0)
    },
    async stop() {
      stopping?.abort()
      if (timer !== null) clearTimeout(timer)
      if (poll !== null) clearInterval(poll)
      await running
    },
  }
  return loop
}
