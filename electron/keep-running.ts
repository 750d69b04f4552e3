import type { ServiceProcess } from './service-process.ts'
import type { Timers } from './timers.ts'

/** First wait before a dead service is started again, and the longest. */
export const RESTART_FIRST_MS = 200
export const RESTART_LONGEST_MS = 5_000
/** A service that ran this long is healthy: its next death counts as the first. */
export const HEALTHY_AFTER_MS = 30_000
/** How long a service may take to end when asked, before it is ended. */
export const END_WITHIN_MS = 3_000

/** What the keeper tells about the service it keeps. */
export interface KeeperEvents {
  /** A new process is there and takes messages (they wait in its channel until it reads). */
  started(service: ServiceProcess): void
  message(message: unknown): void
  /** It is gone; `again` says in how many milliseconds it is started anew. */
  ended(code: number | null, againInMs: number): void
}

/** Holds one service process alive. */
export interface Keeper {
  /** Ends a service that does not answer; it is started again like any other that died. */
  restart(): void
  /** Ends it for good. Resolves when the process is gone. */
  stop(): Promise<void>
}

/** Waits between restarts: 200 ms, doubling, at most 5 s. `deaths` counts from 1. */
export const restartDelayMs = (deaths: number): number =>
  Math.min(RESTART_LONGEST_MS, RESTART_FIRST_MS * 2 ** Math.min(deaths - 1, 10))

/** Starts the service and starts it again whenever it dies, until stopped. */
export function keepRunning(start: () => ServiceProcess, events: KeeperEvents, timers: Timers): Keeper {
  let current: ServiceProcess | null = null
  let deaths = 0
  let cancelRestart = (): void => {}
  let stopped: (() => void) | null = null

  const run = (): void => {
    const service = start()
    const startedAt = timers.now()
    current = service
    service.onMessage((message) => {
      if (current === service) events.message(message)
    })
    service.onExit((code) => {
      current = null
      if (stopped !== null) return stopped()
      deaths = timers.now() - startedAt >= HEALTHY_AFTER_MS ? 1 : deaths + 1
      const wait = restartDelayMs(deaths)
      cancelRestart = timers.after(wait, run)
      events.ended(code, wait)
    })
    events.started(service)
  }
  run()

  return {
    restart: () => current?.kill('force'),
    stop: () =>
      new Promise((resolve) => {
        cancelRestart()
        if (current === null) return resolve()
        const service = current
        const cancelForce = timers.after(END_WITHIN_MS, () => service.kill('force'))
        stopped = () => {
          cancelForce()
          resolve()
        }
        service.kill()
      }),
  }
}
