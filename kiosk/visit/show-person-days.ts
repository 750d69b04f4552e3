import type { KioskAnswers, KioskInput } from '../../core/kiosk/kiosk-api.ts'
import { MOST_DAYS } from '../../core/kiosk/kiosk-visit-api.ts'
import { addDays, startOfDate } from '../../core/time.ts'
import type { LogStore } from '../../db/kiosk/store/log-store.ts'
import type { Desk } from '../desk/desk.ts'
import { requireLeader } from '../desk/require-visit.ts'
import { isAloneOn } from '../scan/elsewhere-view.ts'
import { noBadgeIn, personEvents } from '../scan/person-events.ts'
import { dayOnRecord } from './days-on-record.ts'
import { frameOf } from './frame.ts'

const LOOK_BACK_DAYS = 31

/** A week or a month of one person, as far as this kiosk knows. */
export function showPersonDays(kiosk: Desk, input: KioskInput<'personDays'>): KioskAnswers['personDays'] {
  const visit = requireLeader(kiosk, input.visit)
  if (visit.kind !== 'open') return visit
  if (input.to < input.from) return { kind: 'refused', reason: 'ends-before-it-begins' }
  if (input.to > addDays(input.from, MOST_DAYS - 1)) return { kind: 'refused', reason: 'too-many-days' }
  const attempt = kiosk.keeper.use((store) => daysOf(kiosk, store, input))
  return attempt.kind === 'done' ? attempt.value : attempt
}

function daysOf(
  kiosk: Desk,
  store: LogStore,
  { person: id, from, to }: KioskInput<'personDays'>,
): KioskAnswers['personDays'] {
  const frame = frameOf(kiosk, store)
  const person = kiosk.memory.directory?.personOf(id)
  if (frame === null || person === undefined || person === null) return { kind: 'unknown-person' }
  const { zone } = frame.directory.rulebook
  const events = personEvents(kiosk, store, id, addDays(from, -LOOK_BACK_DAYS))
  const days = []
  for (let date = from; date <= to; date = addDays(date, 1)) {
    const { day, facts, others } = dayOnRecord(frame, id, date, events)
    days.push({ day, facts, others })
  }
  const alone = isAloneOn(frame.directory, frame.elsewhere, from)
  return {
    kind: 'days',
    person: { id, name: person.name, title: person.title },
    zone,
    complete: alone && frame.since !== null && frame.since <= startOfDate(from, zone),
    alone,
    days,
    noBadgeThisMonth: noBadgeIn(events, to.slice(0, 7)),
  }
}
