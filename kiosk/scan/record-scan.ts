import { hash } from 'node:crypto'
import { classifyCode } from '../../core/badge/classify-code.ts'
import type { KioskInput, ScanAnswer, ScannedPerson } from '../../core/kiosk/kiosk-api.ts'
import { type KnownEvent, parseEvent } from '../../core/log/event.ts'
import type { StoredEvent } from '../../db/kiosk/records/event-reader.ts'
import type { LogStore } from '../../db/kiosk/store/log-store.ts'
import type { BadgeHolder } from './directory-view.ts'
import { judgeScan } from './judge-scan.ts'
import { ContractBroken } from './recorded-before.ts'
import { saidOf } from './said.ts'
import type { Scanning } from './scanning.ts'

const MOST_GIVEN = 500

type RefusedClass = Extract<ScanAnswer, { kind: 'refused' }>['class']
type ScanEvent = Extract<KnownEvent, { type: 'scan' }>

/**
 * A code was read. A badge is recorded durably before the answer exists; any other code is named by its class and
 * forgotten: its text goes nowhere, not even hashed.
 */
export function recordScan(kiosk: Scanning, input: KioskInput<'scan'>): ScanAnswer {
  const kind = classifyCode(input.code)
  if (kind === 'enrolment') return { kind: 'enrolment-code' }
  const digest = kind === 'badge' ? hash('sha256', input.code) : null
  const given = kiosk.given.get(input.id)
  if (given !== undefined) return sameQuestion(given.digest, digest) ? given.answer : refuseReuse()
  const attempt = kiosk.keeper.write((store): ScanAnswer => {
    if (store.origin() === null) return { kind: 'not-enrolled' }
    const before = store.read.byId(input.id)
    if (before !== null) return answerAgain(kiosk, store, before, digest)
    return digest === null
      ? recordRefusal(kiosk, store, input.id, kind === 'badge' ? 'foreign' : kind)
      : recordBadge(kiosk, store, input, digest)
  })
  if (attempt.kind === 'not-recorded') {
    return digest === null && kind !== 'badge' ? { kind: 'refused', class: kind } : attempt
  }
  const answer = attempt.value
  if (answer.kind === 'not-enrolled') return answer
  if (kiosk.given.size >= MOST_GIVEN) kiosk.given.clear()
  kiosk.given.set(input.id, { digest, answer })
  return answer
}

const sameQuestion = (a: string | null, b: string | null): boolean => a === b

function refuseReuse(): never {
  throw new ContractBroken('this id already names another event')
}

/** Whose day a scan counts for: a badge that was replaced counts for nobody until the district says so. */
const countsFor = (holder: BadgeHolder): string | null =>
  holder.kind === 'ours' && !holder.revoked ? holder.person : null

const staffOf = (holder: BadgeHolder): string | null => (holder.kind === 'unknown' ? null : holder.person)

function recordBadge(
  kiosk: Scanning,
  store: LogStore,
  input: KioskInput<'scan'>,
  digest: string,
): ScanAnswer {
  const { id, method } = input
  const holder = holderOf(kiosk, digest)
  const person = countsFor(holder)
  const data = { badge: digest, staff: staffOf(holder), method, ...saidOf(input) }
  const [event] = kiosk.journal.append(store, [{ id, type: 'scan', data, person }])
  if (event?.type !== 'scan') throw new Error('The journal answered with another event')
  if (person !== null) kiosk.days.add(store, person, event)
  kiosk.sendSoon()
  kiosk.changed()
  return answerOf(kiosk, store, event, holder, person)
}

function recordRefusal(kiosk: Scanning, store: LogStore, id: string, refused: RefusedClass): ScanAnswer {
  kiosk.journal.append(store, [{ id, type: 'refused-code', data: { class: refused } }])
  kiosk.sendSoon()
  kiosk.changed()
  return { kind: 'refused', class: refused }
}

const holderOf = (kiosk: Scanning, digest: string): BadgeHolder =>
  kiosk.memory.directory?.holderOf(digest) ?? { kind: 'unknown' }

function answerOf(
  kiosk: Scanning,
  store: LogStore,
  event: ScanEvent,
  holder: BadgeHolder,
  person: string | null,
): ScanAnswer {
  const { at } = kiosk.watch.timeOf(store, event)
  const judged =
    person === null
      ? { became: null, offerIntents: false }
      : judgeScan(kiosk, store, { id: event.id, person, at })
  return {
    kind: 'recorded',
    scan: event.id,
    at,
    person: kiosk.memory.revoked ? { kind: 'unnamed' } : scannedPerson(holder),
    revoked: holder.kind !== 'unknown' && holder.revoked,
    ...judged,
  }
}

function scannedPerson(holder: BadgeHolder): ScannedPerson {
  switch (holder.kind) {
    case 'ours':
      return { kind: 'ours', name: holder.name, title: holder.title }
    case 'guest':
      return { kind: 'guest', from: holder.from }
    case 'unknown':
      return holder
  }
}

/** The same question after a restart: the answer is derived again from what is on record. */
function answerAgain(kiosk: Scanning, store: LogStore, row: StoredEvent, digest: string | null): ScanAnswer {
  const parsed = parseEvent(row.text)
  if (parsed.kind !== 'known') return refuseReuse()
  const { event } = parsed
  if (event.type === 'refused-code' && digest === null) return { kind: 'refused', class: event.data.class }
  if (event.type !== 'scan' || event.data.badge !== digest) return refuseReuse()
  return answerOf(kiosk, store, event, holderOf(kiosk, digest), row.person)
}
