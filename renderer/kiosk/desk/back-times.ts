const QUARTER_MS = 15 * 60_000

/**
 * Times of return worth offering: on quarters of an hour within the next four hours and not beyond the end
 * of the day's last session, and the ends of sessions in between.
 * @returns UTC ms, in order, eleven at most
 */
export function backTimes(
  now: number,
  sessions: readonly { readonly start: number; readonly end: number }[],
): readonly number[] {
  const lastEnd = sessions.at(-1)?.end
  const limit = lastEnd === undefined || lastEnd <= now ? now + 4 * 3_600_000 : lastEnd
  const first = (Math.floor(now / QUARTER_MS) + 1) * QUARTER_MS
  const steps = [1, 2, 3, 4, 6, 8, 10, 12].map((quarters) => first + (quarters - 1) * QUARTER_MS)
  const ends = sessions.flatMap(({ start, end }) => [start, end]).filter((at) => at > now)
  const times = [...new Set([...steps, ...ends])].filter((at) => at <= limit).sort((a, b) => a - b)
  return times.slice(0, 11)
}
