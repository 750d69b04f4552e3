import { constants, createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { Readable } from 'node:stream'

const CHUNK_BYTES = 1024 * 1024
/** The largest sector there is, and what memory is aligned to at least. */
const SECTOR_BYTES = 4096
const LEAST_ALIGNED_BYTES = 16

/**
 * Reads a file from the medium itself: what was just written is otherwise read from the system's memory, whatever the
 * medium made of it. Where the system or the file system knows no such reading, as usual.
 */
export function readPastCache(path: string): Readable {
  return Readable.from(partsOf(path))
}

async function* partsOf(path: string): AsyncGenerator<Uint8Array> {
  const file = await openDirectly(path)
  const place = file === null ? null : await alignedPlace(file)
  if (file === null || place === null) {
    await file?.close()
    yield* createReadStream(path)
    return
  }
  try {
    const { size } = await file.stat()
    for (let at = 0; at < size; ) {
      const { bytesRead } = await file.read(place, 0, CHUNK_BYTES, at)
      if (bytesRead === 0) throw Object.assign(new Error(`${path} ends too early`), { code: 'EIO' })
      yield Buffer.from(place.subarray(0, bytesRead))
      at += bytesRead
    }
  } finally {
    await file.close()
  }
}

async function openDirectly(path: string): Promise<FileHandle | null> {
  if (constants.O_DIRECT === undefined) return null
  return open(path, constants.O_RDONLY | constants.O_DIRECT).catch(orNull)
}

/** Room for a part that begins where a sector may be put; nothing says where memory lies but the reading itself. */
async function alignedPlace(file: FileHandle): Promise<Uint8Array | null> {
  const room = Buffer.allocUnsafeSlow(CHUNK_BYTES + SECTOR_BYTES)
  for (let offset = 0; offset < SECTOR_BYTES; offset += LEAST_ALIGNED_BYTES) {
    const place = room.subarray(offset, offset + CHUNK_BYTES)
    if ((await file.read(place, 0, CHUNK_BYTES, 0).catch(orNull)) !== null) return place
  }
  return null
}

function orNull(error: NodeJS.ErrnoException): null {
  if (error.code === 'EINVAL' || error.code === 'ENOTSUP') return null
  throw error
}
