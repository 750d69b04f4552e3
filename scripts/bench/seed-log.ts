import { randomBytes, randomUUID } from 'node:crypto'
import { uuidV7 } from '../../core/log/uuid-v7.ts'
import { openLogDatabase } from '../../db/kiosk/open/open-log-database.ts'
import type { EventDraft } from '../../db/kiosk/store/log-store.ts'
import { testBadge } from '../../tests/support/test-badge.ts'

const BATCH = 2000
const SCANS_A_DAY = 4
const DAY_MS = 86_400_000

/**
 * Fills an enrolled kiosk's log with scans of past days, four a person and day.
 * @param before instant before which all of them were made, UTC ms
 */
export function seedLog(dataDirectory: string, events: number, people: number, before: number): void {
  const opened = openLogDatabase({ dataDirectory })
  if (opened.kind !== 'opened') throw new Error('The log to fill could not be opened')
  const { store } = opened
  const run = randomUUID()
  const badges = Array.from({ length: people }, (_, i) => testBadge(i + 1).digest)
  const perDay = people * SCANS_A_DAY
  const days = Math.ceil(events / perDay)
  for (let written = 0; written < events; ) {
    const drafts: EventDraft[] = []
    for (; drafts.length < BATCH && written < events; written++) {
      const day = Math.floor(written / perDay)
      const at = before - (days - day) * DAY_MS + (written % perDay) * 60_000
      const person = (written % people) + 1
      drafts.push({
        id: uuidV7(at, randomBytes),
        at,
        up: written * 1000,
        run,
        type: 'scan',
        data: { badge: badges[person - 1] ?? '', staff: `person-${person}`, method: 'camera' },
        person: `person-${person}`,
      })
    }
    store.append(drafts)
  }
  store.close()
}
