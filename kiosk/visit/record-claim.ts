import type { KioskInput } from '../../core/kiosk/kiosk-api.ts'
import type { ClaimAnswer } from '../../core/kiosk/kiosk-visit-api.ts'
import { addDays, localDateOf } from '../../core/time.ts'
import type { LogStore } from '../../db/kiosk/store/log-store.ts'
import type { Desk } from '../desk/desk.ts'
import { requireLeader } from '../desk/require-visit.ts'
import { annulledOf, personEvents, type TimedEvent } from '../scan/person-events.ts'
import { recordedBefore } from '../scan/recorded-before.ts'
import { dayOnRecord } from './days-on-record.ts'
import { type Frame, frameOf } from './frame.ts'

/** So far back the district's directory tells a kiosk the rules. */
export const DAYS_BACK = 45

/** A leader's word for a forgotten scan: another fact, which the rules weigh against the scans (rules.md 5). */
export function recordClaim(kiosk: Desk, input: KioskInput<'claim'>): ClaimAnswer {
  const visit = requireLeader(kiosk, input.visit)
  if (visit.kind !== 'open') return visit
  const attempt = kiosk.keeper.write((store): ClaimAnswer => {
    const frame = frameOf(kiosk, store)
    if (frame === null || kiosk.memory.directory?.personOf(input.person) == null) {
      return { kind: 'unknown-person' }
    }
    const { id, person, date, session, side, at, reason } = input
    const data = { staff: person, date, session, side, at, reason, by: visit.leader }
    const isSame = (held: typeof data) => held.staff === person && held.date === date && held.at === at
    if (recordedBefore(store, id, 'claim', isSame) === null) {
      const refused = refusalOf(kiosk, store, frame, input)
      if (refused !== null) return { kind: 'refused', reason: refused }
      const [event] = kiosk.journal.append(store, [{ id, type: 'claim', data, person }])
      if (event !== undefined) kiosk.days.add(store, person, event)
      kiosk.sendSoon()
      kiosk.changed()
    }
    return answerOf(kiosk, store, frame, input)
  })
  return attempt.kind === 'done' ? attempt.value : attempt
}

type Refused = Extract<ClaimAnswer, { kind: 'refused' }>['reason']

function refusalOf(kiosk: Desk, store: LogStore, frame: Frame, input: KioskInput<'claim'>): Refused | null {
  const { date, session, at, person } = input
  const { zone } = frame.directory.rulebook
  const today = localDateOf(frame.now, zone)
  if (date > today || at > frame.now) return 'in-the-future'
  if (date < addDays(today, -DAYS_BACK)) return 'too-old'
  if (localDateOf(at, zone) !== date) return 'not-that-day'
  const { day } = dayOnRecord(frame, person, date, personEvents(kiosk, store, person, date))
  return session < day.sessions.length ? null : 'no-such-session'
}

function answerOf(kiosk: Desk, store: LogStore, before: Frame, input: KioskInput<'claim'>): ClaimAnswer {
  const { id, person, date } = input
  const frame = frameOf(kiosk, store) ?? before
  const events = personEvents(kiosk, store, person, date)
  const { day, facts, others, claims } = dayOnRecord(frame, person, date, events)
  // The rules answer the standing claims of the date in the order of the log.
  const index = standingClaims(events, date).indexOf(id)
  return { kind: 'recorded', outcome: claims[index] ?? 'ignored', day, facts, others }
}

function standingClaims(events: readonly TimedEvent[], date: string): string[] {
  const annulled = annulledOf(events)
  return events.flatMap(({ event }) =>
    event.type === 'claim' && event.data.date === date && !annulled.has(event.id) ? [event.id] : [],
  )
}
