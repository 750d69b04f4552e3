import { PGlite } from '@electric-sql/pglite'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/pglite'
import { expect, it } from 'vitest'
import { type DistrictDb, rowsOf } from '../../../../db/district/engine/district-db.ts'
import { migrateDatabase } from '../../../../db/district/engine/migrate-database.ts'
import { removeOldImport } from '../../../../db/district/imports/old-readings.ts'

/** Migrations from before an import could be taken back. */
const BEFORE = 18
const IMPORT = '0199d2b0-0000-7000-8000-000000000001'

it('shows the readings of before as they were, and takes their import back', async () => {
  const db = drizzle({ client: await PGlite.create() }) as unknown as DistrictDb
  await migrateDatabase(db, BEFORE)
  for (const statement of [
    "insert into organisations (id, name, valid_from) values ('city', 'Thành phố', '2025-01-01')",
    "insert into points (id, name, organisation, valid_from) values ('p', 'Quầy', 'city', '2025-01-01')",
    `insert into import_runs (id, kind, file_name, bytes, sha256, started_at, started_by, state, fresh, point)
      values ('${IMPORT}', 'attlog', '3_attlog.dat', 1, 'x', 1, 'a', 'taken', 1, 'p')`,
    `insert into old_readings (source, point, pin, local_time, at, status, verify, work_code, raw, raw_sha256, import)
      values ('ZK-3', 'p', '1', '2025-06-02 07:28:13', 1, 0, 1, '', 'r', 'x', '${IMPORT}')`,
  ])
    await db.execute(sql.raw(statement))
  expect((await migrateDatabase(db)).kind).toBe('migrated')
  const removed = async () =>
    rowsOf<{ removed: boolean }>(await db.execute(sql`select removed from old_readings`)).map(
      (row) => row.removed,
    )
  expect(await removed()).toEqual([false])
  expect(await removeOldImport(db, { id: IMPORT, kind: 'attlog', state: 'taken' })).toEqual({
    kind: 'removed',
    readings: 1,
  })
  expect(await removed()).toEqual([true])
})
