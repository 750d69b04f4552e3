import { fileURLToPath } from 'node:url'
import { sql } from 'drizzle-orm'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import type { DistrictDb } from './district-db.ts'
import { rowsOf } from './district-db.ts'

const FOLDER = fileURLToPath(new URL('../migrations', import.meta.url))

/** Held while migrating, so that servers that start together on one database do not migrate twice. */
export const MIGRATION_LOCK = 5_477_001

/** One migration as a database or a backup says that it was applied. */
export interface AppliedMigration {
  readonly hash: string
  readonly createdAt: number
}

/** What this version has, in order. */
export const knownMigrations = (): AppliedMigration[] =>
  readMigrationFiles({ migrationsFolder: FOLDER }).map(({ hash, folderMillis }) => ({
    hash,
    createdAt: folderMillis,
  }))

/** What was applied to a database, in order. */
export async function appliedMigrations(db: DistrictDb): Promise<AppliedMigration[]> {
  const rows = rowsOf<{ hash: string; createdAt: string }>(
    await db.execute(
      sql`select hash, created_at::text as "createdAt" from drizzle.__drizzle_migrations order by id`,
    ),
  )
  return rows.map(({ hash, createdAt }) => ({ hash, createdAt: Number(createdAt) }))
}

/** Only where there is none: a role that may make nothing opens what is up to date. */
async function makeJournal(tx: DistrictDb): Promise<void> {
  const [found] = rowsOf<{ there: boolean }>(
    await tx.execute(sql`select to_regclass('drizzle.__drizzle_migrations') is not null as there`),
  )
  if (found?.there === true) return
  await tx.execute(sql`create schema if not exists drizzle`)
  await tx.execute(
    sql`create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)`,
  )
}

export type Migrated =
  | { readonly kind: 'migrated'; readonly applied: number }
  /** Written by a newer version: opening it with this one could lose what it does not know. */
  | { readonly kind: 'from-the-future' }
  /** A migration that this version has is missing or was changed after it was applied. */
  | { readonly kind: 'inconsistent'; readonly migration: number }

/**
 * Brings the schema to this version in one transaction. Every entry of the journal is compared with what the
 * database says was applied: drizzle's own migrator skips a late migration and opens a newer database silently.
 * @param upTo only so many migrations: to put back a backup that an older version made
 */
export async function migrateDatabase(db: DistrictDb, upTo?: number): Promise<Migrated> {
  const migrations = readMigrationFiles({ migrationsFolder: FOLDER }).slice(0, upTo)
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${sql.raw(String(MIGRATION_LOCK))})`)
    await makeJournal(tx)
    const held = rowsOf<{ hash: string; created_at: string }>(
      await tx.execute(sql`select hash, created_at::text from drizzle.__drizzle_migrations order by id`),
    )
    const known = new Set(migrations.map((migration) => migration.folderMillis))
    if (held.some((row) => !known.has(Number(row.created_at)))) return { kind: 'from-the-future' }
    let applied = 0
    for (const [number, migration] of migrations.entries()) {
      const row = held[number]
      if (row !== undefined) {
        const same = Number(row.created_at) === migration.folderMillis && row.hash === migration.hash
        if (same) continue
        return { kind: 'inconsistent', migration: number }
      }
      for (const statement of migration.sql) await tx.execute(sql.raw(statement))
      await tx.execute(
        sql`insert into drizzle.__drizzle_migrations (hash, created_at) values (${migration.hash}, ${migration.folderMillis})`,
      )
      applied++
    }
    return { kind: 'migrated', applied }
  })
}
