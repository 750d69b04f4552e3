import { SqliteError } from 'better-sqlite3'

/** Why nothing could be written, as far as the person at the counter needs to know. */
export type StorageProblem = 'disk-full' | 'read-only' | 'storage-error'

/** Whether an error comes from SQLite or the file system; anything else is a fault of the program. */
export const isStorageError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^(SQLITE_|E[A-Z]+$)/.test(String(error.code))

/** Names what went wrong in SQLite or the file system; anything unknown is a `storage-error`. */
export function storageProblemOf(error: unknown): StorageProblem {
  const code =
    error instanceof SqliteError || (error instanceof Error && 'code' in error) ? String(error.code) : ''
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') return 'disk-full'
  if (code.startsWith('SQLITE_READONLY') || code === 'EROFS' || code === 'EACCES') return 'read-only'
  return 'storage-error'
}
