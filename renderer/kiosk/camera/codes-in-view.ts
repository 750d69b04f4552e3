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

/** A badge counts once it was the only one in two looks no further apart; of a sheet one may be read before the others. */
export const SECOND_LOOK_WITHIN_MS = CLEAR_AFTER_MS

/**
 * Remembers what is held before the camera, so that one showing of a badge is asked once, and only of a single one.
 * Each look gives the codes that were read, and whether a code that could not be read stands beside them.
 */
export function createCodesInView(): (codes: readonly string[], nowMs: number, beside?: boolean) => Seen {
  const lastSeenMs = new Map<string, number>()
  let severalUntilMs = Number.NEGATIVE_INFINITY
  /** The badge that was alone in one look so far. */
  let once: { readonly code: string; readonly atMs: number } | null = null
  return (codes, nowMs, beside = false) => {
    const badges = codes.filter(isBadgeCode)
    const [badge] = badges
    if (once !== null && nowMs - once.atMs > SECOND_LOOK_WITHIN_MS) once = null
    const inTurn = once !== null && badge !== undefined && badge !== once.code
    const several = badges.length > 1 || beside || inTurn || nowMs < severalUntilMs
    if (several && badge !== undefined) severalUntilMs = nowMs + CLEAR_AFTER_MS
    for (const [code, seenMs] of lastSeenMs) if (nowMs - seenMs >= GONE_AFTER_MS) lastSeenMs.delete(code)
    const isNew = badge !== undefined && !several && !lastSeenMs.has(badge)
    const isFirstLook = isNew && once === null
    const fresh = codes.filter(
      (code) => !lastSeenMs.has(code) && !(isBadgeCode(code) && (several || isFirstLook)),
    )
    if (isFirstLook) once = { code: badge, atMs: nowMs }
    else if (badge !== undefined) once = null
    for (const code of codes) {
      if (isBadgeCode(code) && several) lastSeenMs.delete(code)
      else if (!(isBadgeCode(code) && isFirstLook)) lastSeenMs.set(code, nowMs)
    }
    return { fresh, several }
  }
}
