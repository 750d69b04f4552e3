import { PGlite } from '@electric-sql/pglite'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/pglite'
import { expect, it } from 'vitest'
import { type DistrictDb, rowsOf } from '../../../../db/district/engine/district-db.ts'
import { migrateDatabase } from '../../../../db/district/engine/migrate-database.ts'
import { createSnapshots } from '../../../../db/district/organisation/read-snapshot.ts'
import { applyPeopleImport } from '../../../../db/district/people/apply-people-import.ts'
import { holdPeopleImport } from '../../../../db/district/people/people-imports.ts'
import { takeBackPeople } from '../../../../db/district/people/take-back-people.ts'

/** Migrations from before it was kept what a list of people did. */
const BEFORE = 19
const RUN = { id: '0199d2b0-0000-7000-8000-000000000001', fileName: 'a.csv', at: 1, takenBy: 'a' }

it('people of before stand as they were; what a list does to them is kept from now on, and taken back', async () => {
  const db = drizzle({ client: await PGlite.create() }) as unknown as DistrictDb
  await migrateDatabase(db, BEFORE)
  for (const statement of [
    "insert into organisations (id, name, valid_from) values ('city', 'Thành phố', '2025-01-01')",
    "insert into points (id, name, organisation, valid_from) values ('p', 'Quầy', 'city', '2025-01-01')",
    "insert into people (id, name, title) values ('a1', 'Nguyễn Văn A1', 'Văn thư')",
    "insert into postings (person, point, valid_from) values ('a1', 'p', '2025-01-01')",
  ])
    await db.execute(sql.raw(statement))
  expect((await migrateDatabase(db)).kind).toBe('migrated')
  const titles = async () =>
    rowsOf<{ title: string }>(await db.execute(sql`select title from people order by id`)).map(
      (row) => row.title,
    )
  expect(await titles()).toEqual(['Văn thư'])
  const planned = await createSnapshots().current(db)
  const words = { name: 'Nguyễn Văn A1', title: 'Kế toán', staffNumber: null }
  const lines = [{ line: 2, act: { person: 'a1', ...words, posting: null } }]
  const how = { planned, partly: false, run: RUN, newId: () => 'p-2' }
  expect(await db.transaction((tx) => applyPeopleImport(tx, lines, how))).toMatchObject({ changed: 1 })
  expect(await titles()).toEqual(['Kế toán'])
  await db.transaction(async (tx) => {
    const run = await holdPeopleImport(tx, RUN.id, { points: null, by: '' })
    if (run === null) throw new Error('the import is not kept')
    const taking = { run, sees: () => true, today: '2026-11-18', by: 'a', now: 2 }
    expect(await takeBackPeople(tx, taking, 'challenge')).toMatchObject([{ fate: { kind: 'put-back' } }])
  })
  expect(await titles()).toEqual(['Văn thư'])
})
