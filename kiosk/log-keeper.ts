import type { KioskState } from '../core/kiosk-api.ts'
import type { LogStore } from '../db/kiosk/log-store.ts'
import { type OpenedLog, openLogDatabase } from '../db/kiosk/open-log-database.ts'
import { type StorageProblem, storageProblemOf } from '../db/kiosk/storage-problem.ts'

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
   */
  write<T>(action: (store: LogStore) => T): Attempt<T>
  /** Works with the log where it is open; while it fails there is nothing to work with. */
  use<T>(action: (store: LogStore) => T): Attempt<T>
  close(): void
}

export interface LogKeeperOptions {
  readonly dataDirectory: string
  readonly migrationsFolder?: string | undefined
  readonly lockWaitMs?: number | undefined
  /** The log was opened again: whatever was kept in memory is read anew. May throw what the disk throws. */
  readonly onOpened: (store: LogStore) => void
  /** Recording began or ceased to work. */
  readonly onChange: () => void
  readonly report: (message: string, details: Record<string, unknown>) => void
}

const isStorageError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^(SQLITE_|E[A-Z]+$)/.test(String(error.code))

/** Holds the open log, gives it up on a storage error and takes it up again when the disk allows. */
export function createLogKeeper(options: LogKeeperOptions): LogKeeper {
  const { dataDirectory, migrationsFolder, lockWaitMs, onOpened, onChange, report } = options
  const opening = openLogDatabase({ dataDirectory, migrationsFolder, lockWaitMs })
  let store = opening.kind === 'opened' ? opening.store : null
  let problem: StorageProblem | null = problemOf(opening)
  let closed = false

  function problemOf(opened: OpenedLog): StorageProblem | null {
    if (opened.kind === 'opened') return null
    report('the log could not be opened', { ...opened })
    return opened.kind === 'failed' ? opened.problem : 'storage-error'
  }

  function reopen(): LogStore | null {
    if (closed) return null
    const opened = openLogDatabase({ dataDirectory, migrationsFolder, lockWaitMs: 0 })
    if (opened.kind !== 'opened') {
      problem = problemOf(opened)
      return null
    }
    store = opened.store
    const taken = run(opened.store, onOpened)
    return taken.kind === 'done' ? store : null
  }

  function giveUp(error: unknown): StorageProblem {
    const reason = storageProblemOf(error)
    report('the log failed', { reason, code: error instanceof Error && 'code' in error ? error.code : '' })
    problem = reason
    try {
      store?.close()
    } catch {
      // A handle that cannot even be closed is left to the end of the process.
    }
    store = null
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

  return {
    opening,
    recording: () => (problem === null ? { kind: 'ok' } : { kind: 'failing', reason: problem }),
    write(action) {
      const open = store ?? reopen()
      const attempt = open === null ? notRecorded() : run(open, action)
      if (attempt.kind === 'done' && problem !== null) {
        problem = null
        report('recording works again', {})
        onChange()
      }
      return attempt
    },
    use: (action) => (store === null ? notRecorded() : run(store, action)),
    close() {
      closed = true
      store?.close()
      store = null
    },
  }
}
