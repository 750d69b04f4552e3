import { type KnownEvent, parseEvent, type UnknownEvent } from './event.ts'
import { MOST_EVENT_LENGTH } from './gglog.ts'
import type { Head } from './head.ts'
import { createIdSet } from './id-set.ts'
import { newScanPlace, readScanBytes, scanPrefix } from './read-scan-bytes.ts'

/** SHA-256 of bytes as 32 characters, each one byte (latin-1): what a program has that makes no object of it. */
export type LinkHash = (bytes: Uint8Array) => string

export type LogFaultKind =
  /** No event: not UTF-8, not JSON, or not of any known or unknown form. */
  | 'malformed'
  | 'other-log'
  /** The log was begun by another device. */
  | 'other-device'
  /** Events are missing before this one. */
  | 'gap'
  /** This number was there before. */
  | 'repeated'
  /** This id was there before. */
  | 'duplicate-id'
  /** The first event begins no log, or a later one does. */
  | 'wrong-beginning'
  /** Earlier in its run than the event before it. */
  | 'out-of-order'

export interface LogFault {
  readonly kind: LogFaultKind
  /** Of the event that stands where the fault is. */
  readonly seq: number
  readonly detail: string
}

export interface VerifiedSoFar {
  readonly head: Head
  readonly events: number
  /** Of types this program does not know: kept, chained, not read. */
  readonly unknown: number
  /** Wall clock of the event that lies farthest in the future, UTC ms. */
  readonly latestAt: number
}

export interface LogVerifier {
  /** Takes the next event, its bytes exactly as stored. @returns what is wrong with it; the verifier is then done */
  event(bytes: Uint8Array): LogFault | null
  /** Hash of the last event, as `LinkHash` gives it. */
  link(): string
  soFar(): VerifiedSoFar
}

export interface LogBeginning {
  readonly log: string
  /** `null`: whichever device began it. */
  readonly device: string | null
  /** The first event that comes. */
  readonly from: number
  /** Hash of the event before it, hexadecimal. */
  readonly prev: string
  /** How many events there will be, as far as known. */
  readonly expected?: number
}

const EVENT_PREFIX = new TextEncoder().encode('giogiac/event/1\n')
const HEAD_BYTES = EVENT_PREFIX.length + 32
const UUID_LENGTH = 36
/** Room for more is made when they come: what a file says about itself may be a lie. */
const MOST_EXPECTED = 1_000_000
/** Longer inputs are rare and made anew. */
const MOST_KEPT_INPUT = 2048

const toHex = (link: string): string =>
  Array.from(link, (letter) => letter.charCodeAt(0).toString(16).padStart(2, '0')).join('')
const fromHex = (hex: string): string =>
  hex.replace(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16)))

/**
 * Checks a log event by event (log.md, "An event"): every link of the chain, numbers without gaps, ids once, one log of
 * one device, and the order in time within each run of the service. Holds no event; the ids of a million take 32 MB.
 */
