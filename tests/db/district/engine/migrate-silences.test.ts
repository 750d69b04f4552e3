import { PGlite } from '@electric-sql/pglite'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/pglite'
import { expect, it } from 'vitest'
import type { DistrictDb } from '../../../../db/district/engine/district-db.ts'
import { migrateDatabase } from '../../../../db/district/engine/migrate-database.ts'
import { readDevice, withDevice } from '../../../../db/district/kiosks/devices.ts'

/** Migrations from before silences were kept. */
const BEFORE = 17
const KIOSK = '0199d2b0-0000-7000-8000-000000000001'
const HOUR = 3_600_000

it('knows of no silence of a kiosk of before, and keeps the one that its next word ends', async () => {
  const db = drizzle({ client: await PGlite.create() }) as unknown as DistrictDb
  await migrateDatabase(db, BEFORE)
  for (const statement of [
    "insert into organisations (id, name, valid_from) values ('city', 'Thành phố', '2025-01-01')",
    "insert into points (id, name, organisation, valid_from) values ('p', 'Quầy', 'city', '2025-01-01')",
    `insert into devices (id, point, name, public_key, state, challenge, enrolled_at, last_seen_at)
      values ('${KIOSK}', 'p', 'Quầy 1', 'k', 'active', 'c', 1, 1000)`,
  ])
    await db.execute(sql.raw(statement))
  expect((await migrateDatabase(db)).kind).toBe('migrated')
  expect(await readDevice(db, KIOSK)).toMatchObject({ lastSeenAt: 1000, silences: [] })
  const word = (challenge: string, nextChallenge: string, now: number) =>
    withDevice(db, { device: KIOSK, challenge, nextChallenge, now }, async (_, { device }) => device.silences)
  expect(await word('c', 'd', 1000 + HOUR)).toMatchObject({ answer: [] })
  expect(await word('d', 'e', 1001 + 2 * HOUR)).toMatchObject({ answer: [[1000 + HOUR, 1001 + 2 * HOUR]] })
})
