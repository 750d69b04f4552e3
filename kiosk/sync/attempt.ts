import { type Refusal, WIRE_VERSION } from '../../core/wire/wire.ts'
import type { LogStore } from '../../db/kiosk/store/log-store.ts'
import type { SyncStatus } from '../scan/kiosk-memory.ts'
import type { ClockExchange } from './clock-estimate.ts'
import type { Spoken, Unreachable } from './speak.ts'
import type { Speaking } from './speaking.ts'

/** How one attempt ended. */
export type Exchanged =
  | { readonly kind: 'done' }
  | { readonly kind: 'nothing-to-do' }
  | Unreachable
  | { readonly kind: 'refused'; readonly refusal: NonNullable<SyncStatus['refusal']> }

/** What outlives an attempt. */
export interface SyncMemory {
  readonly exchanges: ClockExchange[]
  /** Events a batch, halved by what is too much, doubled by success. */
  batch: number
  /** The version of the wire that the district understands. */
  version: number
  /** Attempts before the newest version is tried again. */
  olderFor: number
  /** Uptime at which a new log was started because of what the district holds. */
  readonly continued: number[]
  /** The district held more of the log than there is here, when the two parted. */
  ahead: boolean
  /** By folder: how much the district must have of an older log for nothing to be left to send. */
  readonly olderLogs: Map<string, number>
  /** The log that this run's last comparison of clocks stands in. */
  anchoredIn: string | null
}

export const newSyncMemory = (batch: number): SyncMemory => ({
  exchanges: [],
  batch,
  version: WIRE_VERSION,
  olderFor: 0,
  continued: [],
  ahead: false,
  olderLogs: new Map(),
  anchoredIn: null,
})

/** Why an attempt ends early. */
export type Ended = Exclude<Exchanged, { kind: 'done' }>
export type Step<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'end'; readonly ended: Ended }

/** What an answer that is none means for the attempt. */
export function endOf(spoken: Exclude<Spoken<unknown>, { kind: 'answered' }>): Ended {
  switch (spoken.kind) {
    case 'refused':
      return { kind: 'refused', refusal: refusalState(spoken.refusal) }
    case 'too-much':
      return { kind: 'unreachable', why: 'too slow or too large', retryAfterMs: null }
    case 'unreachable':
      return spoken
  }
}

function refusalState(refusal: Refusal): NonNullable<SyncStatus['refusal']> {
  switch (refusal.problem) {
    case 'revoked':
      return 'revoked'
    case 'fork':
      return 'fork'
    case 'gap':
      return 'gap'
    case 'upgrade-district':
      return 'old-district'
    case 'upgrade-kiosk':
      return 'old-kiosk'
    default:
      return 'rejected'
  }
}

/** Works on the log within an attempt; a log that cannot be used ends the attempt. */
export function withLog<T>(kiosk: Speaking, action: (store: LogStore) => T): Step<T> {
  const attempt = kiosk.keeper.use(action)
  return attempt.kind === 'done'
    ? { kind: 'ok', value: attempt.value }
    : { kind: 'end', ended: { kind: 'unreachable', why: attempt.reason, retryAfterMs: null } }
}