export function createLogVerifier(sha256: LinkHash, beginning: LogBeginning): LogVerifier {
  const { log, device, from } = beginning
  const prefix = scanPrefix(log)
  const scan = newScanPlace()
  const ids = createIdSet(Math.min(beginning.expected ?? 0, MOST_EXPECTED))
  const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  /** Uptime of the last event of each run. */
  const upByRun = new Map<string, number>()
  const run = new Uint8Array(UUID_LENGTH)
  let runName = ''
  let runUp = 0
  let link = fromHex(beginning.prev)
  let seq = from - 1
  let unknown = 0
  let latestAt = 0
  /** What is hashed, by its length: events are of few lengths, and a view of an array costs as much as its hash. */
  const inputs: (Uint8Array | undefined)[] = []

  const fault = (kind: LogFaultKind, detail = ''): LogFault => ({ kind, seq: seq + 1, detail })

  function inputOf(length: number): Uint8Array {
    const kept = inputs[length]
    if (kept !== undefined) return kept
    const input = new Uint8Array(length)
    input.set(EVENT_PREFIX)
    if (length < MOST_KEPT_INPUT) inputs[length] = input
    return input
  }

  function chain(bytes: Uint8Array): void {
    const input = inputOf(HEAD_BYTES + bytes.length)
    for (let i = 0; i < 32; i++) input[EVENT_PREFIX.length + i] = link.charCodeAt(i)
    input.set(bytes, HEAD_BYTES)
    link = sha256(input)
  }

  function isSameRun(bytes: Uint8Array, at: number): boolean {
    for (let i = 0; i < UUID_LENGTH; i++) if (bytes[at + i] !== run[i]) return false
    return true
  }

  /** The run goes on, or another one does. @returns whether its uptime went back */
  function wentBack(name: string, up: number): boolean {
    if (name !== runName) {
      if (runName !== '') upByRun.set(runName, runUp)
      runName = name
      runUp = upByRun.get(name) ?? 0
      new TextEncoder().encodeInto(name, run)
    }
    if (up < runUp) return true
    runUp = up
    return false
  }

  function readInFull(bytes: Uint8Array): LogFault | null {
    const text = decode(bytes)
    if (text === null || text.length > MOST_EVENT_LENGTH) return fault('malformed', 'not UTF-8, or too long')
    const parsed = parseEvent(text)
    if (parsed.kind === 'malformed') return fault('malformed', parsed.reason)
    const { event } = parsed
    if (event.log !== log) return fault('other-log', event.log)
    const misplaced = misplacement(event.seq)
    if (misplaced !== null) return misplaced
    if ((event.type === 'log-started') !== (event.seq === 1)) return fault('wrong-beginning', event.type)
    const begunBy = begunByDevice(event)
    if (device !== null && begunBy !== null && begunBy !== device) return fault('other-device', begunBy)
    const id = event.id.replaceAll('-', '')
    const word = (at: number): number => Number.parseInt(id.slice(at, at + 8), 16)
    if (!ids.add(word(0), word(8), word(16), word(24))) return fault('duplicate-id', event.id)
    if (wentBack(event.run, event.up)) return fault('out-of-order', `up ${event.up}`)
    if (parsed.kind === 'unknown') unknown++
    if (event.at > latestAt) latestAt = event.at
    return null
  }

  function misplacement(found: number): LogFault | null {
    if (found === seq + 1) return null
    return fault(found > seq + 1 ? 'gap' : 'repeated', `seq ${found}`)
  }

  function decode(bytes: Uint8Array): string | null {
    try {
      return utf8.decode(bytes)
    } catch {
      return null
    }
  }

  /** Most events are scans as this program writes them. @returns whether it was one, and in its place */
  function readScan(bytes: Uint8Array): LogFault | null | 'unread' {
    if (bytes.length > MOST_EVENT_LENGTH || !readScanBytes(bytes, prefix, scan)) return 'unread'
    if (!isSameRun(bytes, scan.runAt) || scan.seq === 1) return 'unread'
    const misplaced = misplacement(scan.seq)
    if (misplaced !== null) return misplaced
    const { id } = scan
    if (!ids.add(id[0] ?? 0, id[1] ?? 0, id[2] ?? 0, id[3] ?? 0)) return fault('duplicate-id')
    if (scan.up < runUp) return fault('out-of-order', `up ${scan.up}`)
    runUp = scan.up
    if (scan.at > latestAt) latestAt = scan.at
    return null
  }

  return {
    event(bytes) {
      const read = readScan(bytes)
      const wrong = read === 'unread' ? readInFull(bytes) : read
      if (wrong !== null) return wrong
      chain(bytes)
      seq++
      return null
    },
    link: () => link,
    soFar: () => ({ head: { seq, hash: toHex(link) }, events: seq - from + 1, unknown, latestAt }),
  }
}

function begunByDevice(event: KnownEvent | UnknownEvent): string | null {
  const { data } = event as KnownEvent & { type: 'log-started' }
  return event.type === 'log-started' ? data.device : null
}
