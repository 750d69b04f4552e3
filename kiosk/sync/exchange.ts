import type { Refusal } from '../../core/wire.ts'
import type { LogStore } from '../../db/kiosk/log-store.ts'
import type { Kiosk, SyncStatus } from '../kiosk.ts'
import type { ClockExchange } from './clock-estimate.ts'
import { openLine } from './district-line.ts'
import { fetchDirectory } from './fetch-directory.ts'
import { sayHello } from './say-hello.ts'
import { sendEvents } from './send-events.ts'
import type { Spoken } from './speak.ts'

/** How one attempt ended. */
export type Exchanged =
  | { readonly kind: 'done' }
  | { readonly kind: 'nothing-to-do' }
  | { readonly kind: 'unreachable'; readonly why: string; readonly retryAfterMs: number | null }
  | { readonly kind: 'refused'; readonly refusal: NonNullable<SyncStatus['refusal']> }

/** What outlives an attempt. */
export interface SyncMemory {
  readonly exchanges: ClockExchange[]
  /** Events a batch, halved by what is too much, doubled by success. */
  batch: number
}

/** Why an attempt ends early. */
export type Ended = Exclude<Exchanged, { kind: 'done' }>
export type Step<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'end'; readonly ended: Ended }

/** Says hello, takes a newer directory, sends events until the district has them all. */
export async function exchangeWithDistrict(
  kiosk: Kiosk,
  memory: SyncMemory,
  signal: AbortSignal,
): Promise<Exchanged> {
  const line = await openLine(kiosk, signal)
  if (line === null) return { kind: 'nothing-to-do' }
  const hello = await sayHello(kiosk, line, memory)
  if (hello.kind === 'end') return hello.ended
  if (hello.value.directory > (kiosk.memory.directory?.directory.version ?? 0)) {
    const fetched = await fetchDirectory(kiosk, line)
    if (fetched.kind === 'end') return fetched.ended
  }
  const sent = await sendEvents(kiosk, line, memory)
  return sent.kind === 'end' ? sent.ended : { kind: 'done' }
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
    case 'unknown-device':
      return 'revoked'
    case 'fork':
      return 'fork'
    case 'gap':
      return 'gap'
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
