import type Database from 'better-sqlite3'

/** `GGLG`: marks a file as a log of this product. */
export const APPLICATION_ID = 0x47474c47
/** Before 3.51.3 two connections that checkpoint at once can corrupt a WAL database. */
export const OLDEST_SQLITE = [3, 51, 3] as const

/**
 * What every connection must say when asked, after every open (log.md, "In SQLite"): better-sqlite3 falls back to
 * `synchronous = NORMAL` on a WAL file that is opened again, and a scan would then not survive a power cut.
 */
export const CONNECTION_SETTINGS = [
  ['journal_mode = WAL', 'journal_mode', 'wal'],
  ['synchronous = FULL', 'synchronous', 2],
  ['foreign_keys = ON', 'foreign_keys', 1],
  ['recursive_triggers = ON', 'recursive_triggers', 1],
  ['trusted_schema = OFF', 'trusted_schema', 0],
  ['cell_size_check = ON', 'cell_size_check', 1],
  ['mmap_size = 0', 'mmap_size', 0],
  ['busy_timeout = 2000', 'busy_timeout', 2000],
  ['journal_size_limit = 16777216', 'journal_size_limit', 16_777_216],
] as const

/** Whether a SQLite version such as `3.54.1` has the repaired WAL. */
export function isRecentEnough(version: string): boolean {
  const parts = version.split('.').map(Number)
  for (const [i, oldest] of OLDEST_SQLITE.entries()) {
    const part = parts[i] ?? 0
    if (part !== oldest) return part > oldest
  }
  return true
}

/** Whether the file says of itself that it is a log of this product. */
export const isOurs = (client: Database.Database): boolean =>
  client.pragma('application_id', { simple: true }) === APPLICATION_ID

/** Sets every setting and reads it back. @returns the first that did not take, or `null` */
export function applyConnectionSettings(client: Database.Database): string | null {
  for (const [statement, name, expected] of CONNECTION_SETTINGS) {
    client.pragma(statement)
    if (client.pragma(name, { simple: true }) !== expected) return name
  }
  return null
}

/** Every setting by name, as SQLite tells it now. */
export function readConnectionSettings(client: Database.Database): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    CONNECTION_SETTINGS.map(([, name]) => [name, client.pragma(name, { simple: true })]),
  )
}
