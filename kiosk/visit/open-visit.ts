import type { KioskInput } from '../../core/kiosk/kiosk-api.ts'
import { type OpenVisitAnswer, VISIT_IDLE_MS } from '../../core/kiosk/kiosk-visit-api.ts'
import type { Desk } from '../desk/desk.ts'
import { personOfProof } from '../desk/person-of-proof.ts'
import { ADMINISTRATOR, nameOfOwner, type PinOwner, personsPin } from '../desk/pin-owner.ts'
import type { Visit } from '../desk/visits.ts'
import { leavesOf } from './leaves-of.ts'

/** Opens a leader's or the administrator's visit, with the event that says so. */
export async function openVisit(kiosk: Desk, input: KioskInput<'openVisit'>): Promise<OpenVisitAnswer> {
  if (kiosk.memory.enrolment === null) return { kind: 'not-enrolled' }
  if (input.for === 'administrator') {
    return open(kiosk, ADMINISTRATOR, input.pin, { role: 'administrator', person: null })
  }
  const leader = personOfProof(kiosk, input.proof)
  if (leader?.role !== 'leader') return { kind: 'not-a-leader' }
  return open(kiosk, personsPin(leader.id), input.proof.pin, { role: 'leader', person: leader.id })
}

async function open(kiosk: Desk, owner: PinOwner, pin: string, visit: Visit): Promise<OpenVisitAnswer> {
  const checked = await kiosk.pins.check(owner, pin)
  if (checked.kind !== 'right') return checked
  const noted = kiosk.keeper.write((store) => {
    const data = { who: nameOfOwner(owner), what: `${visit.role}-opened` }
    kiosk.journal.append(store, [{ id: kiosk.newId(), type: 'access', data }])
    kiosk.sendSoon()
    kiosk.changed()
  })
  if (noted.kind === 'not-recorded') return noted
  const person = visit.person === null ? null : (kiosk.memory.directory?.personOf(visit.person) ?? null)
  return {
    kind: 'opened',
    visit: kiosk.visits.open(visit),
    person: visit.person,
    name: person?.name ?? null,
    role: visit.role,
    idleMs: VISIT_IDLE_MS,
    leaves: visit.role === 'leader' ? leavesOf(kiosk.memory.directory?.directory) : [],
  }
}
