import { driftMs } from '../../core/log/corrected-time.ts'

/** One exchange with the district, all in ms: uptime when the request left and the answer was in, district time between. */
export interface ClockExchange {
  readonly upSent: number
  readonly upReceived: number
  readonly districtReceived: number
  readonly districtSent: number
}

export interface ClockEstimate {
  /** District time less uptime. */
  readonly base: number
  readonly errorMs: number
}

const KEPT = 8
/** Uptime comes in steps of ten milliseconds on some systems. */
const RESOLUTION_MS = 10

/**
 * The district's clock against this machine's uptime by NTP's four timestamps, from that of the last eight exchanges
 * which says most today: a quick one, as long as it is not so old that the machine's quartz has run away meanwhile.
 * Counted in uptime, so a wall clock that is set in between changes nothing.
 * @param up uptime now, ms
 */
export function estimateClock(exchanges: readonly ClockExchange[], up: number): ClockEstimate | null {
  let best: ClockEstimate | null = null
  for (const { upSent, upReceived, districtReceived, districtSent } of exchanges.slice(-KEPT)) {
    const travelled = upReceived - upSent - (districtSent - districtReceived)
    const drifted = driftMs(up - upReceived)
    const errorMs = Math.max(0, travelled) / 2 + RESOLUTION_MS + drifted
    const base = (districtReceived - upSent + (districtSent - upReceived)) / 2
    if (best === null || errorMs < best.errorMs) best = { base, errorMs }
  }
  return best
}
