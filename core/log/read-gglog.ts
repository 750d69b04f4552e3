import { chainHash, type Sha256 } from './chain.ts'
import { parseEvent } from './event.ts'
import {
  GglogHeader,
  GglogTrailer,
  MARK_LENGTH,
  MOST_EVENT_LENGTH,
  MOST_GGLOG_EVENTS,
  markOf,
} from './gglog.ts'

export interface LineFault {
  readonly kind: 'refused'
  /** From 1. */
  readonly line: number
  readonly why:
    | 'not-a-log'
    | 'too-many'
    /** This line is no event, or not the one that belongs here. */
    | 'not-this-event'
    /** The line is not what it was when the file was written. */
    | 'changed'
    | 'bad-seal'
    | 'after-the-end'
    | 'ends-early'
}

export interface ReadToEnd {
  readonly kind: 'read'
  readonly header: GglogHeader
  readonly trailer: GglogTrailer
}

/** Reads a file's lines one after the other. The seal is the caller's to verify, between `end` and `accuse`. */
export interface GglogReader {
  /** Takes the next line, without its end. @returns why to stop, or null */
  line(text: string): LineFault | null
  /** `null` until the first line was read. */
  header(): GglogHeader | null
  /** Whether the line that comes next is the trailer, which the seal does not cover. */
  atTrailer(): boolean
  end(): ReadToEnd | LineFault
  /**
   * The line to name when the seal does not fit: the first whose hash is not the one marked, else the trailer.
   */
  accuse(trailer: GglogTrailer): LineFault
}

const utf8 = new TextEncoder()
/** Hash of the header's line, of which the first mark is taken. Hexadecimal. */
export const headerHash = (sha256: Sha256, line: string): string => sha256(utf8.encode(line))

export function createGglogReader(sha256: Sha256): GglogReader {
  let header: GglogHeader | null = null
  let trailer: GglogTrailer | null = null
  let lines = 0
  let hash = ''
  const marks: string[] = []
  const fault = (why: LineFault['why'], line = lines): LineFault => ({ kind: 'refused', line, why })
  const count = (): number => (header === null ? 0 : header.to - header.from + 1)
  const atTrailer = (): boolean => header !== null && lines === count() + 1

  function first(text: string): LineFault | null {
    const parsed = GglogHeader.safeParse(json(text))
    if (!parsed.success || parsed.data.to < parsed.data.from) return fault('not-a-log')
    header = parsed.data
    if (count() > MOST_GGLOG_EVENTS) return fault('too-many')
    hash = header.prev
    marks.push(markOf(headerHash(sha256, text)))
    return null
  }

  function event(text: string, { log, from }: GglogHeader): LineFault | null {
    if (text.length > MOST_EVENT_LENGTH) return fault('not-this-event')
    const parsed = parseEvent(text)
    if (parsed.kind === 'malformed') return fault('not-this-event')
    const { event: read } = parsed
    if (read.log !== log || read.seq !== from + lines - 2) return fault('not-this-event')
    hash = chainHash(sha256, hash, text)
    marks.push(markOf(hash))
    return null
  }

  function accuse({ marks: marked, head }: GglogTrailer): LineFault {
    const wrong = marks.findIndex((mark, i) => mark !== marked.slice(i * MARK_LENGTH, (i + 1) * MARK_LENGTH))
    // Where the chain comes to its head no event was changed: it is the mark that was.
    const marksOnly = (wrong > 0 && head.hash === hash) || marked.length !== marks.length * MARK_LENGTH
    return wrong < 0 || marksOnly ? fault('bad-seal', marks.length + 1) : fault('changed', wrong + 1)
  }

  return {
    header: () => header,
    atTrailer,
    accuse,
    line(text) {
      const isTrailer = atTrailer()
      lines++
      if (header === null) return first(text)
      if (trailer !== null) return fault('after-the-end')
      if (!isTrailer) return event(text, header)
      const parsed = GglogTrailer.safeParse(json(text))
      if (!parsed.success) return fault('changed')
      trailer = parsed.data
      return null
    },
    end() {
      if (header === null || trailer === null) return fault('ends-early', lines + 1)
      const { head } = trailer
      const isHead = head.seq === header.to && head.hash === hash
      const fits = isHead && trailer.count === count() && trailer.marks === marks.join('')
      return fits ? { kind: 'read', header, trailer } : accuse(trailer)
    },
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
