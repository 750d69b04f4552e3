/** The longest between two looks: a timer takes no more than 2³¹ − 1 ms, and what is due may change with the clock. */
const LOOK_EVERY_MS = 60_000

export interface Repeated {
  /** Resolves when what is under way has ended. */
  stop(): Promise<void>
}

/**
 * Does something at once and then whenever so much time has passed since it last began, never twice at the same time.
 * A clock that was set back does not hold it up.
 * @param startTicking the timer; @returns what ends it
 */
export function runEvery({
  everyMs,
  clock,
  work,
  onFailure,
  startTicking = startInterval,
}: {
  readonly everyMs: number
  readonly clock: { now(): number }
  readonly work: () => Promise<unknown>
  readonly onFailure: (error: unknown) => void
  readonly startTicking?: (action: () => void, ms: number) => () => void
}): Repeated {
  let begunAt = 0
  let running: Promise<unknown> | null = null
  const run = (): void => {
    begunAt = clock.now()
    running = work()
      .catch(onFailure)
      .finally(() => {
        running = null
      })
  }
  run()
  const stopTicking = startTicking(
    () => {
      const passed = clock.now() - begunAt
      if (running === null && (passed >= everyMs || passed < 0)) run()
    },
    Math.min(everyMs, LOOK_EVERY_MS),
  )
  return {
    async stop() {
      stopTicking()
      await running
    },
  }
}

function startInterval(action: () => void, ms: number): () => void {
  const timer = setInterval(action, ms)
  return () => clearInterval(timer)
}
