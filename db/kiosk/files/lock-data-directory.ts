import { join } from 'node:path'
import Database from 'better-sqlite3'

/**
 * Keeps a second process away from a kiosk's data: holds an exclusive SQLite lock on a small file beside the log,
 * which the operating system lets go when the process ends, however it ends.
 * @returns a function that gives the directory free, or `null` when another process has it
 */
export function lockDataDirectory(dataDirectory: string, waitMs: number): (() => void) | null {
  const lock = new Database(join(dataDirectory, 'in-use.lock'), { timeout: waitMs })
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if (error instanceof Database.SqliteError && error.code === 'SQLITE_BUSY') return null
    throw error
  }
  return () => lock.close()
}
