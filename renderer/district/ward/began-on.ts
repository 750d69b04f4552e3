import type { WardDay } from '../../../core/district/presence-api.ts'

/**
 * When the point's first kiosk began to record, UTC ms, where that was on this day after its hours had begun: of such a
 * day nothing is concluded, and it is not the kiosk that keeps something back.
 */
export function beganOn({ kiosks, sessions }: Pick<WardDay, 'kiosks' | 'sessions'>): number | null {
  const [first] = sessions
  const last = sessions.at(-1)
  const began = Math.min(
    ...kiosks.flatMap(({ enrolledAt, state }) => (state === 'active' ? [enrolledAt ?? 0] : [])),
  )
  if (first === undefined || last === undefined) return null
  return began > first.start && began < last.end ? began : null
}
