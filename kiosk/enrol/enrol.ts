import type { z } from 'zod'
import { typedCode } from '../../core/badge/typed-code.ts'
import type { EnrolOutcome, KioskInput } from '../../core/kiosk/kiosk-api.ts'
import { genesisHash } from '../../core/log/chain.ts'
import { keyFingerprint } from '../../core/log/fingerprint.ts'
import { EnrolAnswer, type EnrolmentTicket, OLDEST_WIRE_VERSION, type Refusal } from '../../core/wire/wire.ts'
import type { LogStore } from '../../db/kiosk/store/log-store.ts'
import { sha256 } from '../../db/sha256.ts'
import { type DeviceIdentity, importPrivateKey, makeDeviceIdentity } from '../keys/device-key.ts'
import { readClock } from '../log/kiosk-clock.ts'
import { runStarted } from '../log/run-started.ts'
import { speak } from '../sync/speak.ts'
import type { Speaking } from '../sync/speaking.ts'
import { checkTicket, readTicket } from './read-ticket.ts'

const DEFAULT_NAME = 'Kiosk'

/**
 * Makes this kiosk a device of the district that showed the ticket: a key kept durably before the district hears
 * of it; with the district's word the log begins.
 */
export async function enrol(kiosk: Speaking, input: KioskInput<'enrol'>): Promise<EnrolOutcome> {
  if (kiosk.memory.enrolment !== null) return { kind: 'refused', reason: 'already-enrolled' }
  const ticket = readTicket(input.ticket)
  if (ticket === null) return { kind: 'refused', reason: 'malformed-ticket' }
  return enrolWith(kiosk, ticket, input.name)
}

/** The same with what was typed instead of scanned; the district's key is the one that a person has compared. */
export async function enrolTyped(kiosk: Speaking, input: KioskInput<'enrolTyped'>): Promise<EnrolOutcome> {
  if (kiosk.memory.enrolment !== null) return { kind: 'refused', reason: 'already-enrolled' }
  const code = typedCode(input.code)
  if (code === null) return { kind: 'refused', reason: 'code-wrong' }
  const ticket = checkTicket({ address: input.address, district: input.district, code })
  if (ticket === null) return { kind: 'refused', reason: 'malformed-ticket' }
  return enrolWith(kiosk, ticket, input.name)
}

async function enrolWith(
  kiosk: Speaking,
  ticket: EnrolmentTicket,
  wanted: string | undefined,
): Promise<EnrolOutcome> {
  const identity = await identityOf(kiosk)
  const name = wanted?.trim() || DEFAULT_NAME
  const { device, publicKey } = identity
  const spoken = await speak(
    {
      address: ticket.address,
      districtKey: ticket.district,
      device,
      signingKey: await importPrivateKey(identity),
      fetch: kiosk.fetch,
      timeoutMs: kiosk.timing.requestTimeoutMs,
      now: () => readClock(kiosk.clock).at,
      signal: new AbortController().signal,
    },
    {
      purpose: 'enrol',
      path: 'api/v1/enrol',
      body: { v: OLDEST_WIRE_VERSION, device, publicKey, code: ticket.code, name },
      challenge: null,
      answer: EnrolAnswer,
    },
  )
  if (spoken.kind === 'refused') return refusalOf(spoken.refusal)
  if (spoken.kind === 'unreachable' && spoken.fault !== undefined) {
    return { kind: 'unreachable', fault: spoken.fault }
  }
  if (spoken.kind !== 'answered') return { kind: 'unreachable' }
  const answer = spoken.value
  if (answer.device !== device || kiosk.memory.enrolment !== null) return { kind: 'unreachable' }
  const begun = kiosk.keeper.write((store) => begin(kiosk, store, { ticket, identity, name, answer }))
  if (begun.kind === 'not-recorded') return { kind: 'unreachable' }
  kiosk.changed()
  kiosk.sendNow()
  return { kind: 'enrolled', point: answer.pointName, fingerprint: keyFingerprint(sha256, publicKey) }
}

/** The identity of an attempt whose answer never came, so that the district knows it again; otherwise a new one. */
async function identityOf(kiosk: Speaking): Promise<DeviceIdentity> {
  try {
    const kept = kiosk.keys.load()
    if (kept !== null) return kept
  } catch {
    kiosk.log('the device key cannot be read; a new one is made', {})
  }
  const identity = await makeDeviceIdentity(kiosk.newId())
  kiosk.keys.save(identity)
  return identity
}

function refusalOf({ problem }: Refusal): EnrolOutcome {
  switch (problem) {
    case 'code-expired':
    case 'code-used':
    case 'code-wrong':
      return { kind: 'refused', reason: problem }
    default:
      return { kind: 'refused', reason: 'malformed-ticket' }
  }
}

interface Granted {
  readonly ticket: EnrolmentTicket
  readonly identity: DeviceIdentity
  readonly name: string
  readonly answer: z.infer<typeof EnrolAnswer>
}

/** Where the kiosk belongs, its log and the log's first two events, all or none. */
function begin(kiosk: Speaking, store: LogStore, { ticket, identity, name, answer }: Granted): void {
  const { device, publicKey } = identity
  const origin = { log: kiosk.newId(), device, publicKey, parent: null }
  const genesis = genesisHash(sha256, origin)
  const { point, pointName, organisationName, challenge } = answer
  const enrolment = {
    device,
    name,
    point,
    pointName,
    organisationName,
    districtAddress: ticket.address,
    districtKey: ticket.district,
  }
  const acknowledged = { seq: 0, hash: genesis, completeTo: null, contactAt: null, challenge, receipt: null }
  store.together(() => {
    store.records.saveEnrolment(enrolment)
    store.begin(origin, genesis)
    store.records.saveAcknowledged(acknowledged)
    const data = { point, device, parent: null, why: 'new' } as const
    kiosk.journal.append(store, [{ id: kiosk.newId(), type: 'log-started', data }, runStarted(kiosk, 'none')])
    store.records.saveLastRun({ run: kiosk.run, stopped: false })
  })
  kiosk.memory.enrolment = enrolment
  kiosk.memory.acknowledged = acknowledged
}
