/** A code counts as gone when it was not seen for this long; a shaking hand hides it for less. */
export const GONE_AFTER_MS = 1_500

/**
 * Remembers what is held before the camera, so that one showing of a badge is asked once.
 * @returns a function giving, of the codes of a frame, those that have just come into view
 */
export function createCodesInView(): (codes: readonly string[], nowMs: number) => string[] {
  const lastSeenMs = new Map<string, number>()
  return (codes, nowMs) => {
    for (const [code, seenMs] of lastSeenMs) if (nowMs - seenMs >= GONE_AFTER_MS) lastSeenMs.delete(code)
    const fresh = codes.filter((code) => !lastSeenMs.has(code))
    for (const code of codes) lastSeenMs.set(code, nowMs)
    return fresh
  }
}
