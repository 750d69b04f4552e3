import type { TFunction } from 'i18next'
import type { UncheckedScan } from '../../../core/person-day/person-day.ts'
import { localDateOf } from '../../../core/time.ts'
import { timeNear } from '../language/dates.ts'

/** Between when a scan happened whose kiosk had the wrong time, or may have; null: nothing more is known of it. */
export function uncheckedWords({ at, from, to }: UncheckedScan, zone: string, t: TFunction): string | null {
  if (from === null && to === null) return null
  const day = localDateOf(at, zone)
  const near = from === null ? 'Before' : to === null ? 'After' : 'Within'
  const words = (instant: number | null): string => (instant === null ? '' : timeNear(instant, day, zone))
  return t(`month.unchecked${near}`, { time: words(at), from: words(from), to: words(to) })
}
