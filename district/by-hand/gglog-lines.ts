import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { MOST_LINE_BYTES } from '../../core/log/gglog.ts'

/** Most bytes of all lines: several times what a counter writes in the days it must keep. */
const MOST_BYTES = 1024 ** 3
/** Given to the inflater at once. */
const PIECE_BYTES = 64 * 1024
const LINE_END = 0x0a

/** A file's bytes, all at once or as they are read: each reader begins at the first. */
export type GglogFile = Uint8Array | AsyncIterable<Uint8Array>

/** The file cannot be read on: damaged, cut off, or larger than any log. */
export class UnreadableFile extends Error {
  readonly why: 'damaged' | 'ends-early' | 'too-large'

  constructor(why: UnreadableFile['why']) {
    super(`the file is ${why}`)
    this.why = why
  }
}

/**
 * The lines of a gzipped file in blocks of whole lines with their ends, inflated piece by piece within bounds. A last line
 * that has no end is none. Throws `UnreadableFile`.
 */
export async function* gglogBlocks(file: GglogFile): AsyncGenerator<Buffer> {
  const source = file instanceof Uint8Array ? piecesOf(file) : file
  const inflate = Readable.from(source, { objectMode: false }).pipe(
    createGunzip({ chunkSize: 2 * PIECE_BYTES }),
  )
  let rest: Buffer[] = []
  let restBytes = 0
  let total = 0
  try {
    for await (const piece of inflate as AsyncIterable<Buffer>) {
      total += piece.length
      if (total > MOST_BYTES) throw new UnreadableFile('too-large')
      const end = piece.lastIndexOf(LINE_END) + 1
      if (end > 0) {
        const whole = piece.subarray(0, end)
        yield rest.length === 0 ? whole : Buffer.concat([...rest, whole])
        rest = []
        restBytes = 0
      }
      if (end === piece.length) continue
      rest.push(piece.subarray(end))
      restBytes += piece.length - end
      if (restBytes > MOST_LINE_BYTES) throw new UnreadableFile('too-large')
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? ''
    if (!code.startsWith('Z_')) throw error
    throw new UnreadableFile(code === 'Z_BUF_ERROR' ? 'ends-early' : 'damaged')
  } finally {
    inflate.destroy()
  }
  if (restBytes > 0) throw new UnreadableFile('ends-early')
}

/** The same line by line, without their ends. */
export async function* gglogLines(file: GglogFile): AsyncGenerator<Buffer> {
  for await (const block of gglogBlocks(file)) yield* linesOfBlock(block)
}

/** Lines of a block of whole lines, without their ends. */
export function* linesOfBlock(block: Buffer): Generator<Buffer> {
  for (let from = 0; from < block.length; ) {
    const end = block.indexOf(LINE_END, from)
    yield block.subarray(from, end)
    from = end + 1
  }
}

function* piecesOf(file: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < file.length; from += PIECE_BYTES) yield file.subarray(from, from + PIECE_BYTES)
}
