import {
  closeSync,
  constants,
  existsSync,
  fdatasyncSync,
  fsyncSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { Hash, Id } from '../../../core/log/event.ts'
import { Head } from '../../../core/log/head.ts'
import { syncFolder } from '../../durable-files.ts'
import { sha256 } from '../../sha256.ts'

/** How far a log reaches, written beside it: SQLite cannot see that its own tail is gone. */
const HeadMark = z.strictObject({
  log: Id,
  seq: z.int().min(0),
  hash: Hash,
  /** What the district holds of it. */
  acknowledged: Head,
})
export type HeadMark = z.infer<typeof HeadMark>

export type HeadFileRead =
  | { readonly kind: 'none' }
  /** There is one, and neither half of it can be read. */
  | { readonly kind: 'torn' }
  | { readonly kind: 'read'; readonly mark: HeadMark; readonly turn: number }

export interface HeadFile {
  /** Durable on return; throws what the disk throws. */
  write(mark: HeadMark): void
  close(): void
}

/** Two slots in blocks of their own: a write that breaks off leaves the other as it was. */
const SLOT_BYTES = 4096
const Slot = z.strictObject({ turn: z.int().min(0), ...HeadMark.shape })

function checksum(json: string): string {
  return sha256(Buffer.from(json))
}

function readSlot(text: string): z.infer<typeof Slot> | null {
  const [sum, json] = text.split('\n')
  if (sum === undefined || json === undefined || checksum(json) !== sum) return null
  try {
    return Slot.parse(JSON.parse(json))
  } catch {
    return null
  }
}

/** The newest of the two slots that is whole. Throws what the disk throws. */
export function readHeadFile(file: string): HeadFileRead {
  if (!existsSync(file)) return { kind: 'none' }
  const bytes = readFileSync(file)
  const slots = [0, SLOT_BYTES].flatMap((from) => {
    const slot = readSlot(bytes.toString('utf8', from, from + SLOT_BYTES))
    return slot === null ? [] : [slot]
  })
  const newest = slots.sort((a, b) => b.turn - a.turn)[0]
  if (newest === undefined) return { kind: 'torn' }
  const { turn, ...mark } = newest
  return { kind: 'read', turn, mark }
}

/** Opens the head file for writing, and makes it where there is none. */
export function openHeadFile(file: string): HeadFile {
  const before = readHeadFile(file)
  let turn = before.kind === 'read' ? before.turn : 0
  const handle = openSync(file, constants.O_RDWR | constants.O_CREAT, 0o600)
  try {
    if (before.kind === 'none') {
      // All of its blocks now: once the disk is full it must still be writable.
      writeSync(handle, Buffer.alloc(2 * SLOT_BYTES), 0, 2 * SLOT_BYTES, 0)
      fsyncSync(handle)
      syncFolder(dirname(file))
    }
  } catch (error) {
    closeSync(handle)
    throw error
  }
  const slot = Buffer.alloc(SLOT_BYTES)
  return {
    write(mark) {
      turn++
      const json = JSON.stringify({ turn, ...mark })
      slot.fill(0)
      slot.write(`${checksum(json)}\n${json}\n`)
      writeSync(handle, slot, 0, SLOT_BYTES, (turn % 2) * SLOT_BYTES)
      fdatasyncSync(handle)
    },
    close: () => closeSync(handle),
  }
}
