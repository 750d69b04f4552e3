/** When a PIN was set, as two kiosks that know nothing of each other can say it. */
export interface PinAge {
  /** How many times this person's PIN had been set, as far as the kiosk that set it knew, this one included. */
  readonly count: number
  /** Judged time, UTC ms. */
  readonly at: number | null
  /** Settles what was set at the same time; hexadecimal. */
  readonly verifier: string
}

/**
 * Which of two PINs of a person holds: the one set by whoever knew of more before it, then the later one, then the
 * greater verifier. The same everywhere and in whatever order they come, and a wrong clock wins only against what
 * it did not know of.
 */
export function isNewerPin(one: PinAge, other: PinAge): boolean {
  if (one.count !== other.count) return one.count > other.count
  const [at, otherAt] = [one.at ?? 0, other.at ?? 0]
  return at === otherAt ? one.verifier > other.verifier : at > otherAt
}
