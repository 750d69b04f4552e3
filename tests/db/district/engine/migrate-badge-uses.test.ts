import { PGlite } from '@electric-sql/pglite'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/pglite'
import { expect, it } from 'vitest'
import type { DistrictDb } from '../../../../db/district/engine/district-db.ts'
import { migrateDatabase } from '../../../../db/district/engine/migrate-database.ts'
import { badgeHistory } from '../../../../db/district/people/badge-writes.ts'

/** Migrations from before it was kept what became of a badge. */
const BEFORE = 21
const LOG = '0199d2b0-0000-7000-8000-000000000001'
const badge = (letter: string): string => letter.repeat(64)

const event = (seq: number, type: string, at: number, data: object): string =>
  `insert into events (log, seq, id, device, run, type, at, up, judged_at, point, repeats, text) values
    ('${LOG}', ${seq}, gen_random_uuid(), '${LOG}', '${LOG}', '${type}', ${at}, 1, ${at}, 'p', false,
    '${JSON.stringify({ v: 1, type, data })}')`

it('badges of before are as their scans and hand-overs say; where scans were dropped nobody knows', async () => {
  const db = drizzle({ client: await PGlite.create() }) as unknown as DistrictDb
  await migrateDatabase(db, BEFORE)
  for (const statement of [
    "insert into organisations (id, name, valid_from) values ('city', 'Thành phố', '2025-01-01')",
    "insert into points (id, name, organisation, valid_from) values ('p', 'Quầy', 'city', '2025-01-01')",
    "insert into people (id, name, title) values ('a1', 'Nguyễn Văn A1', ''), ('a2', 'Nguyễn Văn A2', '')",
    `insert into badges (digest, person, state, issued_at, issued_by) values
      ('${badge('a')}', 'a1', 'active', 50, 'dung'), ('${badge('b')}', 'a1', 'active', 150, 'dung'),
      ('${badge('c')}', 'a1', 'active', 160, 'dung'), ('${badge('d')}', 'a1', 'active', 170, null)`,
    `insert into devices (id, public_key, point, name, state, challenge, enrolled_at)
      values ('${LOG}', 'k', 'p', 'Quầy 1', 'active', 'c', 1)`,
    `insert into logs (id, device, have_seq, have_hash, have_run, started_at, arrived_at)
      values ('${LOG}', '${LOG}', 4, 'h', '${LOG}', 1, 1)`,
    `insert into dropped (log, seq, hash, at, dropped_by, sealed) values ('${LOG}', 1, 'h', 1, 'dung', '')`,
    event(2, 'scan', 180, { badge: badge('b'), staff: 'a1' }),
    event(3, 'scan', 100, { badge: badge('b'), staff: 'a1' }),
    event(4, 'badge-handed-over', 170, { staff: 'a1', badge: badge('d'), by: 'a2', reason: '"by":"x"' }),
  ])
    await db.execute(sql.raw(statement))
  expect((await migrateDatabase(db)).kind).toBe('migrated')
  const seen = (await badgeHistory(db, 'a1')).map(({ issuedAt, saved, used, given }) => [
    issuedAt,
    saved,
    used,
    given?.name ?? null,
  ])
  expect(seen).toEqual([
    [170, true, true, 'Nguyễn Văn A2'],
    [160, true, false, null],
    [150, true, true, null],
    [50, true, true, null],
  ])
})
