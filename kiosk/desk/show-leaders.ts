import type { LeadersAnswer } from '../../core/kiosk/kiosk-desk-api.ts'
import { compareNames } from '../../core/names.ts'
import { leaderOnDuty } from '../../core/schedule/leader-on-duty.ts'
import { localDateOf } from '../../core/time.ts'
import { readClock } from '../log/kiosk-clock.ts'
import type { Desk } from './desk.ts'
import { personsPin } from './pin-owner.ts'

/** Names this point's leaders, for whom anybody at the counter may ask, and nobody else. */
export function showLeaders(kiosk: Desk): LeadersAnswer {
  const { directory, enrolment } = kiosk.memory
  if (enrolment === null) return { kind: 'not-enrolled' }
  if (directory === null) return { kind: 'leaders', leaders: null }
  const { rulebook, point } = directory.directory
  const { at } = kiosk.watch.timeNow(readClock(kiosk.clock))
  const onDuty = leaderOnDuty(rulebook, point, localDateOf(at, rulebook.zone), at)
  const attempt = kiosk.keeper.use((store) =>
    directory.people
      .filter(({ role }) => role === 'leader')
      .map(({ id, name, title }) => {
        const hasPin = kiosk.pins.has(store, personsPin(id))
        return { id, name, title, hasPin, onDuty: id === onDuty }
      })
      .sort((a, b) => Number(b.onDuty) - Number(a.onDuty) || compareNames(a.name, b.name)),
  )
  return attempt.kind === 'done' ? { kind: 'leaders', leaders: attempt.value } : attempt
}
