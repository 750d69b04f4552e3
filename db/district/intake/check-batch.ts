import { chainHash, genesisHash, type Sha256 } from '../../../core/log/chain.ts'
import { type KnownEvent, parseEvent, type UnknownEvent } from '../../../core/log/event.ts'
import type { Head } from '../../../core/log/head.ts'

/** One event of a batch, read and linked; `text` is what was received. */
export interface CheckedEvent {
  readonly event: KnownEvent | UnknownEvent
  readonly known: boolean
  readonly text: string
}

export type CheckedBatch =
  | {
      readonly kind: 'ok'
      /** Events that are not held yet, in order. */
      readonly fresh: readonly CheckedEvent[]
      readonly have: Head
      /** The kiosk had recorded nothing beyond this batch when it sent it. */
      readonly reachesHead: boolean
    }
  | {
      readonly kind: 'refused'
      readonly problem: 'gap' | 'fork' | 'broken-chain' | 'malformed' | 'unknown-log'
      readonly seq: number
      readonly why: string
      /** The batch goes on beyond these numbers, which are asked for: whoever sent it does not have them. */
      readonly lacks?: { readonly from: number; readonly to: number }
    }

export interface BatchQuestion {
  readonly device: { readonly id: string; readonly publicKey: string }
  readonly request: {
    readonly log: string
    readonly from: number
    readonly prev: string
    readonly events: readonly string[]
    readonly head: Head
  }
  /** What is held of this log; `null`: nothing yet. */
  readonly have: Head | null
  /** The last event that was dropped after its time: of all up to it nothing but this hash is left to compare with. */
  readonly dropped: Head | null
  /** Texts held at the batch's places, by seq. */
  readonly held: ReadonlyMap<number, string>
}

/**
 * Decides about a batch before anything is stored (log.md, "Speaking to the district"): every event is read, every
 * link checked, what is held already must be equal. Pure.
 */
export function checkBatch(sha256: Sha256, question: BatchQuestion): CheckedBatch {
  const { request, held } = question
  const haveSeq = question.have?.seq ?? 0
  const droppedSeq = question.dropped?.seq ?? 0
  const refuse = (problem: (CheckedBatch & { kind: 'refused' })['problem'], seq: number, why: string) =>
    ({ kind: 'refused', problem, seq, why }) as const
  if (request.from > haveSeq + 1) return refuse('gap', haveSeq + 1, 'trước lô này còn thiếu sự kiện')

  const last = request.from + request.events.length - 1
  if (request.head.seq < last) return refuse('malformed', request.head.seq, 'head nằm trước cuối lô')
  let hash = request.prev
  const continues = question.have !== null && request.from === haveSeq + 1
  if (continues && hash !== question.have?.hash) {
    return refuse('fork', haveSeq, 'sự kiện trước lô này khác với sự kiện đã giữ')
  }
  const fresh: CheckedEvent[] = []
  for (let index = 0; index < request.events.length; index++) {
    const seq = request.from + index
    const text = request.events[index] ?? ''
    const parsed = text.isWellFormed()
      ? parseEvent(text)
      : ({ kind: 'malformed', reason: 'not UTF-8' } as const)
    if (parsed.kind === 'malformed') return refuse('malformed', seq, parsed.reason)
    const { event } = parsed
    if (event.log !== request.log || event.seq !== seq) {
      const refused = refuse('malformed', seq, 'log hoặc seq không khớp với chỗ của sự kiện')
      const skips = event.log === request.log && event.seq > seq && event.seq > haveSeq + 1
      return skips ? { ...refused, lacks: { from: Math.max(seq, haveSeq + 1), to: event.seq - 1 } } : refused
    }
    if (seq === 1) {
      const begun = checkFirst(sha256, question, event)
      if (begun !== null) return refuse(begun.problem, 1, begun.why)
    }
    const isCompared = seq <= haveSeq && seq > droppedSeq
    if (isCompared && held.get(seq) !== text) return refuse('fork', seq, 'khác với sự kiện đã giữ')
    hash = chainHash(sha256, hash, text)
    if (seq === droppedSeq && hash !== question.dropped?.hash)
      return refuse('fork', seq, 'khác với sự kiện đã giữ trước đây')
    if (seq === haveSeq && hash !== question.have?.hash) {
      return refuse('broken-chain', seq, 'chuỗi băm không khớp')
    }
    if (seq > haveSeq) fresh.push({ event, known: parsed.kind === 'known', text })
  }
  if (request.head.seq === last && request.head.hash !== hash) {
    return refuse('broken-chain', last, 'head không khớp với chuỗi băm của lô')
  }
  if (last < haveSeq && question.have !== null) {
    return { kind: 'ok', fresh, have: question.have, reachesHead: false }
  }
  return { kind: 'ok', fresh, have: { seq: last, hash }, reachesHead: request.head.seq === last }
}

/** The first event names device and parent, which give the hash that the chain begins with. */
function checkFirst(
  sha256: Sha256,
  { device, request }: BatchQuestion,
  event: KnownEvent | UnknownEvent,
): { readonly problem: 'malformed' | 'broken-chain'; readonly why: string } | null {
  if (!isLogStarted(event)) return { problem: 'malformed', why: 'sự kiện đầu tiên phải là log-started' }
  if (event.data.device !== device.id) return { problem: 'malformed', why: 'nhật ký của thiết bị khác' }
  // The log it goes on from need not be held: it may never have come, or been lost here with the newest days.
  const { parent } = event.data
  const origin = { log: request.log, device: device.id, publicKey: device.publicKey, parent }
  return genesisHash(sha256, origin) === request.prev
    ? null
    : { problem: 'broken-chain', why: 'chuỗi băm không bắt đầu đúng' }
}

const isLogStarted = (event: KnownEvent | UnknownEvent): event is KnownEvent & { type: 'log-started' } =>
  event.type === 'log-started'
