import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { KioskAnswers, KioskInput } from '../../core/kiosk/kiosk-api.ts'
import type { NotRecorded } from '../../core/kiosk/scan-answer.ts'
import { chainHash } from '../../core/log/chain.ts'
import { parseEvent } from '../../core/log/event.ts'
import { exportClaims, type GglogHeader, type GglogTrailer, gglogName, markOf } from '../../core/log/gglog.ts'
import type { Head } from '../../core/log/head.ts'
import { headerHash } from '../../core/log/read-gglog.ts'
import { sealOver } from '../../core/log/seal.ts'
import type { LogStore } from '../../db/kiosk/store/log-store.ts'
import { sha256 } from '../../db/sha256.ts'
import { ADMINISTRATOR, nameOfOwner } from '../desk/pin-owner.ts'
import { requireAdministrator } from '../desk/require-visit.ts'
import { type DeviceIdentity, importPrivateKey } from '../keys/device-key.ts'
import { readClock } from '../log/kiosk-clock.ts'
import { findStick } from './find-stick.ts'
import type { Machine } from './machine.ts'
import { writeToStick } from './write-to-stick.ts'

/** Events read at once: some milliseconds, so that scans are answered in between. */
const EVENTS_A_TURN = 500
/** What is written when nothing waits: as much as a kiosk must keep. */
const KEPT_MS = 400 * 24 * 3_600_000

/** The log could not be read on while it was written. */
class LogLost extends Error {
  readonly answer: NotRecorded

  constructor(answer: NotRecorded) {
    super('the log failed during the export')
    this.answer = answer
  }
}

interface Span {
  readonly header: GglogHeader
  readonly head: Head
}

/**
 * Writes what the district has not acknowledged to the stick, as one sealed file. The export is on record before the
 * first byte is written, and is the file's last event; scans go on meanwhile.
 */
export async function exportLog(
  kiosk: Machine,
  { visit }: KioskInput<'exportLog'>,
): Promise<KioskAnswers['exportLog']> {
  const allowed = requireAdministrator(kiosk, visit)
  if (allowed.kind !== 'open') return allowed
  const stick = findStick(kiosk.sticks())
  if (stick.kind !== 'stick') return { kind: stick.kind }
  const identity = kiosk.keys.load()
  if (identity === null) return { kind: 'failed' }
  const begun = kiosk.keeper.write((store) => begin(kiosk, store, identity))
  if (begun.kind === 'not-recorded') return begun
  kiosk.sendSoon()
  kiosk.changed()
  if (begun.value === null) return { kind: 'failed' }
  const { header } = begun.value
  try {
    const lines = linesOf(kiosk, begun.value, identity)
    const place = kiosk.memory.directory?.directory.pointName ?? ''
    const written = await writeToStick(stick.folder, gglogName(place, header), lines)
    if (written.kind === 'written') {
      return { kind: 'exported', file: written.file, events: header.to - header.from + 1 }
    }
    kiosk.log('the export failed', { why: written.kind })
    noteAccess(kiosk, `export-failed ${written.kind}`)
    return written
  } catch (error) {
    if (error instanceof LogLost) return error.answer
    throw error
  }
}

function noteAccess(kiosk: Machine, what: string): void {
  kiosk.keeper.write((store) => {
    const data = { who: nameOfOwner(ADMINISTRATOR), what }
    kiosk.journal.append(store, [{ id: kiosk.newId(), type: 'access', data }])
  })
  kiosk.changed()
}

/** Records the export and fixes what it is of. @returns `null` while this kiosk belongs to nobody */
function begin(kiosk: Machine, store: LogStore, { device }: DeviceIdentity): Span | null {
  const before = store.head()
  const origin = store.origin()
  const genesis = store.records.genesis()
  const { enrolment, acknowledged, directory } = kiosk.memory
  if (before === null || origin === null || genesis === null || enrolment === null) return null
  const have = acknowledged ?? genesis
  const first =
    have.seq < before.seq ? have.seq + 1 : firstSince(store, before.seq, readClock(kiosk.clock).at - KEPT_MS)
  const prev = first === 1 ? genesis.hash : store.read.hashOf(first - 1)
  if (prev === null) return null
  const data = { who: nameOfOwner(ADMINISTRATOR), what: 'exported' }
  kiosk.journal.append(store, [{ id: kiosk.newId(), type: 'access', data }])
  const head = store.head() ?? before
  const header: GglogHeader = {
    v: 1,
    kind: 'gglog',
    device,
    district: enrolment.districtKey,
    log: origin.log,
    point: directory?.directory.point ?? enrolment.point,
    from: first,
    to: head.seq,
    prev,
    time: Math.max(0, kiosk.watch.timeNow(readClock(kiosk.clock)).at),
    app: kiosk.app,
  }
  return { header, head }
}

/** The first event not older than `since`, by halves: a log is written in the order of time, but for steps of the clock. */
function firstSince(store: LogStore, last: number, since: number): number {
  let low = (store.records.dropped()?.seq ?? 0) + 1
  let high = last
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const parsed = parseEvent(store.read.textOf(middle) ?? '')
    if (parsed.kind !== 'malformed' && parsed.event.at < since) low = middle + 1
    else high = middle
  }
  return low
}

async function* linesOf(
  kiosk: Machine,
  { header, head }: Span,
  identity: DeviceIdentity,
): AsyncGenerator<string> {
  const digest = createHash('sha256')
  const marks: string[] = []
  const whole = (line: string, hash: string): string => {
    marks.push(markOf(hash))
    digest.update(`${line}\n`)
    return `${line}\n`
  }
  const first = JSON.stringify(header)
  yield whole(first, headerHash(sha256, first))
  let hash = header.prev
  for (let done = header.from - 1; done < header.to; ) {
    const most = Math.min(EVENTS_A_TURN, header.to - done)
    const read = kiosk.keeper.use((store) => store.read.after(done, most))
    if (read.kind === 'not-recorded') throw new LogLost(read)
    let lines = ''
    for (const { text } of read.value) {
      hash = chainHash(sha256, hash, text)
      lines += whole(text, hash)
    }
    if (read.value.length === 0) throw new Error(`event ${done + 1} is missing`)
    done += read.value.length
    yield lines
    await setImmediate()
  }
  const jws = await sealOver(
    await importPrivateKey(identity),
    exportClaims(header),
    digest.digest('base64url'),
  )
  const count = header.to - header.from + 1
  const trailer: GglogTrailer = { v: 1, count, head, marks: marks.join(''), jws }
  yield `${JSON.stringify(trailer)}\n`
}
