/** Width of a text in points at a size. */
export type Measure = (text: string, size: number) => number

export interface FittedText {
  readonly lines: readonly string[]
  /** Points. */
  readonly size: number
}

/**
 * Sets a text in at most so many lines of a width, as large as it goes; what is still too long at the smallest size is
 * cut with an ellipsis.
 */
export function fitText(
  text: string,
  room: {
    readonly width: number
    readonly lines: number
    readonly largest: number
    readonly smallest: number
  },
  measure: Measure,
): FittedText {
  for (let size = room.largest; size >= room.smallest; size -= 0.5) {
    const lines = wrap(text, size, room.width, measure)
    if (lines !== null && lines.length <= room.lines) return { lines, size }
  }
  const size = room.smallest
  const all = wrapHard(text, size, room.width, measure)
  const kept = all.slice(0, room.lines)
  const last = kept.at(-1) ?? ''
  if (all.length > room.lines) {
    let cut = last
    while (cut !== '' && measure(`${cut}…`, size) > room.width) cut = [...cut].slice(0, -1).join('')
    kept[kept.length - 1] = `${cut}…`
  }
  return { lines: kept, size }
}

/** `null`: a word alone is wider than the line. */
function wrap(text: string, size: number, width: number, measure: Measure): string[] | null {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (measure(word, size) > width) return null
    const longer = line === '' ? word : `${line} ${word}`
    if (measure(longer, size) <= width) line = longer
    else {
      lines.push(line)
      line = word
    }
  }
  return line === '' ? lines : [...lines, line]
}

/** Wraps between letters where words are too long. */
function wrapHard(text: string, size: number, width: number, measure: Measure): string[] {
  const lines: string[] = []
  let line = ''
  for (const letter of text) {
    if (line !== '' && measure(line + letter, size) > width) {
      lines.push(line.trimEnd())
      line = letter === ' ' ? '' : letter
    } else line += letter
  }
  return line === '' ? lines : [...lines, line]
}
