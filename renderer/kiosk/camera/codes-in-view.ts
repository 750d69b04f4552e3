import { isBadgeCode } from '../../../core/badge/badge-code.ts'

/** A code counts as gone when it was not seen for this long; a shaking hand hides it for less. */
export const GONE_AFTER_MS = 1_500
/** After several badges at once, none counts until none was seen for this long: a sheet goes out of view badge by badge. */
export const CLEAR_AFTER_MS = 600

export interface Seen {
  /** Codes that have just come into view. */
  readonly fresh: readonly string[]
  /** More than one badge is in view, or was just now: whose turn it is, nobody can tell, and no badge is fresh. */
  readonly several: boolean
}

/** Remembers what is held before the camera, so that one showing of a badge is asked once, and only of a single one. */
export function createCodesInView(): (codes: readonly string[], nowMs: number) => Seen {
  const lastSeenMs = new Map<string, number>()
  let severalUntilMs = Number.NEGATIVE_INFINITY
  return (codes, nowMs) => {
    const badges = codes.filter(isBadgeCode).length
    const several = badges > 1 || nowMs < severalUntilMs
    if (several && badges > 0) severalUntilMs = nowMs + CLEAR_AFTER_MS
    for (const [code, seenMs] of lastSeenMs) if (nowMs - seenMs >= GONE_AFTER_MS) lastSeenMs.delete(code)
    const fresh = codes.filter((code) => !lastSeenMs.has(code) && !(several && isBadgeCode(code)))
    for (const code of codes) {
      if (several && isBadgeCode(code)) lastSeenMs.delete(code)
      else lastSeenMs.set(code, nowMs)
    }
    return { fresh, several }
  }
}
