import { randomBytes } from 'node:crypto'
import { uuidV7 } from '../../core/log/uuid-v7.ts'
import { addDays, localDateOf, startOfDate, weekdayOf } from '../../core/time.ts'
import type { KioskService } from '../../kiosk/create-kiosk-service.ts'
import { deliver } from './demo-kiosk.ts'
import { DEMO_ZONE, leaveOn } from './demo-seed.ts'
import type { InventedPerson } from './invented-organisation.ts'
import type { MovableClock } from './movable-clock.ts'
import { planDay } from './plan-day.ts'

export interface FilledKiosk {
  readonly service: KioskService
  readonly people: readonly InventedPerson[]
  /** Dates on which this kiosk keeps its log to itself. */
  isSilent(date: string): boolean
}

const EVENING_SECONDS = 18.5 * 3600

/** Whether the invented people come to work on this date. */
export type IsWorkday = (date: string) => boolean

/**
 * Lets the invented people scan their real codes at real kiosks from one instant to another, and brings every
 * log to the district at the end of each day. The clock stands at each scan's own time.
 * @param after UTC ms, exclusive
 * @param upTo UTC ms, inclusive
 */
export async function fillDays(options: {
  readonly kiosks: readonly FilledKiosk[]
  readonly codes: Readonly<Record<string, string>>
  readonly clock: MovableClock
  readonly isWorkday: IsWorkday
  readonly after: number
  readonly upTo: number
  readonly progress: (date: string) => void
}): Promise<void> {
  const { kiosks, codes, clock, after, upTo } = options
  const last = localDateOf(upTo, DEMO_ZONE)
  for (let date = localDateOf(after, DEMO_ZONE); date <= last; date = addDays(date, 1)) {
    if (weekdayOf(date) > 5 || !options.isWorkday(date)) continue
    options.progress(date)
    const midnight = startOfDate(date, DEMO_ZONE)
    const evening = Math.min(midnight + EVENING_SECONDS * 1000, upTo)
    for (const kiosk of kiosks) {
      const scans = kiosk.people
        .flatMap((person) =>
          planDay(person.id, date, leaveOn(person.id, date)).map((scan) => ({ ...scan, person })),
        )
        .map((scan) => ({ ...scan, at: midnight + scan.second * 1000 }))
        .filter(({ at }) => at > after && at <= evening)
        .sort((a, b) => a.at - b.at)
      for (const { at, person, intent } of scans) {
        clock.standAt(at)
        const answer = await kiosk.service.api.scan({
          id: uuidV7(at, randomBytes),
          code: codes[person.id] ?? '',
          method: 'camera',
          ...(intent === undefined ? {} : { intent }),
        })
        if (answer.kind !== 'recorded') throw new Error(`an invented scan was not recorded: ${answer.kind}`)
      }
    }
    if (evening <= after) continue
    clock.standAt(evening)
    for (const kiosk of kiosks) if (!kiosk.isSilent(date)) await deliver(kiosk.service)
  }
}
