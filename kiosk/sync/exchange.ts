import { type Refusal, WIRE_VERSION } from '../../core/wire.ts'
import type { LogStore } from '../../db/kiosk/log-store.ts'
import type { Kiosk, SyncStatus } from '../kiosk.ts'
import type { ClockExchange } from './clock-estimate.ts'
import { continueElsewhere } from './continue-elsewhere.ts'
import { type DistrictLine, openLine } from './district-line.ts'
import { fetchDirectory } from './fetch-directory.ts'
import { sayHello } from './say-hello.ts'
import { sendEvents } from './send-events.ts'
import { sendOlderLogs } from './send-older-logs.ts'
import { sharePins } from './share-pins.ts'
import type { Spoken, Unreachable } from './speak.ts'

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

/**
 * Says hello, takes a newer directory, sends events until the district has them all, then shares PINs. When the
 * district holds another story under this log's numbers, or more of it than there is here, the kiosk goes on in a new
 * log.
 */
export async function exchangeWithDistrict(
  kiosk: Kiosk,
  memory: SyncMemory,
  signal: AbortSignal,
): Promise<Exchanged> {
  for (;;) {
    const line = await openLine(kiosk, signal, memory)
    if (line === null) return { kind: 'nothing-to-do' }
    const ended = await once(kiosk, memory, line)
    if (ended.kind !== 'refused' || ended.refusal !== 'fork') return ended
    if (!continueElsewhere(kiosk, memory)) return ended
  }
}

async function once(kiosk: Kiosk, memory: SyncMemory, line: DistrictLine): Promise<Exchanged> {
  let hello = await sayHello(kiosk, line, memory)
  // What the district has forgotten it is shown at once, before it is sent again.
  if (hello.kind === 'ok' && hello.value.standing === 'lost-some') hello = await sayHello(kiosk, line, memory)
  if (hello.kind === 'end') return hello.ended
  const { answer, standing } = hello.value
  memory.ahead = standing === 'ahead'
  if (answer.directory > (kiosk.memory.directory?.directory.version ?? 0)) {
    const fetched = await fetchDirectory(kiosk, line)
    if (fetched.kind === 'end') return fetched.ended
  }
  // In a fork the other story is sent all the same, for the district to keep aside and to tell its people.
  const sent = await sendEvents(kiosk, line, memory)
  if (sent.kind === 'end') return sent.ended
  if (standing === 'fork' || standing === 'ahead') return { kind: 'refused', refusal: 'fork' }
  const older = await sendOlderLogs(kiosk, line, memory, answer.logs)
  if (older.kind === 'end') return older.ended
  const shared = await sharePins(kiosk, line, answer.pins)
  return shared.kind === 'end' ? shared.ended : { kind: 'done' }
}

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
export function withLog<T>(kiosk: Kiosk, action: (store: LogStore) => T): Step<T> {
  const attempt = kiosk.keeper.use(action)
  return attempt.kind === 'done'
    ? { kind: 'ok', value: attempt.value }
    : { kind: 'end', ended: { kind: 'unreachable', why: attempt.reason, retryAfterMs: null } }
}
