import { parseEvent } from '../../core/log/event.ts'
import type { Head } from '../../core/wire.ts'
import type { LogStore } from '../../db/kiosk/log-store.ts'
import type { Kiosk } from '../kiosk.ts'
import { readClock } from '../kiosk-clock.ts'

export interface Word {
  readonly have: Head
  /** The head this kiosk had when it asked. */
  readonly headThen: number
  readonly challenge: string | null
  /** The sealed acknowledgement as it came; `null` keeps the one before. */
  readonly receipt: string | null
}

/**
 * Notes how far the district holds the log, forward or back: a district that lost its newest days gets them again.
 * @returns `fork` when it holds something else than this log at that place, or more of it than there is here
 */
export function noteHave(kiosk: Kiosk, store: LogStore, word: Word): 'noted' | 'fork' {
  const { have } = word
  const genesis = store.records.genesis()
  const ours = have.seq === 0 ? (genesis?.hash ?? null) : store.read.hashOf(have.seq)
  if (ours !== have.hash) return 'fork'
  const { memory } = kiosk
  const reading = readClock(kiosk.clock)
  const now = kiosk.watch.judgeNow(reading).at
  const completeTo = have.seq >= word.headThen ? now : timeOfEvent(kiosk, store, have.seq)
  const before = memory.acknowledged
  const state = {
    seq: have.seq,
    hash: have.hash,
    completeTo,
    contactAt: now,
    challenge: word.challenge ?? before?.challenge ?? null,
    receipt: word.receipt ?? before?.receipt ?? null,
  }
  store.records.saveAcknowledged(state)
  memory.acknowledged = state
  return 'noted'
}

function timeOfEvent(kiosk: Kiosk, store: LogStore, seq: number): number | null {
  const text = seq === 0 ? null : store.read.textOf(seq)
  const parsed = text === null ? null : parseEvent(text)
  if (parsed === null || parsed.kind === 'malformed') return null
  return kiosk.watch.judge(store, parsed.event).at
}
