const QUARTER_MS = 15 * 60_000
const HALF_HOUR_MS = 30 * 60_000

/**
 * Times of return worth offering, as people say them: four quarters of an hour, then four half hours, not beyond the
 * end of the day's last session, and the ends of sessions in between.
 * @returns UTC ms, in order, eleven at most
 */
export function backTimes(
  now: number,
  sessions: readonly { readonly start: number; readonly end: number }[],
): readonly number[] {
  const lastEnd = sessions.at(-1)?.end
  const limit = lastEnd === undefined || lastEnd <= now ? now + 4 * 3_600_000 : lastEnd
  const first = (Math.floor(now / QUARTER_MS) + 1) * QUARTER_MS
  const quarters = [0, 1, 2, 3].map((number) => first + number * QUARTER_MS)
  const firstHalf = (Math.floor((first + 3 * QUARTER_MS) / HALF_HOUR_MS) + 1) * HALF_HOUR_MS
  const steps = [...quarters, ...[0, 1, 2, 3].map((number) => firstHalf + number * HALF_HOUR_MS)]
  const ends = sessions.flatMap(({ start, end }) => [start, end]).filter((at) => at > now)
  const times = [...new Set([...steps, ...ends])].filter((at) => at <= limit).sort((a, b) => a - b)
  return times.slice(0, 11)
}
