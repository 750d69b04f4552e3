import { existsSync, statSync } from 'node:fs'
import Database from 'better-sqlite3'
import { applyConnectionSettings, isOurs, isRecentEnough } from '../files/connection-settings.ts'
import { type FoundDamage, findDamage } from '../files/find-damage.ts'
import type { HeadFileRead } from '../files/head-file.ts'
import { type MigrationRefusal, migrateLog, refusalToMigrate, triggersOf } from '../files/migrate-log.ts'

export type OpenRefusal = MigrationRefusal | 'linked-file' | 'in-use' | 'sqlite-too-old' | 'setting-not-taken'

/** SQLite's word that the file itself is no good, whatever the disk. */
const saysCorrupt = (error: unknown): error is Error & { readonly code: string } =>
  error instanceof Database.SqliteError && /^SQLITE_(ERROR$|NOTADB|CORRUPT|IOERR_SHORT_READ)/.test(error.code)

/** How a log was found; `damaged` only where this kiosk is known to have written it, or SQLite is sure. */
export type Examined =
  | { readonly kind: 'good' }
  | { readonly kind: 'refused'; readonly reason: OpenRefusal; readonly detail: string }
  | { readonly kind: 'damaged'; readonly found: FoundDamage }

const refused = (reason: OpenRefusal, detail = ''): Examined => ({ kind: 'refused', reason, detail })
const damaged = (found: FoundDamage): Examined => ({ kind: 'damaged', found })

/** Looks at a log before anything can write to it: what SQLite passes over in a damaged one is lost with its closing. */
export function inspectLog(
  file: string,
  headFile: HeadFileRead,
  known: boolean,
  migrationsFolder: string,
): Examined {
  if (!existsSync(file) || statSync(file).size === 0) {
    return known ? damaged({ damage: 'tail-lost', detail: 'found an empty file' }) : { kind: 'good' }
  }
  return tolerating(known, () => {
    const client = new Database(file, { readonly: true, fileMustExist: true })
    try {
      const tables = client.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'events'").get()
      if (tables === undefined && known) {
        return damaged({ damage: 'tail-lost', detail: 'found an empty database' })
      }
      if (tables === undefined) return { kind: 'good' }
      if (!isOurs(client)) {
        return known ? damaged({ damage: 'unreadable', detail: 'not a log' }) : refused('not-ours')
      }
      const refusal = refusalToMigrate(client, migrationsFolder)
      if (refusal !== null) return refused(refusal)
      const found = findDamage(client, headFile)
      return found === null ? { kind: 'good' } : damaged(found)
    } finally {
      client.close()
    }
  })
}

/** Settings and schema of a log that is known to be whole. */
export function prepareLog(
  client: Database.Database,
  known: boolean,
  migrationsFolder: string,
  backUpFirst: () => void,
): Examined {
  return tolerating(known, () => {
    const version = String(client.prepare('SELECT sqlite_version()').pluck().get())
    if (!isRecentEnough(version)) return refused('sqlite-too-old', version)
    const setting = applyConnectionSettings(client)
    if (setting !== null) return refused('setting-not-taken', setting)
    const migration = migrateLog(client, migrationsFolder, backUpFirst)
    if (migration !== null) return refused(migration)
    const changed = changedTrigger(client, migrationsFolder)
    return changed === null ? { kind: 'good' } : damaged({ damage: 'triggers-missing', detail: changed })
  })
}

function tolerating(known: boolean, examine: () => Examined): Examined {
  try {
    return examine()
  } catch (error) {
    if (!saysCorrupt(error)) throw error
    if (known || error.code.startsWith('SQLITE_CORRUPT')) {
      return damaged({ damage: 'unreadable', detail: `${error.code} ${error.message}` })
    }
    return refused('not-ours', error.message)
  }
}

/** @returns the first trigger that is not there word for word, or that nobody here made */
function changedTrigger(client: Database.Database, migrationsFolder: string): string | null {
  const found = new Map(
    client
      .prepare<[], { name: string; sql: string }>(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'",
      )
      .all()
      .map(({ name, sql }) => [name, sql]),
  )
  const expected = triggersOf(migrationsFolder)
  for (const [name, sql] of expected) if (found.get(name) !== sql) return name
  return [...found.keys()].find((name) => !expected.has(name)) ?? null
}
