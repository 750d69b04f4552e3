import { linkSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { afterEach, describe, expect, test } from 'vitest'
import { isRecentEnough } from '../../../../db/kiosk/files/connection-settings.ts'
import { MIGRATIONS_FOLDER } from '../../../../db/kiosk/files/migrate-log.ts'
import { openLogDatabase } from '../../../../db/kiosk/open/open-log-database.ts'
import { enrolByHand, temporaryDirectory } from '../../../support/create-test-kiosk.ts'
import { testDirectory } from '../../../support/test-directory.ts'

const directories: string[] = []
function dataDirectory(): string {
  const made = temporaryDirectory()
  directories.push(made)
  return made
}
afterEach(() => {
  for (const each of directories.splice(0)) rmSync(each, { recursive: true, force: true })
})

const fileIn = (directory: string) => join(directory, 'log.db')
const openIn = (directory: string) => openLogDatabase({ dataDirectory: directory, lockWaitMs: 0 })
function refusalIn(directory: string): string {
  const opened = openIn(directory)
  if (opened.kind === 'opened') opened.store.close()
  if (opened.kind === 'damaged') return opened.found.damage
  return opened.kind === 'refused' ? opened.reason : opened.kind
}
function change(directory: string, sql: string): void {
  const db = new Database(fileIn(directory))
  db.exec(sql)
  db.close()
}

describe('opening a log', () => {
  test('reads back every setting, and again after it was closed and opened (L1, F1)', () => {
    const directory = dataDirectory()
    for (let round = 0; round < 3; round++) {
      const opened = openIn(directory)
      if (opened.kind !== 'opened') throw new Error(opened.kind)
      expect(opened.store.settings()).toEqual({
        journal_mode: 'wal',
        synchronous: 2,
        foreign_keys: 1,
        recursive_triggers: 1,
        trusted_schema: 0,
        cell_size_check: 1,
        mmap_size: 0,
        busy_timeout: 2000,
        journal_size_limit: 16_777_216,
      })
      opened.store.close()
    }
    const plain = new Database(fileIn(directory))
    // What would be had without setting it: the reason why it is set on every open.
    expect(plain.pragma('synchronous', { simple: true })).toBe(1)
    expect(plain.pragma('application_id', { simple: true })).toBe(0x47474c47)
    expect(plain.pragma('user_version', { simple: true })).toBe(
      readMigrationFiles({ migrationsFolder: MIGRATIONS_FOLDER }).length,
    )
    plain.close()
  })

  test('makes only STRICT tables', () => {
    const directory = dataDirectory()
    expect(refusalIn(directory)).toBe('opened')
    const db = new Database(fileIn(directory))
    const loose = db
      .prepare(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 0 AND name NOT LIKE 'sqlite%'",
      )
      .pluck()
      .all()
    db.close()
    expect(loose).toEqual(['__drizzle_migrations'])
  })

  test('wants a SQLite whose WAL is repaired', () => {
    for (const version of ['3.51.3', '3.52.0', '3.54.1', '4.0.0']) expect(isRecentEnough(version)).toBe(true)
    for (const version of ['3.51.2', '3.40.1', '3.7.0', '2.99.99'])
      expect(isRecentEnough(version)).toBe(false)
  })

  test('is refused to a second holder until the first lets go (E8, L13)', () => {
    const directory = dataDirectory()
    const first = openIn(directory)
    if (first.kind !== 'opened') throw new Error(first.kind)
    expect(refusalIn(directory)).toBe('in-use')
    first.store.close()
    expect(refusalIn(directory)).toBe('opened')
  })

  test('is refused through a symbolic or a hard link (L13)', () => {
    const directory = dataDirectory()
    expect(refusalIn(directory)).toBe('opened')
    const elsewhere = join(directory, 'elsewhere.db')
    linkSync(fileIn(directory), elsewhere)
    expect(refusalIn(directory)).toBe('linked-file')
    rmSync(fileIn(directory))
    symlinkSync(elsewhere, fileIn(directory))
    expect(refusalIn(directory)).toBe('linked-file')
    rmSync(fileIn(directory))
    renameSync(elsewhere, fileIn(directory))
    expect(refusalIn(directory)).toBe('opened')
  })

  test('refuses a log of a newer program, known by its version or by its migrations', () => {
    const [byVersion, byMigration] = [dataDirectory(), dataDirectory()]
    for (const each of [byVersion, byMigration]) expect(refusalIn(each)).toBe('opened')
    change(byVersion, 'PRAGMA user_version = 99')
    change(byMigration, "INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('f00d', 9999999999999)")
    expect(refusalIn(byVersion)).toBe('from-the-future')
    expect(refusalIn(byMigration)).toBe('from-the-future')
  })

  test('notices a migration that was skipped because a later one was applied first', () => {
    const directory = dataDirectory()
    expect(refusalIn(directory)).toBe('opened')
    change(
      directory,
      'DELETE FROM __drizzle_migrations WHERE created_at = (SELECT min(created_at) FROM __drizzle_migrations)',
    )
    expect(refusalIn(directory)).toBe('migration-missing')
  })

  test("refuses somebody else's database and leaves it as it was", () => {
    const directory = dataDirectory()
    change(directory, 'CREATE TABLE theirs (a); INSERT INTO theirs VALUES (1)')
    expect(refusalIn(directory)).toBe('not-ours')
    const db = new Database(fileIn(directory))
    expect(db.prepare('SELECT name FROM sqlite_schema').pluck().all()).toEqual(['theirs'])
    db.close()
  })

  test('refuses a file that is no database', () => {
    const directory = dataDirectory()
    writeFileSync(
      fileIn(directory),
      'not a database, but long enough to have a header of a hundred bytes'.repeat(5),
    )
    expect(refusalIn(directory)).toBe('not-ours')
  })

  test('refuses a log whose triggers were taken away', () => {
    const directory = dataDirectory()
    expect(refusalIn(directory)).toBe('opened')
    change(directory, 'DROP TRIGGER events_never_deleted')
    expect(refusalIn(directory)).toBe('triggers-missing')
  })

  test('refuses a log with a changed event among its last thousand', async () => {
    const directory = dataDirectory()
    await enrolByHand(directory, testDirectory())
    expect(refusalIn(directory)).toBe('opened')
    const db = new Database(fileIn(directory))
    const trigger = String(
      db.prepare("SELECT sql FROM sqlite_schema WHERE name = 'events_never_updated'").pluck().get(),
    )
    db.exec('DROP TRIGGER events_never_updated')
    db.exec(`UPDATE events SET text = replace(text, '"at":1', '"at":2')`)
    db.exec(trigger)
    db.close()
    expect(refusalIn(directory)).toBe('broken-chain')
  })

  test('says so when there is no place for it', () => {
    const directory = join(dataDirectory(), 'missing')
    expect(openIn(directory).kind).toBe('failed')
    mkdirSync(join(directory, 'log.db'), { recursive: true })
    expect(refusalIn(directory)).toBe('linked-file')
  })
})
