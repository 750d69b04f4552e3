import { accessSync, constants, existsSync, lstatSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { applyConnectionSettings, isRecentEnough } from './connection-settings.ts'
import { lockDataDirectory } from './lock-data-directory.ts'
import { createLogStore, type LogStore } from './log-store.ts'
import { MIGRATIONS_FOLDER, type MigrationRefusal, migrateLog } from './migrate-log.ts'
import { type StorageProblem, storageProblemOf } from './storage-problem.ts'
import { findBrokenLink } from './verify-links.ts'

export const LOG_FILE = 'log.db'
/** Links checked before the first answer; all of them on request. */
const LINKS_AT_START = 1000
const TRIGGERS = 6

export type OpenRefusal =
  | MigrationRefusal
  | 'linked-file'
  | 'in-use'
  | 'sqlite-too-old'
  | 'setting-not-taken'
  | 'triggers-missing'
  | 'broken-chain'

export type OpenedLog =
  | { readonly kind: 'opened'; readonly store: LogStore }
  | { readonly kind: 'refused'; readonly reason: OpenRefusal; readonly detail: string }
  /** The disk, not the log: worth another try. */
  | { readonly kind: 'failed'; readonly problem: StorageProblem }

export interface OpenOptions {
  readonly dataDirectory: string
  readonly migrationsFolder?: string | undefined
  /** How long to wait for a service that is just ending. */
  readonly lockWaitMs?: number | undefined
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

function refusalOf(client: Database.Database, migrationsFolder: string): [OpenRefusal, string] | null {
  const version = String(client.prepare('SELECT sqlite_version()').pluck().get())
  if (!isRecentEnough(version)) return ['sqlite-too-old', version]
  const setting = applyConnectionSettings(client)
  if (setting !== null) return ['setting-not-taken', setting]
  const migration = migrateLog(client, migrationsFolder)
  if (migration !== null) return [migration, '']
  const triggers = client.prepare("SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'").pluck().get()
  if (triggers !== TRIGGERS) return ['triggers-missing', String(triggers)]
  const broken = findBrokenLink(client, LINKS_AT_START)
  return broken === null ? null : ['broken-chain', String(broken)]
}

/**
 * Opens (or makes) the log of a kiosk: one process, one file reached by one name, every setting read back, the
 * schema brought up to date and checked, the last links of the chain verified (log.md, "In SQLite").
 */
export function openLogDatabase(options: OpenOptions): OpenedLog {
  const file = join(options.dataDirectory, LOG_FILE)
  let unlock: (() => void) | null = null
  let client: Database.Database | null = null
  const release = () => {
    client?.close()
    unlock?.()
  }
  try {
    for (const name of [file, `${file}-wal`, `${file}-shm`]) {
      if (isLinked(name)) return { kind: 'refused', reason: 'linked-file', detail: name }
    }
    unlock = lockDataDirectory(options.dataDirectory, options.lockWaitMs ?? 2000)
    if (unlock === null) return { kind: 'refused', reason: 'in-use', detail: '' }
    client = new Database(file)
    const refusal = refusalOf(client, options.migrationsFolder ?? MIGRATIONS_FOLDER)
    if (refusal !== null) {
      release()
      return { kind: 'refused', reason: refusal[0], detail: refusal[1] }
    }
    return { kind: 'opened', store: createLogStore(client, file, unlock) }
  } catch (error) {
    release()
    if (error instanceof Database.SqliteError && error.code === 'SQLITE_NOTADB') {
      return { kind: 'refused', reason: 'not-ours', detail: '' }
    }
    return { kind: 'failed', problem: problemOf(error, options.dataDirectory) }
  }
}
