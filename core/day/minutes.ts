/** Milliseconds in a minute. */
export const MINUTE_MS = 60_000

/** The minute an instant belongs to, as a whole number: 07:30:59 is 07:30 (rules.md, "Time"). */
export const minuteOf = (instant: number): number => Math.floor(instant / MINUTE_MS)
