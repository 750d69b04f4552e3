import { inflateRawSync } from 'node:zlib'

/** Thrown for an archive that is none, is damaged, or unpacks to more than is allowed. */
export class BadArchive extends Error {
  readonly why: 'not-a-table' | 'too-large'
  constructor(why: 'not-a-table' | 'too-large') {
    super(why)
    this.why = why
  }
}

const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
const LOCAL_ENTRY = 0x04034b50
/** The end record lies at most a comment's length before the end. */
const END_WITHIN = 22 + 65_535
const MOST_ENTRIES = 1_000

interface Entry {
  readonly method: number
  readonly packed: number
  readonly at: number
}

/** Text files of an archive, unpacked when asked for; all of them together never to more than `mostBytes`. */
export interface Archive {
  /** `null`: not there. @throws {BadArchive} */
  text(name: string): string | null
}

/**
 * Opens the few kinds of ZIP that spreadsheets are: no encryption, no split archives, no ZIP64. Sizes that the archive
 * claims are not believed: unpacking stops where the allowance ends.
 * @throws {BadArchive}
 */
export function openArchive(bytes: Buffer, mostBytes: number): Archive {
  const entries = readDirectory(bytes)
  let left = mostBytes
  return {
    text(name) {
      const entry = entries.get(name)
      if (entry === undefined) return null
      const unpacked = unpack(bytes, entry, left)
      left -= unpacked.length
      try {
        return new TextDecoder('utf-8', { fatal: true }).decode(unpacked)
      } catch {
        throw new BadArchive('not-a-table')
      }
    },
  }
}

function readDirectory(bytes: Buffer): Map<string, Entry> {
  const end = findEnd(bytes)
  const count = bytes.readUInt16LE(end + 10)
  if (count > MOST_ENTRIES) throw new BadArchive('too-large')
  const entries = new Map<string, Entry>()
  let at = bytes.readUInt32LE(end + 16)
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== DIRECTORY_ENTRY)
      throw new BadArchive('not-a-table')
    const encrypted = (bytes.readUInt16LE(at + 8) & 1) === 1
    const nameLength = bytes.readUInt16LE(at + 28)
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
    if (encrypted || entries.has(name)) throw new BadArchive('not-a-table')
    entries.set(name, {
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      at: bytes.readUInt32LE(at + 42),
    })
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return entries
}

function findEnd(bytes: Buffer): number {
  const first = Math.max(0, bytes.length - END_WITHIN)
  for (let at = bytes.length - 22; at >= first; at--) {
    if (bytes.readUInt32LE(at) === END_OF_DIRECTORY) return at
  }
  throw new BadArchive('not-a-table')
}

function unpack(bytes: Buffer, entry: Entry, mostBytes: number): Buffer {
  const { at, packed, method } = entry
  if (at + 30 > bytes.length || bytes.readUInt32LE(at) !== LOCAL_ENTRY) throw new BadArchive('not-a-table')
  const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28)
  const data = bytes.subarray(start, start + packed)
  if (data.length !== packed) throw new BadArchive('not-a-table')
  if (method === 0) {
    if (packed > mostBytes) throw new BadArchive('too-large')
    return data
  }
  if (method !== 8) throw new BadArchive('not-a-table')
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(1, mostBytes) })
  } catch (error) {
    const full = error instanceof Error && (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
    throw new BadArchive(full ? 'too-large' : 'not-a-table')
  }
}
