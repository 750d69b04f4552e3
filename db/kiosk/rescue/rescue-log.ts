import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { LogOrigin } from '../../../core/log/chain.ts'
import { genesisHash } from '../../../core/log/chain.ts'
import { parseEvent } from '../../../core/log/event.ts'
import type { Head } from '../../../core/log/head.ts'
import { sha256 } from '../../sha256.ts'
import { readHeadFile } from '../files/head-file.ts'
import { HEAD_FILE, LOG_FILE, PLACE_FILE, SCRATCH_FOLDER } from '../files/log-files.ts'
import { readPlaceFile } from '../files/place-file.ts'
import type { SetAside } from '../files/set-aside.ts'
import type { Acknowledged, Enrolment } from '../records/kiosk-records.ts'
import { carveEvents, type FoundEvent } from '../remains/carve-events.ts'
import { foundEvents } from '../remains/found-events.ts'
import { type Remains, readRemains } from '../remains/read-remains.ts'
import type { TakenOver } from '../store/log-store.ts'
import { backupsIn } from './back-up.ts'

/** Acknowledged events that are looked through for what belongs to the last days. */
const EARLIER_EVENTS = 4000
const EARLIER_MS = 2 * 24 * 3_600_000

/** Everything that the next log takes over from the one before. */
export interface Rescue extends TakenOver {
  readonly enrolment: Enrolment
  readonly origin: LogOrigin
  readonly acknowledged: Acknowledged | null
  /** Where the next log continues. */
  readonly parent: Head
  /** Number of the last event that is known to have been there. */
  readonly expected: number
  /** What the district has not acknowledged, in order. */
  readonly waiting: readonly FoundEvent[]
}

/** Copies to read from: a log that was set aside stays as it was found, down to the byte. */
function copyAside(dataDirectory: string, folder: string): string {
  const scratch = join(dataDirectory, SCRATCH_FOLDER)
  rmSync(scratch, { recursive: true, force: true })
  mkdirSync(scratch, { mode: 0o700 })
  for (const name of [LOG_FILE, `${LOG_FILE}-wal`]) {
    const from = join(dataDirectory, folder, name)
    if (existsSync(from)) copyFileSync(from, join(scratch, name))
  }
  return scratch
}

const later = (a: Head | null | undefined, b: Head | null | undefined): Head | null =>
  (a?.seq ?? -1) >= (b?.seq ?? -1) ? (a ?? null) : (b ?? null)

/**
 * Reads what a log that was set aside still says, from its database, from the raw bytes of its files, and from the
 * backups. Throws what the disk throws.
 * @returns `null` where it is not known where the kiosk belongs
 */
export function rescueLog(
  dataDirectory: string,
  { folder, reason }: SetAside,
  backupFolders: readonly string[],
): Rescue | null {
  const head = readHeadFile(join(dataDirectory, folder, HEAD_FILE))
  const mark = head.kind === 'read' ? head.mark : null
  /** The first event of interest, where this is the last that is known to be acknowledged. */
  const sinceOf = (own: Head | null): number => {
    const have = reason.from ?? later(own, mark?.acknowledged)
    return Math.max(1, (have?.seq ?? 0) + 1 - EARLIER_EVENTS)
  }
  const upTo = mark?.seq ?? null
  const scratch = copyAside(dataDirectory, folder)
  const own = readRemains(join(scratch, LOG_FILE), { since: sinceOf, upTo })
  rmSync(scratch, { recursive: true, force: true })
  const place = readPlaceFile(join(dataDirectory, PLACE_FILE))
  const log = own.origin?.log ?? mark?.log ?? place?.origin.log
  const events = foundEvents(own.events)
  const all: Omit<Remains, 'events'>[] = [own]
  // The newest first, each read from the first event that is still missing only: all of them at once are too much.
  for (const { file } of backupFolders.flatMap(backupsIn).toReversed()) {
    const since = (have: Head | null) => events.firstMissing(sinceOf(have), Math.max(own.newest, upTo ?? 0))
    const { events: found, ...rest } = readRemains(file, { since, upTo })
    if (rest.origin === null || rest.origin.log !== log) continue
    events.add(found)
    all.push(rest)
  }
  const first = <T>(of: (remains: (typeof all)[number]) => T | null): T | null => {
    for (const each of all) {
      const found = of(each)
      if (found !== null) return found
    }
    return null
  }
  const some = <T>(of: (remains: (typeof all)[number]) => readonly T[]): readonly T[] =>
    all.map(of).find((rows) => rows.length > 0) ?? []
  const origin = first((each) => each.origin) ?? (place?.origin.log === log ? (place?.origin ?? null) : null)
  const enrolment = first((each) => each.enrolment) ?? place?.enrolment ?? null
  if (origin === null || enrolment === null) return null

  const acknowledged = all
    .map((each) => each.acknowledged)
    .reduce((best, each) => ((each?.seq ?? -1) > (best?.seq ?? -1) ? each : best), null)
  const parent = reason.from ??
    later(acknowledged, mark?.acknowledged) ?? { seq: 0, hash: genesisHash(sha256, origin) }
  const newest = Math.max(parent.seq, own.newest, upTo ?? 0, events.newest())
  const isWhole = () =>
    events.firstMissing(parent.seq + 1, newest) > newest && (own.events.length > 0 || newest === parent.seq)
  if (!isWhole()) {
    for (const name of [LOG_FILE, `${LOG_FILE}-wal`]) {
      const file = join(dataDirectory, folder, name)
      if (existsSync(file)) events.add(carveEvents(readFileSync(file), origin.log))
    }
  }
  const inOrder = events.inOrder()
  const expected = Math.max(newest, inOrder.at(-1)?.seq ?? 0)
  return {
    enrolment,
    origin,
    acknowledged,
    parent,
    expected,
    waiting: inOrder.filter(({ seq }) => seq > parent.seq),
    earlier: recent(inOrder.filter(({ seq }) => seq <= parent.seq)),
    directory: first((each) => each.directory),
    // How the last run ended, and what the district said last, only the file itself can tell.
    revokedAt: own.revokedAt,
    lastRun: own.lastRun,
    rows: {
      pins: some((each) => each.pins),
      pinTries: some((each) => each.pinTries),
      settings: some((each) => each.settings),
      receipts: some((each) => each.receipts),
    },
  }
}

/** Events of the last days before the newest of them, newest first. */
function recent(events: readonly FoundEvent[]): readonly FoundEvent[] {
  const at = ({ text }: FoundEvent): number => {
    const parsed = parseEvent(text)
    return parsed.kind === 'malformed' ? 0 : parsed.event.at
  }
  const newest = events.reduce((latest, event) => Math.max(latest, at(event)), 0)
  return events.filter((event) => at(event) > newest - EARLIER_MS).reverse()
}
