import { parseEvent } from '../../core/log/event.ts'
import type { Head } from '../../core/log/head.ts'
import type { LogStore } from '../../db/kiosk/store/log-store.ts'
import { readClock } from '../log/kiosk-clock.ts'
import type { Speaking } from './speaking.ts'

export interface Word {
  readonly have: Head
  /** The head this kiosk had when it asked. */
  readonly headThen: number
  /** When it had that head, corrected time, UTC ms; beyond it the answer says nothing. */
  readonly headAt: number
  readonly challenge: string | null
  /** The sealed acknowledgement as it came; `null` keeps the one before. */
  readonly receipt: string | null
}

/**
 * Notes how far the district holds the log, forward or back: a district that lost its newest days gets them again.
 * @returns `lost-some` when it holds less than it had acknowledged; `fork` when it holds something else than this log
 * at that place; `ahead` when it holds more of it than there is here
 */
export function noteHave(
  kiosk: Speaking,
  store: LogStore,
  word: Word,
): 'noted' | 'lost-some' | 'fork' | 'ahead' {
  const { have } = word
  if (have.seq > (store.head()?.seq ?? 0)) return 'ahead'
  const hash = hashAt(store, have)
  if (hash === null) return 'fork'
  const { memory } = kiosk
  const before = memory.acknowledged
  const lostSome = have.seq < (before?.seq ?? 0)
  const reading = readClock(kiosk.clock)
  const now = kiosk.watch.timeNow(reading).at
  const completeTo = have.seq >= word.headThen ? word.headAt : timeOfEvent(kiosk, store, have.seq)
  const state = {
    seq: have.seq,
    hash,
    completeTo,
    contactAt: now,
    challenge: word.challenge ?? before?.challenge ?? null,
    receipt: word.receipt ?? before?.receipt ?? null,
  }
  store.together(() => {
    store.records.saveAcknowledged(state)
    keepReceipt(kiosk, store, word)
  })
  memory.acknowledged = state
  return lostSome ? 'lost-some' : 'noted'
}

/** This log's hash at a place where it has what the district has; `null`: it has something else. */
function hashAt(store: LogStore, { seq, hash }: Head): string | null {
  // Where nothing is held there is nothing to compare.
  if (seq === 0) return store.records.genesis()?.hash ?? null
  const dropped = store.records.dropped()
  const ours = store.read.hashOf(seq) ?? (dropped?.seq === seq ? dropped.hash : null)
  return ours === hash ? hash : null
}

function keepReceipt(kiosk: Speaking, store: LogStore, { receipt, have }: Word): void {
  const log = store.origin()?.log
  const districtKey = kiosk.memory.enrolment?.districtKey
  if (receipt === null || log === undefined || districtKey === undefined) return
  store.receipts.keep({ log, ...have, districtKey, sealed: receipt })
}

function timeOfEvent(kiosk: Speaking, store: LogStore, seq: number): number | null {
  const text = seq === 0 ? null : store.read.textOf(seq)
  const parsed = text === null ? null : parseEvent(text)
  if (parsed === null || parsed.kind === 'malformed') return null
  return kiosk.watch.timeOf(store, parsed.event).at
}
