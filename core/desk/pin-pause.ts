/** Tries before the first pause. */
export const FREE_TRIES = 5
const FIRST_PAUSE_MS = 30_000
const LONGEST_PAUSE_MS = 3_600_000

/** What is kept about the wrong tries at one PIN; uptimes in ms of the run that wrote it. */
export interface PinTries {
  /** Wrong tries since the last right one. */
  readonly failures: number
  /** Run of the service in which the last one was made, and its uptime then. */
  readonly run: string
  readonly up: number
}

/** How long no PIN is looked at after so many wrong tries; every try after the pause begins a longer one. */
export const pauseAfterMs = (failures: number): number =>
  failures < FREE_TRIES
    ? 0
    : Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures - FREE_TRIES, 20))

/**
 * What is left of the pause: measured in uptime, so that a wall clock that is set does not matter;
 * a run that did not see it begin starts it again from its own beginning.
 * @param now the run and its uptime, and its uptime when it began
 */
export function pauseLeftMs(
  tries: PinTries | null,
  now: { readonly run: string; readonly up: number; readonly begunUp: number },
): number {
  if (tries === null) return 0
  const since = tries.run === now.run ? tries.up : now.begunUp
  // An uptime that went back is a machine that started anew: the pause begins anew with it.
  const passed = Math.max(0, now.up - since)
  return Math.max(0, pauseAfterMs(tries.failures) - passed)
}

/** Tries left before the next pause. */
export const triesLeft = (failures: number): number => Math.max(0, FREE_TRIES - failures)
