import { PGlite } from '@electric-sql/pglite'
import { sql } from 'drizzle-orm'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { drizzle } from 'drizzle-orm/pglite'
import { expect, it } from 'vitest'
import { LEAVE_TYPES } from '../../../../core/excuses/leave-types.ts'
import { type DistrictDb, rowsOf } from '../../../../db/district/engine/district-db.ts'
import { knownMigrations, migrateDatabase } from '../../../../db/district/engine/migrate-database.ts'
import { pinsVersion } from '../../../../db/district/kiosks/share-pins.ts'
import journal from '../../../../db/district/migrations/meta/_journal.json' with { type: 'json' }
import { createSnapshots } from '../../../../db/district/organisation/read-snapshot.ts'

const FOLDER = new URL('../../../../db/district/migrations', import.meta.url).pathname
const OLD = 2

/** A database with the first of the migrations. */
async function databaseAt(count: number): Promise<DistrictDb> {
  const db = drizzle({ client: await PGlite.create() }) as unknown as DistrictDb
  await db.execute(sql`create schema drizzle`)
  await db.execute(
    sql`create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)`,
  )
  for (const migration of readMigrationFiles({ migrationsFolder: FOLDER }).slice(0, count)) {
    for (const statement of migration.sql) await db.execute(sql.raw(statement))
    await db.execute(
      sql`insert into drizzle.__drizzle_migrations (hash, created_at) values (${migration.hash}, ${migration.folderMillis})`,
    )
  }
  return db
}

/** A database as version 0.1.0 left it, with an organisation, a person, a badge, a kiosk and an event. */
async function oldDatabase(): Promise<DistrictDb> {
  const db = await databaseAt(OLD)
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

it('lets be asked for at the counter what always was, of an office’s own list of leave', async () => {
  const db = await databaseAt(journal.entries.findIndex(({ tag }) => tag.endsWith('leave_at_the_counter')))
  await db.execute(
    sql`insert into organisations (id, name, valid_from) values ('city', 'Thành phố', '2025-01-01')`,
  )
  const own = LEAVE_TYPES.filter(({ code }) => ['P', 'T', 'CB60'].includes(code))
  const before = own.map(({ atCounter: _, ...type }) => type)
  const value = JSON.stringify([...before, { ...before[0], code: 'ĐH' }])
  await db.execute(sql`insert into office_settings values ('city', 'leave-types', ${value}::jsonb)`)
  await migrateDatabase(db)
  const { leaveTypes } = await createSnapshots().current(db)
  const types = leaveTypes.get('city') ?? []
  expect(types.slice(0, 3)).toEqual(own)
  expect(types[3]).toEqual({
    ...own.find(({ code }) => code === before[0]?.code),
    code: 'ĐH',
    atCounter: false,
  })
})
