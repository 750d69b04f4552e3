/**
 * One reading of an old ZKTeco machine. Its two ways out write the same fields in different order:
 * `push`: PIN, time, status, verify, work code, …; `usb` (`<device>_attlog.dat`): PIN, time, device, status, verify, work code.
 */
export type AttlogLayout = 'push' | 'usb'
export const ATTLOG_LAYOUTS = ['push', 'usb'] as const

export interface Reading {
  readonly pin: string
  /** As the machine wrote it, `YYYY-MM-DD HH:mm:ss`. */
  readonly localTime: string
  /** Seconds ahead of UTC, where the machine said so; else `null`. */
  readonly offsetSeconds: number | null
  /** Raw numbers whose meaning differs by model; -1: the line has none. */
  readonly status: number
  readonly verify: number
  readonly workCode: string
}

export type AttlogLine =
  | { readonly kind: 'reading'; readonly reading: Reading }
  /** Nothing that an importer keeps: blank, a serial number, a checksum, users, operations. */
  | { readonly kind: 'other' }
  | { readonly kind: 'malformed'; readonly why: 'fields' | 'pin' | 'time' | 'number' | 'identity-number' }

/** Longest line that is looked at. */
export const MOST_ATTLOG_LINE = 1_024

const malformed = (why: Extract<AttlogLine, { kind: 'malformed' }>['why']): AttlogLine => ({
  kind: 'malformed',
  why,
})
const OTHER: AttlogLine = { kind: 'other' }

/** Reads one line, without its end. Never throws. A line that carries a citizen's number is not kept, whatever else it is. */
export function readAttlogLine(text: string, layout: AttlogLayout): AttlogLine {
  const line = text.replace(/^\uFEFF/, '').replace(/^(data=|ATTLOG\s+)/, '')
  if (line.trim() === '' || /^(USER|OPLOG|FP|FACE|BIODATA|USERPIC|ATTPHOTO)\b/.test(line)) return OTHER
  if (line.length > MOST_ATTLOG_LINE || /[^\t\P{Cc}]/u.test(line)) return malformed('fields')
  const fields = line.split('\t').map((field) => field.trim())
  if (fields.length === 1 && /^[\w-]{1,64}$/.test(line.trim())) return OTHER
  // Field 11 is the machine's own extra data; all before it are short numbers or codes.
  if (fields.some((field) => /^\d{12}$/.test(field))) return malformed('identity-number')
  return fields.some((field) => field.includes('=')) && fields[0]?.includes('=')
    ? readNamed(fields)
    : readPlaced(fields, layout)
}

function readPlaced(fields: readonly string[], layout: AttlogLayout): AttlogLine {
  if (fields.length < 2) return malformed('fields')
  const at = layout === 'usb' ? 3 : 2
  return readingOf({
    pin: fields[0] ?? '',
    time: fields[1] ?? '',
    status: fields[at] ?? '',
    verify: fields[at + 1] ?? '',
    workCode: fields[at + 2] ?? '',
    offset: layout === 'push' ? (fields[10] ?? '') : '',
  })
}

const NAMES: Readonly<Record<string, string>> = {
  pin: 'pin',
  time: 'time',
  datetime: 'time',
  status: 'status',
  verify: 'verify',
  verifymode: 'verify',
  verified: 'verify',
  workcode: 'workCode',
  timeoffset: 'offset',
}

/** `PIN=42 Time=… Status=0 VerifyMode=2`, in any order. */
function readNamed(fields: readonly string[]): AttlogLine {
  const found: Record<string, string> = {}
  for (const field of fields) {
    const at = field.indexOf('=')
    const name = NAMES[field.slice(0, at).toLowerCase()]
    if (name !== undefined) found[name] = field.slice(at + 1)
  }
  const { pin = '', time = '', status = '', verify = '', workCode = '', offset = '' } = found
  return readingOf({ pin, time, status, verify, workCode, offset })
}

function readingOf(
  said: Readonly<Record<'pin' | 'time' | 'status' | 'verify' | 'workCode' | 'offset', string>>,
): AttlogLine {
  if (!/^[\x21-\x7e]{1,32}$/.test(said.pin)) return malformed('pin')
  const localTime = timeOf(said.time)
  if (localTime === null) return malformed('time')
  const status = numberOf(said.status)
  const verify = numberOf(said.verify)
  if (status === null || verify === null || said.workCode.length > 32) return malformed('number')
  const offsetSeconds = /^[+-]?\d{1,5}$/.test(said.offset) ? Number(said.offset) : null
  return {
    kind: 'reading',
    reading: {
      pin: said.pin,
      localTime: localTime.text,
      offsetSeconds: localTime.isUtc ? 0 : offsetSeconds,
      status,
      verify,
      workCode: said.workCode,
    },
  }
}

const numberOf = (text: string): number | null => {
  if (text === '') return -1
  return /^\d{1,5}$/.test(text) ? Number(text) : null
}

/** A real date and time; some machines write seconds since 1970 instead. */
function timeOf(text: string): { readonly text: string; readonly isUtc: boolean } | null {
  if (/^\d{9,10}$/.test(text)) {
    const written = new Date(Number(text) * 1_000).toISOString()
    return { text: `${written.slice(0, 10)} ${written.slice(11, 19)}`, isUtc: true }
  }
  const match = /^(20\d{2}-\d{2}-\d{2})[ T](\d{2}):(\d{2})(?::(\d{2}))?$/.exec(text)
  if (match === null) return null
  const [, date = '', hour = '', minute = '', second = '00'] = match
  const at = Date.parse(`${date}T${hour}:${minute}:${second}Z`)
  const isReal = Number.isFinite(at) && new Date(at).toISOString().startsWith(`${date}T${hour}:${minute}`)
  return isReal ? { text: `${date} ${hour}:${minute}:${second}`, isUtc: false } : null
}
