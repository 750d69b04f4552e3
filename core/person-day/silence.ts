import type { Session } from '../day/day-types.ts'
import { MINUTE_MS } from '../day/minutes.ts'

/** A kiosk that said nothing for longer than this was silent; networks of wards fail, so shorter ones mean nothing. */
export const SILENCE_MS = 60 * MINUTE_MS
/** A kiosk switched off a little early in the evening was not silent while the point was open. */
const OPEN_MS = 15 * MINUTE_MS

/** From the last word before it to the next, district time, UTC ms. */
export type Silence = readonly [from: number, to: number]

/**
 * The silence in which an instant lies, if the point was open for a quarter of an hour of it: what the kiosk says about
 * that time nobody else has witnessed until it spoke again. It proves nothing against anybody.
 * @param open the point's sessions on the instant's date
 */
export const silenceAround = (
  silences: readonly Silence[],
  at: number,
  open: readonly Session[],
): Silence | null =>
  silences.find((silence) => silence[0] < at && at < silence[1] && isOpenDuring(silence, open)) ?? null

/** Whether a kiosk was silent for long enough to be told, and its point open for a quarter of an hour of it. */
export const isSilentWhileOpen = (silence: Silence, open: readonly Session[]): boolean =>
  silence[1] - silence[0] > SILENCE_MS && isOpenDuring(silence, open)

const isOpenDuring = ([from, to]: Silence, open: readonly Session[]): boolean =>
  openDuring(open, from, to) >= OPEN_MS

const openDuring = (open: readonly Session[], from: number, to: number): number =>
  open.reduce((sum, { start, end }) => sum + Math.max(0, Math.min(end, to) - Math.max(start, from)), 0)
