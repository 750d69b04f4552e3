/** A comparison of a kiosk's clock with the district's: a `clock-checked` event. */
export interface ClockAnchor {
  readonly run: string
  readonly up: number
  readonly at: number
  readonly offsetMs: number
  readonly errorMs: number
}

export interface JudgedTime {
  readonly at: number
  /** `null`: this run was never compared with the district; the day carries `clock-doubt`. */
  readonly errorMs: number | null
}

/**
 * The time at which an event is judged (log.md, "Time"): district time at the nearest comparison of the same
 * run, less the uptime between them; the kiosk's own wall clock when that run was never compared.
 */
export function judgedTime(
  event: { readonly at: number; readonly up: number; readonly run: string },
  anchors: readonly ClockAnchor[],
): JudgedTime {
  let nearest: ClockAnchor | null = null
  for (const anchor of anchors) {
    if (anchor.run !== event.run) continue
    if (nearest === null || Math.abs(anchor.up - event.up) < Math.abs(nearest.up - event.up)) nearest = anchor
  }
  if (nearest === null) return { at: event.at, errorMs: null }
  return { at: Math.round(nearest.at + nearest.offsetMs - (nearest.up - event.up)), errorMs: nearest.errorMs }
}
