import { PGlite } from '@electric-sql/pglite'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/pglite'
import { expect, it } from 'vitest'
import { listAccounts } from '../../../../db/district/accounts/account-list.ts'
import { choosePassword, findAccount } from '../../../../db/district/accounts/accounts.ts'
import { verifyAudit } from '../../../../db/district/accounts/audit.ts'
import { hashLetters } from '../../../../db/district/accounts/one-time-code.ts'
import { hashPassword } from '../../../../db/district/accounts/password.ts'
import { type DistrictDb, rowsOf } from '../../../../db/district/engine/district-db.ts'
import { migrateDatabase } from '../../../../db/district/engine/migrate-database.ts'

/** Migrations from before there were roles and scopes. */
const BEFORE = 4
const PASSWORD = 'chín con voi đi xe đạp'

/** Migrations from before wrong tries ceased to use a one-time code up. */
const BEFORE_LASTING_CODES = 14

it('keeps one-time codes good that were made before, also those that a stranger had used up', async () => {
  const db = drizzle({ client: await PGlite.create() }) as unknown as DistrictDb
  await migrateDatabase(db, BEFORE_LASTING_CODES)
  await db.execute(
    sql`insert into accounts (username, display_name, role, state) values ('moi', 'moi', 'viewer', 'active')`,
  )
  await db.execute(
    sql`insert into account_codes (username, code_hash, expires_at, wrong_tries)
      values ('moi', ${hashLetters('account', 'BCDFGHJKMNPQRSTV')}, 1000, 5)`,
  )
  expect((await migrateDatabase(db)).kind).toBe('migrated')
  const asked = { username: 'moi', code: 'BCDF-GHJK-MNPQ-RSTV', password: PASSWORD }
  expect(await choosePassword(db, asked, 2_000)).toEqual({ kind: 'code-wrong' })
  expect(await choosePassword(db, asked, 999)).toEqual({ kind: 'chosen', username: 'moi' })
})

/** Migrations from before an account could say whose it is. */
const BEFORE_PERSONS = 16

it('knows of no account of before whose it is, and lets one active account a person say it', async () => {
  const db = drizzle({ client: await PGlite.create() }) as unknown as DistrictDb
  await migrateDatabase(db, BEFORE_PERSONS)
  await db.execute(sql`insert into people (id, name, title) values ('p1', 'Nguyễn Văn An', '')`)
  for (const [username, state] of [
    ['an', 'active'],
    ['an.cu', 'disabled'],
    ['an.moi', 'active'],
  ]) {
    await db.execute(
      sql`insert into accounts (username, display_name, role, state) values (${username}, 'An', 'clerk', ${state})`,
    )
  }
  expect((await migrateDatabase(db)).kind).toBe('migrated')
  expect((await listAccounts(db, 10, 1_000)).map(({ username, person }) => [username, person])).toEqual([
    ['an', null],
    ['an.cu', null],
    ['an.moi', null],
  ])
  const name = (username: string) =>
    db.execute(sql`update accounts set person = 'p1' where username = ${username}`)
  await name('an')
  await name('an.cu')
  await expect(name('an.moi')).rejects.toThrow()
  await expect(db.execute(sql`update accounts set person = 'nobody' where username = 'an'`)).rejects.toThrow()
})

it('gives accounts of before the role that can do what they could, with their passwords and points', async () => {
  const db = drizzle({ client: await PGlite.create() }) as unknown as DistrictDb
  expect(await migrateDatabase(db, BEFORE)).toEqual({ kind: 'migrated', applied: BEFORE })
  const hash = await hashPassword(PASSWORD)
  await db.execute(
    sql`insert into organisations (id, name, valid_from) values ('ward', 'Phường', '2025-01-01')`,
  )
  await db.execute(
    sql`insert into points (id, name, organisation, valid_from) values ('p', 'Quầy', 'ward', '2025-01-01')`,
  )
  for (const [username, role, point] of [
    ['tonghop', 'district', null],
    ['lanhdao', 'ward-leader', 'p'],
  ]) {
    await db.execute(
      sql`insert into accounts (username, display_name, role, point, password_hash, state)
        values (${username}, ${username}, ${role}, ${point}, ${hash}, 'active')`,
    )
  }
  await db.execute(
    sql`insert into sessions (token_hash, username, started_at, last_used_at) values ('t', 'tonghop', 1, 1)`,
  )
  expect((await migrateDatabase(db)).kind).toBe('migrated')
  expect(await listAccounts(db, 10, 1_000)).toMatchObject([
    { username: 'lanhdao', role: 'ward-leader', point: 'p', organisation: null, hasSecondFactor: false },
    { username: 'tonghop', role: 'district-administrator', point: null, organisation: null, sessions: 1 },
  ])
  expect(await findAccount(db, 'tonghop', PASSWORD)).toMatchObject({ role: 'district-administrator' })
  expect(rowsOf(await db.execute(sql`select stage from sessions`))).toEqual([{ stage: 'open' }])
  expect(await verifyAudit(db)).toMatchObject({ kind: 'whole', rows: 0 })
})
