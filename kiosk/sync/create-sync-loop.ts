import { assertNever } from '../../core/assert-never.ts'
import { MAX_BATCH_EVENTS } from '../../core/wire/wire.ts'
import { type Exchanged, newSyncMemory } from './attempt.ts'
import { exchangeWithDistrict } from './exchange.ts'
import type { Speaking } from './speaking.ts'
import { type SyncTimers, systemTimers } from './sync-timers.ts'
import { aboutMs, backOffMs } from './sync-timing.ts'

export interface SyncLoop {
  start(): void
  /** Something new waits: sent soon, unless the district could not be reached just now. */
  soon(): void
  /** At once, or right after the attempt under way. */
  now(): void
  stop(): Promise<void>
}

/** What a loop needs of a kiosk. */
export type SyncedKiosk = Pick<Speaking, 'timing' | 'randomBytes' | 'log' | 'changed'> & {
  readonly memory: Pick<Speaking['memory'], 'sync'>
}

/** Speaks to the district: one attempt at a time, soon after news, every minute otherwise, with pauses that grow. */
export function createSyncLoop(kiosk: Speaking, network: () => string): SyncLoop {
  const memory = newSyncMemory(MAX_BATCH_EVENTS)
  return createAttemptLoop(kiosk, network, systemTimers, (signal) =>
    exchangeWithDistrict(kiosk, memory, signal),
  )
}

/** When attempts are made, whatever an attempt is. */
export function createAttemptLoop(
  kiosk: SyncedKiosk,
  network: () => string,
  timers: SyncTimers,
  exchange: (signal: AbortSignal) => Promise<Exchanged>,
): SyncLoop {
  let stopping: AbortController | null = null
  let running: Promise<void> | null = null
  let giveUp: (() => void) | null = null
  let dueAt = Number.POSITIVE_INFINITY
  let stopWatching: (() => void) | null = null
  let failures = 0
  let again: 'no' | 'soon' | 'now' = 'no'

  const fraction = () => new DataView(kiosk.randomBytes(4).slice().buffer).getUint32(0) / 2 ** 32

  function schedule(delayMs: number) {
    if (stopping === null || stopping.signal.aborted) return
    giveUp?.()
    dueAt = timers.now() + delayMs
    giveUp = timers.after(delayMs, run)
  }

  function run() {
    giveUp = null
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
      ended = await exchange(signal)
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
        say({ kind: 'online', refusal: null, fault: null })
        schedule(again === 'no' ? idle() : again === 'now' ? 0 : timing.soonMs)
        break
      case 'nothing-to-do':
        schedule(again === 'now' ? 0 : idle())
        break
      case 'unreachable':
        say({ kind: 'offline', refusal: null, fault: ended.fault ?? null })
        kiosk.log('the district was not reached', { why: ended.why })
        pause(ended.retryAfterMs)
        break
      case 'refused':
        say({ kind: 'refused', refusal: ended.refusal, fault: null })
        kiosk.log('the district refused', { refusal: ended.refusal })
        pause(null)
        break
      default:
        assertNever(ended)
    }
  }

  const idle = () => aboutMs(kiosk.timing.idleMs, fraction())

  function say(status: Speaking['memory']['sync']) {
    kiosk.memory.sync = status
    kiosk.changed()
  }

  function pause(retryAfterMs: number | null) {
    const { timing } = kiosk
    failures++
    const drawn = backOffMs(timing, failures, fraction())
    schedule(again === 'now' ? 0 : Math.max(drawn, Math.min(retryAfterMs ?? 0, timing.backOffCapMs)))
  }

  function watchNetwork() {
    let seen = network()
    const look = () => {
      const now = network()
      if (now !== seen) {
        seen = now
        if (failures > 0 && now !== '') loop.now()
      }
      stopWatching = timers.after(kiosk.timing.networkPollMs, look)
    }
    stopWatching = timers.after(kiosk.timing.networkPollMs, look)
  }

  const loop: SyncLoop = {
    start() {
      if (stopping !== null) return
      stopping = new AbortController()
      watchNetwork()
      // Where the power comes back to a whole town, its kiosks do not all begin at once.
      schedule(backOffMs(kiosk.timing, 1, fraction()))
    },
    soon() {
      if (running !== null) {
        if (again === 'no') again = 'soon'
      } else if (failures === 0 && dueAt > timers.now() + kiosk.timing.soonMs) {
        schedule(kiosk.timing.soonMs)
      }
    },
    now() {
      if (running !== null) again = 'now'
      else schedule(0)
    },
    async stop() {
      stopping?.abort()
      giveUp?.()
      stopWatching?.()
      await running
    },
  }
  return loop
}
