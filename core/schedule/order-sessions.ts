import type { DaySessions } from './rulebook.ts'

/**
 * Sessions in time order that never overlap: empty and backward ones are left out, overlapping ones become
 * one. Sessions that are already so come back as they are.
 */
export function orderSessions(sessions: DaySessions): {
  readonly sessions: DaySessions
  readonly changed: boolean
} {
  const inOrder = sessions.every(
    ([start, end], index) => start < end && start >= (sessions[index - 1]?.[1] ?? ''),
  )
  if (inOrder) return { sessions, changed: false }
  const sorted = sessions
    .filter(([start, end]) => start < end)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  const joined: DaySessions = []
  for (const [start, end] of sorted) {
    const last = joined[joined.length - 1]
    if (last !== undefined && start < last[1]) last[1] = last[1] > end ? last[1] : end
    else joined.push([start, end])
  }
  return { sessions: joined, changed: true }
}
