import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import { type MigrationMeta, readMigrationFiles } from 'drizzle-orm/migrator'
import { APPLICATION_ID } from './connection-settings.ts'

export type MigrationRefusal = 'not-ours' | 'from-the-future' | 'migration-missing'

/** Where the migrations lie when the program runs from its sources. */
export const MIGRATIONS_FOLDER = join(import.meta.dirname, 'migrations')

const appliedHashes = (client: Database.Database): string[] =>
  client
    .prepare('SELECT hash FROM __drizzle_migrations ORDER BY created_at')
    .pluck()
    .all()
    .filter((hash): hash is string => typeof hash === 'string')

/** Whether this program can bring a file to its schema, before anything is changed in it. */
export const refusalToMigrate = (
  client: Database.Database,
  migrationsFolder: string,
): MigrationRefusal | null => refusalOf(client, readMigrationFiles({ migrationsFolder }))

/** What an existing file already has that this program does not know. */
function refusalOf(client: Database.Database, known: readonly MigrationMeta[]): MigrationRefusal | null {
  const tables = client.prepare('SELECT count(*) FROM sqlite_schema').pluck().get()
  if (tables === 0) return null
  // Written by the migrator before the first migration: a start that broke off there left only this table.
  const onlyJournal =
    tables === 1 &&
    client.prepare("SELECT count(*) FROM sqlite_schema WHERE name = '__drizzle_migrations'").pluck().get() ===
      1
  if (onlyJournal) return null
  if (client.pragma('application_id', { simple: true }) !== APPLICATION_ID) return 'not-ours'
  if (Number(client.pragma('user_version', { simple: true })) > known.length) return 'from-the-future'
  const hashes = new Set(known.map((migration) => migration.hash))
  return appliedHashes(client).every((hash) => hashes.has(hash)) ? null : 'from-the-future'
}

/**
 * Brings a log file to this program's schema and then checks that every migration is really there: drizzle's
 * migrator skips one that is dated before the last applied, and opens a newer file without a word.
 * @param backUpFirst called before a log of an older schema is changed
 * @returns why the file cannot be used, or `null`
 */
export function migrateLog(
  client: Database.Database,
  migrationsFolder: string,
  backUpFirst: () => void,
): MigrationRefusal | null {
  const known = readMigrationFiles({ migrationsFolder })
  const refusal = refusalOf(client, known)
  if (refusal !== null) return refusal
  const has = Number(client.pragma('user_version', { simple: true }))
  if (has > 0 && has < known.length) backUpFirst()
  if (client.pragma('application_id', { simple: true }) !== APPLICATION_ID) {
    client.pragma('application_id = 1195854919')
  }
  migrate(drizzle(client), { migrationsFolder })
  const applied = appliedHashes(client)
  if (known.some((migration, i) => applied[i] !== migration.hash)) return 'migration-missing'
  const version = known.length
  if (client.pragma('user_version', { simple: true }) !== version) client.pragma(`user_version = ${version}`)
  return null
}

/** Triggers that the migrations leave in a log, by name, in SQLite's own words. */
export function triggersOf(migrationsFolder: string): ReadonlyMap<string, string> {
  const triggers = new Map<string, string>()
  for (const statement of readMigrationFiles({ migrationsFolder }).flatMap((migration) => migration.sql)) {
    const dropped = /DROP TRIGGER `(\w+)`/.exec(statement)?.[1]
    if (dropped !== undefined) triggers.delete(dropped)
    const made = /CREATE TRIGGER `(\w+)`[\s\S]*END/.exec(statement)
    if (made?.[1] !== undefined) triggers.set(made[1], made[0])
  }
  return triggers
}
