import type { KioskState } from '../../core/kiosk/kiosk-api.ts'
import {
  isStorageError,
  type StorageProblem,
  storageProblemOf,
} from '../../db/kiosk/files/storage-problem.ts'
import { type OpenedLog, type OpenOptions, openLogDatabase } from '../../db/kiosk/open/open-log-database.ts'
import type { Successor } from '../../db/kiosk/rescue/succeed-log.ts'
import type { LogStore } from '../../db/kiosk/store/log-store.ts'
import type { Reserve } from './reserve.ts'

export type Attempt<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'not-recorded'; readonly reason: StorageProblem }

export interface LogKeeper {
  /** How the first opening went. */
  readonly opening: OpenedLog
  recording(): KioskState['recording']
  /**
   * Writes to the log. A storage error becomes an answer: what the disk then holds is not known, so the handle is
   * given up, and the next write opens the log and checks it again. Only a write that succeeds ends the failure.
   * On a full disk the reserve is let go and the write is made once more.
   */
  write<T>(action: (store: LogStore) => T): Attempt<T>
  /** Works with the log where it is open; while it fails there is nothing to work with. */
  use<T>(action: (store: LogStore) => T): Attempt<T>
  /** A small write that shows whether the disk takes scans again, whatever room is left. */
  prove(action: (store: LogStore) => void): void
  /**
   * Sets this log aside, whole, and goes on in a new one that names it and has what comes after `from` under its old
   * event ids.
   * @returns whether the new log is there; otherwise the next write tries again
   */
  endLog(why: NonNullable<OpenOptions['end']>): boolean
  /** What reads the whole file found it damaged: it is given up and opened anew, which sets it aside. */
  foundDamaged(detail: string): void
  close(): void
}

export interface LogKeeperOptions {
  readonly dataDirectory: string
  readonly migrationsFolder?: string | undefined
  readonly lockWaitMs?: number | undefined
  readonly successor: Successor
  readonly reserve: Reserve
  /** The log was opened again: whatever was kept in memory is read anew. May throw what the disk throws. */
  readonly onOpened: (store: LogStore) => void
  /** Recording began or ceased to work. */
  readonly onChange: () => void
  readonly report: (message: string, details: Record<string, unknown>) => void
}

/** Holds the open log, gives it up on a storage error and takes it up again when the disk allows. */
export function createLogKeeper(options: LogKeeperOptions): LogKeeper {
  const { dataDirectory, migrationsFolder, lockWaitMs, successor, reserve, onOpened, onChange, report } =
    options
  const opening = openLogDatabase({ dataDirectory, migrationsFolder, lockWaitMs, successor })
  let store: LogStore | null = null
  let problem: StorageProblem | null = problemOf(opening)
  let closed = false
  if (opening.kind === 'opened') store = opening.store

  function problemOf(opened: OpenedLog): StorageProblem | null {
    if (opened.kind === 'opened') {
      if (opened.headUnknown) report('the head file was torn; a lost tail would not be noticed', {})
      if (opened.began) report('a new log was begun', { ...opened.store.records.succession() })
      return null
    }
    report('the log could not be opened', { ...opened })
    return opened.kind === 'failed' ? opened.problem : 'storage-error'
  }

  function reopen(end?: OpenOptions['end']): LogStore | null {
    if (closed) return null
    const opened = openLogDatabase({ dataDirectory, migrationsFolder, lockWaitMs: 0, successor, end })
    if (opened.kind !== 'opened') {
      problem = problemOf(opened)
      return null
    }
    problemOf(opened)
    store = opened.store
    const taken = run(opened.store, onOpened)
    return taken.kind === 'done' ? store : null
  }

  function letGo(): void {
    try {
      store?.close()
    } catch {
      // A handle that cannot even be closed is left to the end of the process.
    }
    store = null
  }

  function giveUp(error: unknown): StorageProblem {
    const reason = storageProblemOf(error)
    report('the log failed', { reason, code: error instanceof Error && 'code' in error ? error.code : '' })
    problem = reason
    letGo()
    onChange()
    return reason
  }

  const notRecorded = (): Attempt<never> => ({ kind: 'not-recorded', reason: problem ?? 'storage-error' })

  function run<T>(open: LogStore, action: (store: LogStore) => T): Attempt<T> {
    try {
      return { kind: 'done', value: action(open) }
    } catch (error) {
      if (!isStorageError(error)) throw error
      return { kind: 'not-recorded', reason: giveUp(error) }
    }
  }

  function once<T>(action: (store: LogStore) => T): Attempt<T> {
    const open = store ?? reopen()
    const attempt = open === null ? notRecorded() : run(open, action)
    if (attempt.kind === 'done' && problem !== null) {
      problem = null
      report('recording works again', {})
      onChange()
    }
    return attempt
  }

  /** The first full disk costs no scan: there is the reserve to finish with. */
  function withReserve<T>(action: (store: LogStore) => T): Attempt<T> {
    const attempt = once(action)
    if (attempt.kind === 'done' || attempt.reason !== 'disk-full') return attempt
    return reserve.release() ? once(action) : attempt
  }

  function endLog(why: NonNullable<OpenOptions['end']>): boolean {
    letGo()
    const begun = reopen(why) !== null
    problem = begun ? null : (problem ?? 'storage-error')
    onChange()
    return begun
  }

  return {
    opening,
    recording: () => (problem === null ? { kind: 'ok' } : { kind: 'failing', reason: problem }),
    write(action) {
      if (!reserve.isLastRoom()) return withReserve(action)
      // What is left is for the district's acknowledgements: they make room.
      if (problem === null) {
        problem = 'disk-full'
        onChange()
      }
      return notRecorded()
    },
    use: (action) => (store === null ? notRecorded() : run(store, action)),
    prove(action) {
      if (!reserve.isLastRoom()) once(action)
    },
    endLog,
    foundDamaged(detail) {
      report('the log was found damaged', { detail })
      endLog({ why: 'damaged', detail, from: null })
    },
    close() {
      closed = true
      store?.close()
      store = null
    },
  }
}
