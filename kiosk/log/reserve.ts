import { closeSync, existsSync, fsyncSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** Room on the disk that is taken while there is enough, and let go when there is none: to finish, and to say so. */
export interface Reserve {
  /** Takes the room where it is not taken and the disk has it to spare. */
  keep(): void
  /** @returns whether there was any to let go */
  release(): boolean
  /** It was let go since this was last asked. */
  wasReleased(): boolean
  /** Less is left than what must stay for the district's acknowledgements; always false while the reserve is there. */
  isLastRoom(): boolean
}

export const RESERVE_FILE = 'reserve.bin'
/** Written piece by piece; random bytes, which no file system can shrink. */
const PIECE_BYTES = 1024 * 1024

export interface ReserveOptions {
  readonly dataDirectory: string
  /** 0: no reserve. */
  readonly bytes: number
  /** Free bytes of the disk; `null`: not known. */
  readonly diskFree: () => number | null
  readonly randomBytes: (count: number) => Uint8Array
}

/** Keeps the reserve of a data directory. Half of it is what scans may not use once it was let go. */
export function createReserve({ dataDirectory, bytes, diskFree, randomBytes }: ReserveOptions): Reserve {
  const file = join(dataDirectory, RESERVE_FILE)
  /** Asked at every scan: whether it is there is remembered. */
  let isKept = bytes > 0 && isWhole()
  let released = false

  function isWhole(): boolean {
    try {
      return existsSync(file) && statSync(file).size >= bytes
    } catch {
      return false
    }
  }

  function remove(): boolean {
    isKept = false
    try {
      const was = existsSync(file)
      rmSync(file, { force: true })
      return was
    } catch {
      return false
    }
  }

  return {
    keep() {
      const free = diskFree()
      if (bytes === 0 || isKept || free === null || free < 2 * bytes) return
      try {
        const handle = openSync(file, 'w', 0o600)
        try {
          const piece = randomBytes(Math.min(bytes, PIECE_BYTES))
          for (let done = 0; done < bytes; done += PIECE_BYTES)
            writeSync(handle, piece, 0, Math.min(PIECE_BYTES, bytes - done))
          fsyncSync(handle)
        } finally {
          closeSync(handle)
        }
        isKept = true
      } catch {
        remove()
      }
    },
    release() {
      if (bytes === 0 || !remove()) return false
      released = true
      return true
    },
    wasReleased() {
      const was = released
      released = false
      return was
    },
    isLastRoom() {
      if (bytes === 0 || isKept) return false
      const free = diskFree()
      return free !== null && free < bytes / 2
    },
  }
}
