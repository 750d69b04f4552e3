import { PGlite } from '@electric-sql/pglite'
import { sql } from 'drizzle-orm'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { drizzle } from 'drizzle-orm/pglite'
import { expect, it } from 'vitest'
import { type DistrictDb, rowsOf } from '../../../db/district/engine/district-db.ts'
import { knownMigrations, migrateDatabase } from '../../../db/district/engine/migrate-database.ts'
import { pinsVersion } from '../../../db/district/kiosks/share-pins.ts'
import { createSnapshots } from '../../../db/district/organisation/snapshot.ts'

const FOLDER = new URL('../../../db/district/migrations', import.meta.url).pathname
const OLD = 2

/** A database as version 0.1.0 left it, with an organisation, a person, a badge, a kiosk and an event. */
async function oldDatabase(): Promise<DistrictDb> {
  const db = drizzle({ client: await PGlite.create() }) as unknown as DistrictDb
  await db.execute(sql`create schema drizzle`)
  await db.execute(
    sql`create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)`,
  )
  for (const migration of readMigrationFiles({ migrationsFolder: FOLDER }).slice(0, OLD)) {
    for (const statement of migration.sql) await db.execute(sql.raw(statement))
    await db.execute(
      sql`insert into drizzle.__drizzle_migrations (hash, created_at) values (${migration.hash}, ${migration.folderMillis})`,
    )
  }
  for (const statement of [
    "insert into organisations values ('city', 'Thành phố', null, '2025-01-01', null)",
    "insert into points values ('p', 'Quầy', 'city', '2025-01-01', null)",
    "insert into people values ('a1', 'Nguyễn Văn A', 'Chuyên viên')",
    "insert into postings values ('a1', 'p', '2025-01-01', null)",
    "insert into badges values (repeat('a', 64), 'a1', 'active', 0, null)",
    `insert into devices (id, point, name, public_key, state, challenge, enrolled_at)
      values ('0199d2b0-0000-7000-8000-000000000001', 'p', 'Quầy 1', 'k', 'active', 'c', 1)`,
    `insert into events values ('0199d2b0-0000-7000-8000-000000000002', 1, '0199d2b0-0000-7000-8000-000000000003',
      '0199d2b0-0000-7000-8000-000000000001', '0199d2b0-0000-7000-8000-000000000004', 'scan', 1, 1, 1, null,
      '2026-03-02', 'a1', 'p', null, false, '{"text":"as it came"}')`,
  ]) {
    await db.execute(sql.raw(statement))
  }
  return db
}

const versionOf = async (db: DistrictDb): Promise<number> =>
  Number(
    rowsOf<{ v: string }>(await db.execute(sql`select directory_version::text as v from settings`))[0]?.v,
  )

it('brings a database of before to this version with every row as it was', async () => {
  const db = await oldDatabase()
  const events = await db.execute(sql`select * from events`)
  const before = await versionOf(db)
  expect(await migrateDatabase(db)).toEqual({
    kind: 'migrated',
    applied: knownMigrations().length - OLD,
  })
  expect(rowsOf(await db.execute(sql`select * from events`))).toEqual(rowsOf(events))
  const snapshot = await createSnapshots().current(db)
  expect(snapshot.people.get('a1')).toEqual({
    id: 'a1',
    name: 'Nguyễn Văn A',
    title: 'Chuyên viên',
    staffNumber: null,
  })
  expect(snapshot.postings).toMatchObject([{ person: 'a1', point: 'p', role: 'staff', counter: null }])
  expect(await versionOf(db)).toBeGreaterThan(before)
  expect([await pinsVersion(db, 'p'), rowsOf(await db.execute(sql`select * from pins`))]).toEqual([0, []])
  expect(await migrateDatabase(db)).toEqual({ kind: 'migrated', applied: 0 })
})

it('tells the kiosks of a point when one of them is revoked', async () => {
  const db = await oldDatabase()
  await migrateDatabase(db)
  const before = await versionOf(db)
  await db.execute(sql`update devices set challenge = 'd'`)
  expect(await versionOf(db)).toBe(before)
  await db.execute(sql`update devices set state = 'revoked'`)
  expect(await versionOf(db)).toBe(before + 1)
})
