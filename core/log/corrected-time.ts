/** A comparison of a kiosk's clock with the district's: a `clock-checked` event. */
export interface ClockAnchor {
  readonly run: string
  readonly up: number
  readonly at: number
  readonly offsetMs: number
  readonly errorMs: number
}

/** With its place in the log. */
export interface SeqAnchor extends ClockAnchor {
  readonly seq: number
}

export interface CorrectedTime {
  readonly at: number
  /** `null`: this run was never compared with the district; the day carries `clock-doubt`. */
  readonly errorMs: number | null
}

/** Quartz clocks of cheap machines, hot or cold, stay below this: 8.6 seconds a day. */
const DRIFT_PPM = 100

/** How far an uptime may have run away from the district's clock over a stretch of it, whole ms. */
export const driftMs = (stretchMs: number): number => Math.floor((Math.abs(stretchMs) * DRIFT_PPM) / 1e6)

/**
 * The corrected time of an event (log.md, "Time"): district time at the nearest comparison of the same
 * run, less the uptime between them, with the bound of that comparison and of the quartz since; the kiosk's own wall
 * clock when that run was never compared.
 */
export function correctedTime(
  event: { readonly at: number; readonly up: number; readonly run: string },
  anchors: readonly ClockAnchor[],
): CorrectedTime {
  let nearest: ClockAnchor | null = null
  for (const anchor of anchors) {
    if (anchor.run !== event.run) continue
    if (nearest === null || Math.abs(anchor.up - event.up) < Math.abs(nearest.up - event.up)) nearest = anchor
  }
  if (nearest === null) return { at: event.at, errorMs: null }
  const between = nearest.up - event.up
  return {
    at: Math.round(nearest.at + nearest.offsetMs - between),
    errorMs: nearest.errorMs + driftMs(between),
  }
}
