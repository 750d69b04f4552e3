import { accessSync, constants, existsSync, lstatSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { FoundDamage } from '../files/find-damage.ts'
import { type HeadFile, openHeadFile, readHeadFile } from '../files/head-file.ts'
import { lockDataDirectory } from '../files/lock-data-directory.ts'
import { HEAD_FILE, LOG_FILES, logFileIn, PLACE_FILE } from '../files/log-files.ts'
import { MIGRATIONS_FOLDER } from '../files/migrate-log.ts'
import { keepPlaceFile, readPlaceFile } from '../files/place-file.ts'
import { finishSettingAside, lastSetAside, type SetAsideReason, setAside } from '../files/set-aside.ts'
import { type StorageProblem, storageProblemOf } from '../files/storage-problem.ts'
import { backUpNow } from '../rescue/back-up.ts'
import { type Successor, succeedLog } from '../rescue/succeed-log.ts'
import { createLogStore } from '../store/create-log-store.ts'
import type { LogStore } from '../store/log-store.ts'
import { type Examined, inspectLog, type OpenRefusal, prepareLog } from './examine-log.ts'

export type { OpenRefusal } from './examine-log.ts'

export type OpenedLog =
  | {
      readonly kind: 'opened'
      readonly store: LogStore
      /** Neither half of the head file could be read: whether the log lost its tail is not known. */
      readonly headUnknown: boolean
      /** This opening began the log: the one before was set aside. */
      readonly began: boolean
    }
  | { readonly kind: 'refused'; readonly reason: OpenRefusal; readonly detail: string }
  /** Only where no successor was asked for. */
  | { readonly kind: 'damaged'; readonly found: FoundDamage }
  /** The disk, not the log: worth another try. */
  | { readonly kind: 'failed'; readonly problem: StorageProblem; readonly detail: string }

export interface OpenOptions {
  readonly dataDirectory: string
  readonly migrationsFolder?: string | undefined
  /** How long to wait for a service that is just ending. */
  readonly lockWaitMs?: number | undefined
  /** How a log that is damaged is followed by a new one; without it the damage is only told. */
  readonly successor?: Successor | undefined
  /** Set the log aside and go on in a new one although it is whole: the district holds another history. */
  readonly end?: Omit<SetAsideReason, 'at' | 'log'> | undefined
}

/** A log reached by two names is copied, restored or deleted by one of them behind the other's back. */
function isLinked(file: string): boolean {
  if (!existsSync(file)) return false
  const stat = lstatSync(file)
  return !stat.isFile() || stat.nlink > 1
}

/** SQLite only says that it cannot open a file; the directory says why. */
function problemOf(error: unknown, dataDirectory: string): StorageProblem {
  const problem = storageProblemOf(error)
  if (problem !== 'storage-error') return problem
  try {
    accessSync(dataDirectory, constants.W_OK)
    return problem
  } catch (reason) {
    return storageProblemOf(reason)
  }
}

/**
 * Opens (or makes) the log of a kiosk: one process, one file reached by one name, every setting read back, the file
 * and the last links read through, compared with the head file and with what the district acknowledged, the schema
 * brought up to date (log.md, "In SQLite"). A damaged log is set aside and followed by a new one.
 */
export function openLogDatabase(options: OpenOptions): OpenedLog {
  const { dataDirectory, successor } = options
  const file = logFileIn(dataDirectory)
  let unlock: (() => void) | null = null
  let client: Database.Database | null = null
  let headFile: HeadFile | null = null
  const release = () => {
    try {
      client?.close()
    } finally {
      headFile?.close()
      unlock?.()
    }
  }
  const backUp = (db: Database.Database) => () => backUpNow(db, dataDirectory, successor?.reading().at ?? 0)
  try {
    for (const name of LOG_FILES.map((each) => join(dataDirectory, each))) {
      if (isLinked(name)) return { kind: 'refused', reason: 'linked-file', detail: name }
    }
    unlock = lockDataDirectory(dataDirectory, options.lockWaitMs ?? 2000)
    if (unlock === null) return { kind: 'refused', reason: 'in-use', detail: '' }
    finishSettingAside(dataDirectory)
    const headPath = join(dataDirectory, HEAD_FILE)
    const placePath = join(dataDirectory, PLACE_FILE)
    let head = readHeadFile(headPath)
    const place = readPlaceFile(placePath)
    const last = lastSetAside(dataDirectory)
    // A log that was set aside leaves its place behind until the new one has begun: that one may be empty.
    const isNew =
      head.kind === 'none' && last !== null && (place === null || place.origin.log === last.reason.log)
    const known = !isNew && (head.kind !== 'none' || place !== null)
    const { migrationsFolder = MIGRATIONS_FOLDER } = options
    let examined: Examined =
      options.end === undefined
        ? inspectLog(file, head, known, migrationsFolder)
        : { kind: 'damaged', found: { damage: 'other-events', detail: options.end.detail } }
    if (examined.kind === 'good') {
      client = new Database(file)
      examined = prepareLog(client, known, migrationsFolder, backUp(client))
    }
    if (examined.kind === 'damaged' && successor !== undefined) {
      client?.close()
      client = null
      const { damage, detail } = examined.found
      const reason = options.end ?? { why: 'damaged', detail: `${damage}: ${detail}`, from: null }
      const log = place?.origin.log ?? (head.kind === 'read' ? head.mark.log : null)
      setAside(dataDirectory, { ...reason, log, at: successor.reading().at })
      head = { kind: 'none' }
      client = new Database(file)
      examined = prepareLog(client, false, migrationsFolder, backUp(client))
    }
    if (examined.kind !== 'good' || client === null) {
      release()
      return examined.kind === 'good' ? { kind: 'failed', problem: 'storage-error', detail: '' } : examined
    }
    const headUnknown = head.kind === 'torn'
    headFile = openHeadFile(headPath)
    const store = createLogStore(file, {
      client,
      headFile,
      unlock,
      keepPlace({ origin, records }) {
        const [from, enrolment] = [origin(), records.enrolment()]
        if (from !== null && enrolment !== null) keepPlaceFile(placePath, { origin: from, enrolment })
      },
    })
    const before = store.origin() === null && successor !== undefined ? lastSetAside(dataDirectory) : null
    const began =
      before !== null && successor !== undefined && succeedLog(store, dataDirectory, before, successor)
    return { kind: 'opened', store, headUnknown, began }
  } catch (error) {
    release()
    return { kind: 'failed', problem: problemOf(error, dataDirectory), detail: String(error) }
  }
}
