import { z } from 'zod'
import type { LogStore } from '../../db/kiosk/store/log-store.ts'

/** What the district signs for a kiosk to keep says when. */
const Dated = z.object({ time: z.int() })

/**
 * The newest instant, UTC ms, that a kiosk knows of besides its clock: of the district's last signed word on its log, and
 * of what was recorded since. What that word covers counts no more: a clock that once ran years ahead is mended by it.
 */
export function newestKnown(store: LogStore): number | null {
  const acknowledged = store.records.acknowledged()
  const told = acknowledged?.receipt ?? null
  const recorded = store.read.newestTime(acknowledged?.seq ?? 0)
  const times = [told === null ? null : timeOf(told), recorded].filter((time) => time !== null)
  return times.length === 0 ? null : Math.max(...times)
}

/** Of a sealed text that was verified when it came. */
function timeOf(sealed: string): number | null {
  try {
    return Dated.parse(JSON.parse(sealed.slice(sealed.indexOf('\n') + 1))).time
  } catch {
    return null
  }
}
