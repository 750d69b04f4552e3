import { PGlite } from '@electric-sql/pglite'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/pglite'
import { expect, it } from 'vitest'
import { type DistrictDb, rowsOf } from '../../../../db/district/engine/district-db.ts'
import { migrateDatabase } from '../../../../db/district/engine/migrate-database.ts'
import { raiseIncident } from '../../../../db/district/kiosks/incidents.ts'

/** Migrations from before an incident was one device's own. */
const BEFORE = 22
const KIOSK = '0199d2b0-0000-7000-8000-000000000001'

it('knows again the incidents of before, each under its device', async () => {
  const db = drizzle({ client: await PGlite.create() }) as unknown as DistrictDb
  await migrateDatabase(db, BEFORE)
  for (const [device, kind, sameAs] of [
    [KIOSK, 'fork', 'fork some-log'],
    [KIOSK, 'gap', `gap ${KIOSK} 2026-11-16`],
    [null, 'two-points', 'two-points a1 2026-11-16'],
  ])
    await db.execute(sql`
      insert into incidents (kind, device, at, last_at, detail, same_as)
      values (${kind}, ${device}::uuid, 1, 1, '{}', ${sameAs})`)
  expect((await migrateDatabase(db)).kind).toBe('migrated')
  const again = { point: null, log: null, seq: null, at: 2, detail: {} }
  await raiseIncident(db, { ...again, device: KIOSK, kind: 'fork', sameAs: 'fork some-log' })
  await raiseIncident(db, { ...again, device: KIOSK, kind: 'gap', sameAs: 'gap 2026-11-16' })
  await raiseIncident(db, { ...again, device: null, kind: 'two-points', sameAs: 'two-points a1 2026-11-16' })
  const rows = rowsOf(await db.execute(sql`select kind, times from incidents order by kind`))
  expect(rows).toEqual([
    { kind: 'fork', times: 2 },
    { kind: 'gap', times: 2 },
    { kind: 'two-points', times: 2 },
  ])
})
