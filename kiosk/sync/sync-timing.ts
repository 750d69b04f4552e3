/** When the kiosk speaks to the district; ms. */
export interface SyncTiming {
  /** Between hellos when there is nothing to send. */
  readonly idleMs: number
  /** After a new event. */
  readonly soonMs: number
  /** First and longest pause after a failure; the pause is drawn evenly from zero up (full jitter). */
  readonly backOffBaseMs: number
  readonly backOffCapMs: number
  readonly requestTimeoutMs: number
  /** How often the network is looked at during a pause. */
  readonly networkPollMs: number
}

export const SYNC_TIMING: SyncTiming = {
  idleMs: 60_000,
  soonMs: 400,
  backOffBaseMs: 2000,
  backOffCapMs: 300_000,
  requestTimeoutMs: 20_000,
  networkPollMs: 3000,
}

/**
 * Full jitter: anywhere between nothing and the pause doubled with every failure, up to the cap.
 * @param failures in a row, from 1
 * @param fraction random, in [0, 1)
 */
export function backOffMs(timing: SyncTiming, failures: number, fraction: number): number {
  const longest = Math.min(timing.backOffCapMs, timing.backOffBaseMs * 2 ** Math.min(failures - 1, 30))
  return Math.floor(fraction * longest)
}

/** About a pause, a quarter more or less, so that kiosks do not fall into step. @param fraction random, in [0, 1) */
export const aboutMs = (ms: number, fraction: number): number => Math.floor(ms * (0.75 + fraction / 2))
