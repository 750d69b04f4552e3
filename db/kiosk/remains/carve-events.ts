import { chainHash } from '../../../core/log/chain.ts'
import { parseEvent } from '../../../core/log/event.ts'
import { sha256 } from '../../sha256.ts'

/** An event as it stood in a log, with the hashes around it. */
export interface FoundEvent {
  readonly seq: number
  readonly prev: string
  readonly hash: string
  readonly person: string | null
  readonly text: string
}

/** Longest text of an event, and most bytes of the columns before it in a row. */
const MOST_TEXT_BYTES = 16_384 * 3
const MOST_ROW_BYTES = 512
const HASHES = /([0-9a-f]{64})([0-9a-f]{64})$/

/** Where the JSON object that begins at `from` ends, or `null`. */
function endOfObject(bytes: Buffer, from: number): number | null {
  let depth = 0
  let quoted = false
  const most = Math.min(bytes.length, from + MOST_TEXT_BYTES)
  for (let i = from; i < most; i++) {
    const byte = bytes[i]
    if (quoted) {
      if (byte === 0x5c) i++
      else if (byte === 0x22) quoted = false
    } else if (byte === 0x22) quoted = true
    else if (byte === 0x7b) depth++
    else if (byte === 0x7d && --depth === 0) return i + 1
  }
  return null
}

function eventAt(bytes: Buffer, from: number): FoundEvent | null {
  const end = endOfObject(bytes, from)
  if (end === null) return null
  const text = bytes.toString('utf8', from, end)
  const parsed = parseEvent(text)
  if (parsed.kind === 'malformed') return null
  const { seq, run, type } = parsed.event
  // In a row the columns stand in their order: id, prev, hash, run, type, person, text.
  const before = bytes.toString('utf8', Math.max(0, from - MOST_ROW_BYTES), from)
  const at = before.lastIndexOf(run + type)
  const hashes = at < 0 ? null : HASHES.exec(before.slice(0, at))
  if (hashes === null) return null
  const [, prev = '', hash = ''] = hashes
  const person = before.slice(at + run.length + type.length)
  if (chainHash(sha256, prev, text) !== hash) return null
  return { seq, prev, hash, person: person === '' ? null : person, text }
}

/**
 * Finds events of one log in the raw bytes of its files, where SQLite gives nothing or not everything: a row that lies
 * whole in one place is found whatever became of the pages around it. Only what its own hash confirms.
 */
export function carveEvents(bytes: Buffer, log: string): readonly FoundEvent[] {
  const found = new Map<number, FoundEvent>()
  const begin = Buffer.from(`{"v":1,"log":"${log}","seq":`)
  for (let at = bytes.indexOf(begin); at >= 0; at = bytes.indexOf(begin, at + 1)) {
    const event = eventAt(bytes, at)
    if (event !== null) found.set(event.seq, event)
  }
  return [...found.values()]
}
