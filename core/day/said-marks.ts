import { assertNever } from '../assert-never.ts'
import type { Scan } from './day-types.ts'
import { type DraftDay, holdMark } from './draft-day.ts'
import { EXTRA } from './keep-scans.ts'
import type { OwedBounds } from './owed-bounds.ts'

/**
 * Step 3: scans whose meaning the person said take their marks; steps away get their role. The first
 * `arrive` of a session stands, the last `leave` does.
 */
export function markSaid(
  draft: DraftDay,
  scans: readonly Scan[],
  order: readonly number[],
  sessions: OwedBounds,
): void {
  for (const index of order) {
    const scan = scans[index]
    if (scan?.intent === undefined) continue
    switch (scan.intent) {
      case 'arrive': {
        const session = firstNotEnded(sessions, scan.at)
        if (draft.marks[session]?.in === null) holdMark(draft, session, 'in', { index, at: scan.at })
        break
      }
      case 'leave': {
        const session = lastStarted(sessions, scan.at)
        const earlier = draft.marks[session]?.out
        if (earlier) draft.roles[earlier.by.index] = EXTRA
        holdMark(draft, session, 'out', { index, at: scan.at })
        break
      }
      case 'out-duty':
      case 'out-private':
      case 'return':
        draft.roles[index] = { kind: 'step', intent: scan.intent }
        break
      default:
        assertNever(scan.intent)
    }
  }
}

function firstNotEnded({ bounds, judged }: OwedBounds, at: number): number {
  const found = judged.find((session) => at < (bounds[session]?.end ?? Number.NaN))
  return found ?? judged[judged.length - 1] ?? -1
}

function lastStarted({ bounds, judged }: OwedBounds, at: number): number {
  const found = judged.findLast((session) => (bounds[session]?.start ?? Number.NaN) <= at)
  return found ?? judged[0] ?? -1
}
