import type { IntentAnswer, KioskInput } from '../../core/kiosk/kiosk-api.ts'
import { parseEvent } from '../../core/log/event.ts'
import type { StoredEvent } from '../../db/kiosk/records/event-reader.ts'
import type { LogStore } from '../../db/kiosk/store/log-store.ts'
import { judgeScan } from './judge-scan.ts'
import { ContractBroken } from './recorded-before.ts'
import type { Scanning } from './scanning.ts'

/** The person said what a scan meant: a second fact that refers to the scan, which stays as it is. */
export function recordIntent(kiosk: Scanning, input: KioskInput<'intent'>): IntentAnswer {
  const attempt = kiosk.keeper.write((store): IntentAnswer => {
    const scan = store.read.byId(input.scan)
    const parsed = scan === null ? null : parseEvent(scan.text)
    if (scan === null || parsed?.kind !== 'known') return { kind: 'unknown-scan' }
    const { event } = parsed
    if (event.type !== 'scan' && event.type !== 'sign-in') return { kind: 'unknown-scan' }
    const before = store.read.byId(input.id)
    if (before === null) append(kiosk, store, input, scan)
    else expectSame(before, input)
    if (scan.person === null) return { kind: 'recorded', became: null }
    const { at } = kiosk.watch.timeOf(store, event)
    return {
      kind: 'recorded',
      became: judgeScan(kiosk, store, { id: event.id, person: scan.person, at }).became,
    }
  })
  return attempt.kind === 'done' ? attempt.value : attempt
}

function append(kiosk: Scanning, store: LogStore, input: KioskInput<'intent'>, scan: StoredEvent): void {
  const { id, intent } = input
  const data = { scan: input.scan, intent }
  const [event] = kiosk.journal.append(store, [{ id, type: 'intent', data, person: scan.person }])
  if (event !== undefined && scan.person !== null) kiosk.days.add(store, scan.person, event)
  kiosk.sendSoon()
  kiosk.changed()
}

function expectSame(before: StoredEvent, input: KioskInput<'intent'>): void {
  const parsed = parseEvent(before.text)
  if (parsed.kind === 'known' && parsed.event.type === 'intent') {
    const { scan, intent } = parsed.event.data
    if (scan === input.scan && intent === input.intent) return
  }
  throw new ContractBroken('this id already names another event')
}
