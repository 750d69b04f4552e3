import { LATEST_INSTANT, MOST_SEQ } from './event.ts'

/** What a scan says about its place, read from its bytes; written anew for every event. */
export interface ScanPlace {
  seq: number
  at: number
  up: number
  /** The id as four unsigned 32-bit numbers. */
  readonly id: Uint32Array
  /** Where the run's 36 characters begin. */
  runAt: number
}

export const newScanPlace = (): ScanPlace => ({ seq: 0, at: 0, up: 0, id: new Uint32Array(4), runAt: 0 })

const utf8 = new TextEncoder()
const ID = utf8.encode(',"id":"')
const AT = utf8.encode('","at":')
const UP = utf8.encode(',"up":')
const RUN = utf8.encode(',"run":"')
const SCAN = utf8.encode('","type":"scan","data":{"badge":"')
const STAFF = utf8.encode('","staff":"')
const CAMERA = utf8.encode('","method":"camera"}}')
const SCANNER = utf8.encode('","method":"scanner"}}')

const UUID_LENGTH = 36
const HASH_LENGTH = 64
const MOST_STAFF = 64
const QUOTE = 0x22
const BACKSLASH = 0x5c
const DOT = 0x2e
const ZERO = 0x30

/** What comes before the sequence number in every event of a log. */
export const scanPrefix = (log: string): Uint8Array => utf8.encode(`{"v":1,"log":"${log}","seq":`)

/** Value of a lower-case hexadecimal digit, 255 for anything else. */
const HEX = Uint8Array.from({ length: 256 }, (_, code) =>
  code >= 0x30 && code <= 0x39 ? code - 0x30 : code >= 0x61 && code <= 0x66 ? code - 0x57 : 255,
)
/** Where a UUID has its dashes. */
const isDash = (i: number): boolean => i === 8 || i === 13 || i === 18 || i === 23

function hasAt(bytes: Uint8Array, from: number, text: Uint8Array): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[from + i] !== text[i]) return false
  return true
}

/** Whether a UUID of a version this program makes stands there; writes it into `into`. */
function readUuid(bytes: Uint8Array, from: number, into: Uint32Array | null): boolean {
  let word = 0
  let digits = 0
  for (let i = 0; i < UUID_LENGTH; i++) {
    const byte = bytes[from + i] ?? 0
    if (isDash(i)) {
      if (byte !== 0x2d) return false
      continue
    }
    const value = HEX[byte] ?? 255
    if (value > 15) return false
    if (i === 14 && (value < 1 || value > 8)) return false
    if (i === 19 && (value < 8 || value > 11)) return false
    word = (word << 4) | value
    if ((++digits & 7) === 0 && into !== null) into[(digits >> 3) - 1] = word
  }
  return true
}

/** @returns behind the digits of a whole number without a leading zero, or −1; the number is in `readNumber` */
let readNumber = 0
function readInteger(bytes: Uint8Array, from: number): number {
  let at = from
  let value = 0
  for (; at < from + 16; at++) {
    const digit = (bytes[at] ?? 0) - ZERO
    if (digit < 0 || digit > 9) break
    value = value * 10 + digit
  }
  readNumber = value
  const wrong = at === from || at === from + 16 || (at > from + 1 && bytes[from] === ZERO)
  return wrong ? -1 : at
}

/** The same with digits behind a dot. */
function readDecimal(bytes: Uint8Array, from: number): number {
  const end = readInteger(bytes, from)
  if (end < 0 || bytes[end] !== DOT) return end
  let at = end + 1
  let value = readNumber
  for (let part = 0.1; at < end + 16; at++, part /= 10) {
    const digit = (bytes[at] ?? 0) - ZERO
    if (digit < 0 || digit > 9) break
    value += digit * part
  }
  readNumber = value
  return at === end + 1 || at === end + 16 ? -1 : at
}

/**
 * Reads a scan as this program writes it, many times faster than a JSON reader and as strict: what it takes is an event
 * of the union, what it does not take may still be one and has to be read in full.
 * @param prefix `scanPrefix` of the log
 */
export function readScanBytes(bytes: Uint8Array, prefix: Uint8Array, place: ScanPlace): boolean {
  if (!hasAt(bytes, 0, prefix)) return false
  let at = readInteger(bytes, prefix.length)
  if (at < 0 || readNumber < 1 || readNumber > MOST_SEQ) return false
  place.seq = readNumber
  if (!hasAt(bytes, at, ID) || !readUuid(bytes, at + ID.length, place.id)) return false
  at += ID.length + UUID_LENGTH
  if (!hasAt(bytes, at, AT)) return false
  at = readInteger(bytes, at + AT.length)
  if (at < 0 || readNumber > LATEST_INSTANT) return false
  place.at = readNumber
  if (!hasAt(bytes, at, UP)) return false
  at = readDecimal(bytes, at + UP.length)
  if (at < 0) return false
  place.up = readNumber
  if (!hasAt(bytes, at, RUN) || !readUuid(bytes, at + RUN.length, null)) return false
  place.runAt = at + RUN.length
  at = place.runAt + UUID_LENGTH
  return hasAt(bytes, at, SCAN) && isScanData(bytes, at + SCAN.length)
}

function isScanData(bytes: Uint8Array, from: number): boolean {
  for (let i = 0; i < HASH_LENGTH; i++) if ((HEX[bytes[from + i] ?? 0] ?? 255) > 15) return false
  const staff = from + HASH_LENGTH
  if (!hasAt(bytes, staff, STAFF)) return false
  const begin = staff + STAFF.length
  let end = begin
  for (; end < bytes.length; end++) {
    const byte = bytes[end] ?? 0
    if (byte === QUOTE) break
    if (byte < 0x20 || byte > 0x7e || byte === BACKSLASH) return false
  }
  if (end === begin || end - begin > MOST_STAFF) return false
  const rest = bytes.length - end
  return (
    (rest === CAMERA.length && hasAt(bytes, end, CAMERA)) ||
    (rest === SCANNER.length && hasAt(bytes, end, SCANNER))
  )
}
