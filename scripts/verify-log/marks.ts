import { MARK_LENGTH } from '../../core/log/gglog.ts'

const MARK_BYTES = MARK_LENGTH / 2

/** The beginnings of all lines' hashes, three bytes each: by them a file's own list names the line that was changed. */
export interface Marks {
  /** @param link SHA-256 as 32 characters of one byte each */
  add(link: string): void
  count(): number
  /** @returns the first line (from 1) that the list marks otherwise, or `null` */
  firstDifferent(marked: string): number | null
  /** Whether a hash, hexadecimal, is the one of this line, as far as a mark tells. */
  isAt(line: number, hash: string): boolean
}

export function createMarks(): Marks {
  let bytes = Buffer.alloc(MARK_BYTES * 4096)
  let count = 0
  const markAt = (line: number): string => bytes.toString('hex', (line - 1) * MARK_BYTES, line * MARK_BYTES)
  return {
    count: () => count,
    add(link) {
      if ((count + 1) * MARK_BYTES > bytes.length) bytes = Buffer.concat([bytes, Buffer.alloc(bytes.length)])
      for (let i = 0; i < MARK_BYTES; i++) bytes[count * MARK_BYTES + i] = link.charCodeAt(i)
      count++
    },
    firstDifferent(marked) {
      for (let line = 1; line <= count; line++) {
        if (marked.slice((line - 1) * MARK_LENGTH, line * MARK_LENGTH) !== markAt(line)) return line
      }
      return marked.length === count * MARK_LENGTH ? null : count + 1
    },
    isAt: (line, hash) => hash.startsWith(markAt(line)),
  }
}
