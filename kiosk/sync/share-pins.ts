import {
  aboutPins,
  isNewerPin,
  MOST_SHARED_PINS,
  PinsAnswer,
  PointPins,
  type SharedPin,
} from '../../core/desk/shared-pins.ts'
import type { LogStore } from '../../db/kiosk/store/log-store.ts'
import { newReceiver } from '../../db/seal-to.ts'
import { personOfSubject, personsPin, subjectOf } from '../desk/pin-owner.ts'
import { endOf, type Step, withLog } from './attempt.ts'
import type { DistrictLine } from './district-line.ts'
import type { Speaking } from './speaking.ts'

interface Told {
  /** Name of the secret that they are bound to; `null`: none yet. */
  readonly secret: string | null
  readonly pins: readonly SharedPin[]
  /** Something among them that the district has not heard. */
  readonly isNews: boolean
}

const OK: Step<null> = { kind: 'ok', value: null }

/**
 * Tells the district every PIN that is bound to the point's secret, and takes what holds at the point, when either side
 * has something new. All of them each time: a district that lost its newest days gets them again, and what is told and
 * not answered is no longer to hold. A fault here costs a kiosk nothing but the PINs of the others.
 * @param version what the district calls the point's PINs now; `null`: it keeps none
 */
export async function sharePins(
  kiosk: Speaking,
  line: DistrictLine,
  version: number | null,
): Promise<Step<null>> {
  const { enrolment } = kiosk.memory
  if (version === null || enrolment === null || kiosk.memory.directory === null) return OK
  const telling = withLog(kiosk, (store) => toTell(kiosk, store))
  if (telling.kind === 'end') return telling
  const told = telling.value
  if (version === kiosk.memory.pins && !told.isNews) return OK
  const receiver = newReceiver()
  const { secret, pins } = told
  const spoken = await line.ask({
    purpose: 'pins',
    path: 'api/v1/pins',
    answer: PinsAnswer,
    body: () => ({ key: receiver.publicKey, secret, pins }),
  })
  if (spoken.kind !== 'answered') {
    const ended = endOf(spoken)
    if (ended.kind === 'refused' && ended.refusal === 'revoked') return { kind: 'end', ended }
    kiosk.log('the PINs of the point were not told', { kind: ended.kind })
    return OK
  }
  const { device, point } = enrolment
  const shared = read(receiver.open(spoken.value.sealed, aboutPins(device, point)))
  if (shared === null || !keepSecret(kiosk, shared)) {
    kiosk.log('the PINs of the point cannot be kept', {})
    return OK
  }
  const taken = withLog(kiosk, (store) => store.together(() => take(kiosk, store, told, shared)))
  kiosk.changed()
  return taken.kind === 'end' ? taken : OK
}

/** What this kiosk has to tell: of people it knows, and bound to what the district knows too. */
function toTell(kiosk: Speaking, store: LogStore): Told {
  const secret = kiosk.pinSecrets.point()
  const rows = secret === null ? [] : store.desk.pins().filter(({ key }) => key === secret)
  const told = rows.flatMap(({ subject, key: _, told: isTold, at, digits, ...pin }) => {
    const person = personOfSubject(subject)
    const role = person === null ? null : (kiosk.memory.directory?.personOf(person)?.role ?? null)
    if (person === null || role === null || at === null || digits === null) return []
    return [{ isTold, pin: { ...pin, person, role, at, digits } }]
  })
  const newsFirst = told.toSorted((a, b) => Number(a.isTold) - Number(b.isTold))
  return {
    secret,
    pins: newsFirst.slice(0, MOST_SHARED_PINS).map(({ pin }) => pin),
    isNews: told.some(({ isTold }) => !isTold),
  }
}

function read(text: string | null): PointPins | null {
  if (text === null) return null
  const parsed = PointPins.safeParse(JSON.parse(text))
  return parsed.success ? parsed.data : null
}

/** Before anything that is bound to it. */
function keepSecret({ pinSecrets }: Speaking, { secret }: PointPins): boolean {
  try {
    pinSecrets.keepPoint(Buffer.from(secret, 'base64url'))
  } catch {
    return false
  }
  return pinSecrets.point() !== null
}

function take(kiosk: Speaking, store: LogStore, told: Told, { version, pins }: PointPins): void {
  const key = kiosk.pinSecrets.point() ?? ''
  for (const { person, role: _, ...theirs } of pins) {
    const owner = personsPin(person)
    const ours = kiosk.pins.kept(store, owner)
    // Set at the same time, and bound to something that only this kiosk has: the same PIN, which holds for fewer.
    const age = ours === null || ours.key === key ? ours : { ...ours, verifier: '' }
    if (age !== null && isNewerPin(age, theirs)) continue
    store.desk.savePin(subjectOf(owner), { ...theirs, key, told: true })
    // A PIN set anew at another kiosk ends the pause, as it does where it was set.
    if (theirs.count > (ours?.count ?? 0)) store.desk.clearTries(subjectOf(owner))
  }
  const answered = new Set(pins.map(({ person }) => person))
  for (const { person, verifier } of told.secret === key ? told.pins : []) {
    const subject = subjectOf(personsPin(person))
    if (!answered.has(person) && store.desk.pin(subject)?.verifier === verifier) store.desk.dropPin(subject)
  }
  kiosk.memory.pins = version
}
