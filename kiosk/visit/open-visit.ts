import { hash } from 'node:crypto'
import { classifyCode } from '../../core/badge/classify-code.ts'
import type { KioskInput } from '../../core/kiosk-api.ts'
import { type OpenVisitAnswer, VISIT_IDLE_MS } from '../../core/kiosk-visit-api.ts'
import type { DirectoryPerson } from '../../core/wire.ts'
import { ADMINISTRATOR, nameOfOwner, type PinOwner, personsPin } from '../desk/pin-desk.ts'
import type { Kiosk } from '../kiosk.ts'
import type { Visit } from './visits.ts'

/** Opens a leader's or the administrator's visit, with the event that says so. */
export async function openVisit(kiosk: Kiosk, input: KioskInput<'openVisit'>): Promise<OpenVisitAnswer> {
  if (kiosk.memory.enrolment === null) return { kind: 'not-enrolled' }
  if (input.for === 'administrator') {
    return open(kiosk, ADMINISTRATOR, input.pin, { role: 'administrator', person: null })
  }
  const leader = leaderOf(kiosk, input.proof)
  if (leader === null) return { kind: 'not-a-leader' }
  return open(kiosk, personsPin(leader.id), input.proof.pin, { role: 'leader', person: leader.id })
}

type Proof = Extract<KioskInput<'openVisit'>, { for: 'leader' }>['proof']

function leaderOf(kiosk: Kiosk, proof: Proof): DirectoryPerson | null {
  const view = kiosk.memory.directory
  if (view === null) return null
  const id = proof.kind === 'person' ? proof.person : holderOf(kiosk, proof.code)
  const person = id === null ? null : view.personOf(id)
  return person?.role === 'leader' ? person : null
}

/** A badge that was replaced opens nothing. */
function holderOf(kiosk: Kiosk, code: string): string | null {
  if (classifyCode(code) !== 'badge') return null
  const holder = kiosk.memory.directory?.holderOf(hash('sha256', code))
  return holder?.kind === 'ours' && !holder.revoked ? holder.person : null
}

async function open(kiosk: Kiosk, owner: PinOwner, pin: string, visit: Visit): Promise<OpenVisitAnswer> {
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
  }
}
