import type { KioskInput } from '../../core/kiosk/kiosk-api.ts'
import type { SignInAnswer } from '../../core/kiosk/kiosk-desk-api.ts'
import type { KnownEvent } from '../../core/log/event.ts'
import { localDateOf } from '../../core/time.ts'
import type { LogStore } from '../../db/kiosk/store/log-store.ts'
import { judgeScan } from '../scan/judge-scan.ts'
import { noBadgeIn, personEvents } from '../scan/person-events.ts'
import { recordedBefore } from '../scan/recorded-before.ts'
import { saidOf } from '../scan/said.ts'
import type { Desk } from './desk.ts'
import { personsPin } from './pin-owner.ts'
import { requireLeader } from './require-visit.ts'

type SignIn = Extract<KnownEvent, { type: 'sign-in' }>
type Proof =
  | { readonly kind: 'proved'; readonly confirmedBy: 'pin' | 'leader'; readonly by: string | null }
  | Exclude<SignInAnswer, { kind: 'recorded' }>

/** Somebody came without the badge: on record once the own PIN or a leader has confirmed who it is. */
export async function recordSignIn(kiosk: Desk, input: KioskInput<'signIn'>): Promise<SignInAnswer> {
  const { directory } = kiosk.memory
  if (directory === null) return { kind: 'not-enrolled' }
  if (directory.personOf(input.person) === null) return { kind: 'unknown-person' }
  const again = kiosk.keeper.write((store) => {
    const before = signedIn(store, input)
    return before === null ? null : answerOf(kiosk, store, before)
  })
  if (again.kind === 'not-recorded') return again
  if (again.value !== null) return again.value
  const proof = await proofOf(kiosk, input)
  if (proof.kind !== 'proved') return proof
  const attempt = kiosk.keeper.write((store): SignInAnswer => {
    const before = signedIn(store, input)
    return answerOf(kiosk, store, before ?? append(kiosk, store, input, proof))
  })
  return attempt.kind === 'done' ? attempt.value : attempt
}

const signedIn = (store: LogStore, { id, person }: KioskInput<'signIn'>): SignIn | null =>
  recordedBefore(store, id, 'sign-in', ({ staff }) => staff === person)

async function proofOf(kiosk: Desk, { person, proof }: KioskInput<'signIn'>): Promise<Proof> {
  if (proof.kind === 'visit') {
    const visit = requireLeader(kiosk, proof.visit)
    return visit.kind === 'open' ? { kind: 'proved', confirmedBy: 'leader', by: visit.leader } : visit
  }
  const checked = await kiosk.pins.check(personsPin(person), proof.pin)
  return checked.kind === 'right' ? { kind: 'proved', confirmedBy: 'pin', by: null } : checked
}

function append(
  kiosk: Desk,
  store: LogStore,
  input: KioskInput<'signIn'>,
  { confirmedBy, by }: Extract<Proof, { kind: 'proved' }>,
): SignIn {
  const { id, person, reason } = input
  const vouched = by === null ? {} : { by }
  const data = { staff: person, confirmedBy, reason, ...vouched, ...saidOf(input) }
  const [event] = kiosk.journal.append(store, [{ id, type: 'sign-in', data, person }])
  if (event?.type !== 'sign-in') throw new Error('The journal answered with another event')
  kiosk.days.add(store, person, event)
  kiosk.sendSoon()
  kiosk.changed()
  return event
}

function answerOf(kiosk: Desk, store: LogStore, event: SignIn): SignInAnswer {
  const { staff } = event.data
  const { at } = kiosk.watch.timeOf(store, event)
  const person = kiosk.memory.directory?.personOf(staff)
  const zone = kiosk.memory.directory?.directory.rulebook.zone ?? 'UTC'
  const month = localDateOf(at, zone).slice(0, 7)
  return {
    kind: 'recorded',
    scan: event.id,
    at,
    person:
      person === null || person === undefined
        ? { kind: 'unknown' }
        : { kind: 'ours', name: person.name, title: person.title },
    revoked: false,
    ...judgeScan(kiosk, store, { id: event.id, person: staff, at }),
    noBadgeThisMonth: noBadgeIn(personEvents(kiosk, store, staff, `${month}-01`), month),
  }
}
