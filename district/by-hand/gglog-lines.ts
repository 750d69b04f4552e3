import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { MOST_LINE_BYTES } from '../../core/log/gglog.ts'

/** Most bytes of all lines: several times what a counter writes in the days it must keep. */
const MOST_BYTES = 1024 ** 3
/** Given to the inflater at once. */
const PIECE_BYTES = 64 * 1024
const LINE_END = 0x0a

/** The file cannot be read on: damaged, cut off, or larger than any log. */
export class UnreadableFile extends Error {
  readonly why: 'damaged' | 'ends-early' | 'too-large'

  constructor(why: UnreadableFile['why']) {
    super(`the file is ${why}`)
    this.why = why
  }
}

/**
 * The lines of a gzipped file as bytes without their ends, inflated piece by piece within bounds. A last line that has
 * no end is none. Throws `UnreadableFile`.
 */
export async function* gglogLines(file: Uint8Array): AsyncGenerator<Buffer> {
  const inflate = Readable.from(piecesOf(file), { objectMode: false }).pipe(createGunzip())
  let rest: Buffer[] = []
  let restBytes = 0
  let total = 0
  try {
    for await (const piece of inflate as AsyncIterable<Buffer>) {
      total += piece.length
      if (total > MOST_BYTES) throw new UnreadableFile('too-large')
      let from = 0
      for (let end = piece.indexOf(LINE_END); end >= 0; end = piece.indexOf(LINE_END, from)) {
        yield rest.length === 0
          ? piece.subarray(from, end)
          : Buffer.concat([...rest, piece.subarray(from, end)])
        rest = []
        restBytes = 0
        from = end + 1
      }
      if (from === piece.length) continue
      rest.push(piece.subarray(from))
      restBytes += piece.length - from
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

function* piecesOf(file: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < file.length; from += PIECE_BYTES) yield file.subarray(from, from + PIECE_BYTES)
}
