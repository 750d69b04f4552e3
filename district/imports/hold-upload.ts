import { createHash, randomUUID } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'

const PIECE_BYTES = 64 * 1024

/** A file that came in, on the disk; whoever reads it reads it from its beginning. */
export interface HeldUpload extends AsyncIterable<Uint8Array> {
  readonly bytes: number
  /** Hexadecimal. */
  readonly sha256: string
  /** Keeps it while the work goes on. */
  during(work: () => Promise<void>): Promise<void>
  /** Whoever took it in needs it no longer: it is gone when nobody does. */
  release(): Promise<void>
}

/** More came than may be. */
export class UploadTooLarge extends Error {
  readonly statusCode = 413
  /** As many as may come. */
  readonly megabytes: number
  constructor(mostBytes: number) {
    super('more came than may be')
    this.megabytes = mostBytes / 1024 / 1024
  }
}

/** A folder for what comes in, emptied of what a server left there that was ended. @param folder `null`: the system's */
export async function openUploadFolder(folder: string | null): Promise<string> {
  if (folder === null) return tmpdir()
  await mkdir(folder, { recursive: true, mode: 0o700 })
  for (const name of await readdir(folder)) await rm(join(folder, name), { force: true })
  return folder
}

/**
 * Takes a body to the disk piece by piece, in a file that only this process reads: its name is gone as soon as it is
 * open, so that nothing is left of it however the process ends. @throws `UploadTooLarge`; the body is not read on then
 * @param gone called when nothing is left of the file, also when it was not taken
 */
export async function holdUpload(
  folder: string,
  body: Readable,
  mostBytes: number,
  gone: () => void,
): Promise<HeldUpload> {
  try {
    return await onDisk(folder, body, mostBytes, gone)
  } catch (error) {
    gone()
    throw error
  }
}

async function onDisk(
  folder: string,
  body: Readable,
  mostBytes: number,
  gone: () => void,
): Promise<HeldUpload> {
  const path = join(folder, randomUUID())
  const handle = await open(path, 'wx+', 0o600)
  try {
    await rm(path, { force: true })
    const sha256 = createHash('sha256')
    let bytes = 0
    for await (const piece of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      if (bytes + piece.length > mostBytes) throw new UploadTooLarge(mostBytes)
      sha256.update(piece)
      for (let from = 0; from < piece.length; ) {
        from += (await handle.write(piece, from, piece.length - from, bytes + from)).bytesWritten
      }
      bytes += piece.length
    }
    return heldFile(handle, bytes, sha256.digest('hex'), gone)
  } catch (error) {
    await handle.close()
    throw error
  }
}

function heldFile(handle: FileHandle, bytes: number, sha256: string, gone: () => void): HeldUpload {
  let users = 1
  async function* pieces() {
    for (let at = 0; at < bytes; ) {
      const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(PIECE_BYTES), 0, PIECE_BYTES, at)
      if (bytesRead === 0) throw new Error('the file ends before its time')
      yield buffer.subarray(0, bytesRead)
      at += bytesRead
    }
  }
  const release = async (): Promise<void> => {
    if (--users > 0) return
    await handle.close().finally(gone)
  }
  return {
    bytes,
    sha256,
    release,
    [Symbol.asyncIterator]: pieces,
    async during(work) {
      users++
      try {
        await work()
      } finally {
        await release()
      }
    },
  }
}
