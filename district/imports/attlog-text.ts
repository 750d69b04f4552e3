/** Most lines of a file; an old machine holds at most a few hundred thousand readings. */
const MOST_LINES = 500_000
/** No machine writes a longer line. */
const LONGEST_LINE = 4_096
/** The mark of order of UTF-8, a byte a letter. */
const UTF8_MARK = 'ï»¿'
/** So many lines tell what a file is. */
const FIRST_LINES = 500

/** A file that an old machine wrote, looked through once. */
export interface AttlogText {
  readonly kind: 'text'
  /** How many lines it has. */
  readonly total: number
  /** The first few hundred. */
  readonly first: readonly string[]
  /** All of them, some at a time, read anew. */
  lines(): AsyncIterable<readonly string[]>
}

export type AttlogRefused = { readonly kind: 'refused'; readonly why: 'not-text' | 'too-long' | 'empty' }

/**
 * The lines of a file that an old machine wrote: plain text, of one byte a letter or UTF-16 as GLG files are; no archive.
 * Piece by piece: whoever else waits for this thread is served in between.
 */
export async function readAttlogText(file: AsyncIterable<Uint8Array>): Promise<AttlogText | AttlogRefused> {
  const beginning: number[] = []
  let hasZeros = false
  for await (const piece of file) {
    beginning.push(...piece.subarray(0, 2 - beginning.length))
    hasZeros ||= piece.includes(0)
  }
  if (beginning.length === 0) return { kind: 'refused', why: 'empty' }
  const encoding = encodingOf(beginning)
  if (encoding === null || (encoding === 'latin1' && hasZeros)) return { kind: 'refused', why: 'not-text' }
  let total = 0
  const first: string[] = []
  for await (const lines of linesOf(file, encoding)) {
    total += lines.length
    // What comes after the last end of a line is one more.
    if (total > MOST_LINES + 1) return { kind: 'refused', why: 'too-long' }
    if (lines.some((line) => line.length > LONGEST_LINE)) return { kind: 'refused', why: 'not-text' }
    first.push(...lines.slice(0, FIRST_LINES - first.length))
  }
  return { kind: 'text', total, first, lines: () => linesOf(file, encoding) }
}

function encodingOf([first, second]: readonly number[]): string | null {
  if (first === 0x1f || (first === 0x50 && second === 0x4b)) return null
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'latin1'
}

async function* linesOf(file: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<string[]> {
  const decoder = new TextDecoder(encoding)
  let rest = ''
  let mark = UTF8_MARK
  for await (const piece of file) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split('\n')
    const [first = ''] = lines
    if (lines.length > 1) {
      lines[0] = first.startsWith(mark) ? first.slice(mark.length) : first
      mark = ''
    }
    rest = lines.pop() ?? ''
    if (rest.length > LONGEST_LINE) {
      yield [rest]
      return
    }
    yield lines.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line))
  }
  const last = rest + decoder.decode()
  yield [last.startsWith(mark) ? last.slice(mark.length) : last]
}
