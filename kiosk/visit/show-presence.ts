import type { KioskAnswers, KioskInput } from '../../core/kiosk/kiosk-api.ts'
import type { PersonPresence, PointPresence } from '../../core/kiosk/kiosk-visit-api.ts'
import { compareNames } from '../../core/names.ts'
import { noteOf } from '../../core/person-day/judge-person-day.ts'
import { dayInput } from '../../core/schedule/day-input.ts'
import { leaderOnDuty } from '../../core/schedule/leader-on-duty.ts'
import { owedDay } from '../../core/schedule/owed-sessions.ts'
import { addDays, localDateOf, startOfDate } from '../../core/time.ts'
import type { DirectoryPerson } from '../../core/wire/directory.ts'
import type { LogStore } from '../../db/kiosk/store/log-store.ts'
import type { Desk } from '../desk/desk.ts'
import { personsPin } from '../desk/pin-owner.ts'
import { requireLeader } from '../desk/require-visit.ts'
import { noBadgeIn, personEvents } from '../scan/person-events.ts'
import { dayOnRecord } from './days-on-record.ts'
import { type Frame, frameOf } from './frame.ts'
import { othersHeard } from './others-day.ts'

/** Excuses are asked for at most so long before the days they are about, as far as a visit shows them. */
const LOOK_BACK_DAYS = 31

/** Everybody of the point on a date, as far as this kiosk knows; people of other dates are those of today's directory. */
export function showPresence(kiosk: Desk, input: KioskInput<'presence'>): KioskAnswers['presence'] {
  const visit = requireLeader(kiosk, input.visit, input.refresh !== true)
  if (visit.kind !== 'open') return visit
  const attempt = kiosk.keeper.use((store): KioskAnswers['presence'] => {
    const frame = frameOf(kiosk, store)
    if (frame === null) return { kind: 'not-allowed' }
    return presenceOf(
      kiosk,
      store,
      frame,
      input.date ?? localDateOf(frame.now, frame.directory.rulebook.zone),
    )
  })
  return attempt.kind === 'done' ? attempt.value : attempt
}

function presenceOf(kiosk: Desk, store: LogStore, frame: Frame, date: string): PointPresence {
  const { directory, now, since } = frame
  const { rulebook, point } = directory
  const own = { person: null, point, date }
  const { sessions } = dayInput(rulebook, { ...own, scans: [], claims: [], asOf: now, complete: false })
  const people = (kiosk.memory.directory?.people ?? [])
    .map((person) => personPresence(kiosk, store, frame, date, person))
    .sort((a, b) => compareNames(a.name, b.name) || (a.id < b.id ? -1 : 1))
  const onDuty = people.find(({ id }) => id === leaderOnDuty(rulebook, point, date, now))
  const begins = sessions[0]?.start ?? startOfDate(date, rulebook.zone)
  const others = othersHeard(frame, date)
  return {
    kind: 'presence',
    date,
    asOf: now,
    zone: rulebook.zone,
    complete: since !== null && since <= begins && (others === null || others.standing === 'heard'),
    others,
    sessions,
    note: noteOf(owedDay(rulebook, own)),
    leader: onDuty === undefined ? null : { id: onDuty.id, name: onDuty.name, presence: onDuty.presence },
    people,
  }
}

function personPresence(
  kiosk: Desk,
  store: LogStore,
  frame: Frame,
  date: string,
  person: DirectoryPerson,
): PersonPresence {
  const { id, name, title, role, counter } = person
  const events = personEvents(kiosk, store, id, addDays(date, -LOOK_BACK_DAYS))
  const { day, presence, facts, others } = dayOnRecord(frame, id, date, events)
  return {
    id,
    name,
    title,
    role,
    counter,
    presence,
    hasPin: kiosk.pins.has(store, personsPin(id)),
    noBadgeThisMonth: noBadgeIn(events, date.slice(0, 7)),
    day,
    facts,
    others,
  }
}
