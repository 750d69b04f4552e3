import type { KioskInput } from '../../core/kiosk/kiosk-api.ts'
import type { AnnulAnswer } from '../../core/kiosk/kiosk-visit-api.ts'
import { type KnownEvent, parseEvent } from '../../core/log/event.ts'
import { localDateOf } from '../../core/time.ts'
import type { LogStore } from '../../db/kiosk/store/log-store.ts'
import type { Desk } from '../desk/desk.ts'
import { requireLeader } from '../desk/require-visit.ts'
import { annulledOf, personEvents } from '../scan/person-events.ts'
import { recordedBefore } from '../scan/recorded-before.ts'
import { dayOnRecord } from './days-on-record.ts'
import { frameOf } from './frame.ts'

const MAY_BE_ANNULLED: readonly KnownEvent['type'][] = [
  'scan',
  'sign-in',
  'claim',
  'spot-check',
  'excuse-requested',
]

/** What stands about a leader is annulled by another one; their own word and request they may take back. */
const NOT_ONES_OWN: readonly KnownEvent['type'][] = ['scan', 'sign-in', 'spot-check']

/** Says of a fact that it was not true; the fact itself stays where it is. */
export function recordAnnulment(kiosk: Desk, input: KioskInput<'annul'>): AnnulAnswer {
  const visit = requireLeader(kiosk, input.visit)
  if (visit.kind !== 'open') return visit
  const attempt = kiosk.keeper.write((store): AnnulAnswer => {
    const target = targetOf(kiosk, store, input.event)
    if (target === null) return { kind: 'unknown-event' }
    const { person, date, type } = target
    if (person === visit.leader && NOT_ONES_OWN.includes(type)) return { kind: 'own-fact' }
    const { id, event, reason } = input
    const before = recordedBefore(store, id, 'annul', (data) => data.id === event)
    if (before === null) {
      if (annulledOf(personEvents(kiosk, store, person, date)).has(event)) return { kind: 'already-annulled' }
      const data = { id: event, reason, by: visit.leader }
      const [annulment] = kiosk.journal.append(store, [{ id, type: 'annul', data, person }])
      if (annulment !== undefined) kiosk.days.add(store, person, annulment)
      kiosk.sendSoon()
      kiosk.changed()
    }
    const frame = frameOf(kiosk, store)
    if (frame === null) return { kind: 'unknown-event' }
    const events = personEvents(kiosk, store, person, date)
    const { day, facts, others } = dayOnRecord(frame, person, date, events)
    return { kind: 'recorded', day, facts, others }
  })
  return attempt.kind === 'done' ? attempt.value : attempt
}

interface Target {
  readonly person: string
  readonly date: string
  readonly type: KnownEvent['type']
}

/** Whose fact it is and the local date it counts for; `null` for what cannot be annulled here. */
function targetOf(kiosk: Desk, store: LogStore, id: string): Target | null {
  const row = store.read.byId(id)
  const parsed = row === null ? null : parseEvent(row.text)
  if (row === null || row.person === null || parsed?.kind !== 'known') return null
  const { event } = parsed
  const view = kiosk.memory.directory
  if (!MAY_BE_ANNULLED.includes(event.type) || view?.personOf(row.person) == null) return null
  const { zone } = view.directory.rulebook
  const date =
    event.type === 'claim' ? event.data.date : localDateOf(kiosk.watch.timeOf(store, event).at, zone)
  return { person: row.person, date, type: event.type }
}
