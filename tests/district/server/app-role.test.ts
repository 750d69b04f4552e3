import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyAudit } from '../../../db/district/accounts/audit.ts'
import { rowsOf } from '../../../db/district/engine/district-db.ts'
import { openDatabase } from '../../../db/district/engine/open-database.ts'
import { writeBackup } from '../../../district/backups/backup-file.ts'
import { typeCommand } from '../../support/command-line.ts'
import {
  createTestDistrict,
  openTestDatabase,
  type TestDistrict,
} from '../../support/create-test-district.ts'
import { type StaffVisitor, visitAs } from '../../support/staff-visitor.ts'
import { findPostgres, sharedPostgres, type TestPostgres } from '../../support/start-postgres.ts'
import { createTwoRoles, type TwoRoles } from '../../support/two-roles.ts'
import type { WireKiosk } from '../../support/wire-kiosk.ts'
import { MONTH, workMonth } from '../../support/worked-month.ts'

describe.skipIf(findPostgres() === null && process.env.CI !== 'true')('a server that owns no table', () => {
  const folder = mkdtempSync(join(tmpdir(), 'giogiac-role-'))
  let postgres: TestPostgres
  let roles: TwoRoles
  let district: TestDistrict
  let kiosk: WireKiosk
  let admin: StaffVisitor
  beforeAll(async () => {
    postgres = await sharedPostgres()
    roles = await createTwoRoles(postgres)
    district = await createTestDistrict({
      place: { kind: 'postgres', url: roles.url, ownerUrl: roles.ownerUrl },
    })
    kiosk = await workMonth(district)
    admin = await visitAs(district, 'district-administrator')
  })
  afterAll(async () => {
    await district?.stop()
    await postgres?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const said = (statement: string): Promise<string> =>
    district.database.db.execute(sql.raw(statement)).then(
      () => 'done',
      (error: Error) => String(error.cause),
    )

  it('D7: enrols, takes events in, decides claims, closes a month, and keeps whole chains', async () => {
    const day = `${MONTH}-13`
    const claim = kiosk.add('claim', {
      staff: 'a3',
      date: day,
      session: 1,
      side: 'out',
      at: Date.parse(`${day}T17:00:00+07:00`),
      reason: 'quên quét',
      by: 'a1',
    })
    await kiosk.hello()
    expect((await kiosk.send(kiosk.texts.length)).status).toBe(200)
    const decided = await admin.write('POST', '/api/v1/claims/decisions', {
      claims: [claim],
      decision: 'accept',
      note: 'đúng',
    })
    expect(decided.body).toMatchObject({ results: [{ claim, outcome: 'accepted' }] })
    const month = `/api/v1/points/point-a/months/${MONTH}`
    expect((await admin.write('POST', `${month}/lock`, {})).status).toBe(200)
    expect((await admin.write('POST', `${month}/reopen`, { reason: 'xem lại một lần' })).status).toBe(200)
    expect((await admin.write('POST', `${month}/lock`, {})).status).toBe(200)
    expect((await admin.get(`/api/v1/people/a3/months/${MONTH}`)).status).toBe(200)
    expect(await verifyAudit(district.database.db)).toMatchObject({ kind: 'whole' })
    const end = await writeBackup(district.database.db, join(folder, 'a.backup'), 1, null)
    expect(end.heads).toEqual([{ log: kiosk.state.log, ...kiosk.head }])
  })

  it('D7: may not change, delete or empty what is evidence, nor make or drop anything', async () => {
    for (const statement of [
      `update audit_log set who = 'x'`,
      'delete from audit_log',
      'truncate audit_log',
      `update events set text = '{}'`,
      'update events set seq = seq + 1',
      'update events set repeats = true',
      'delete from events',
      'truncate events cascade',
      'drop table events',
      'alter table audit_log disable trigger user',
      `update logs set parent = 'x'`,
      `update month_locks set facts = '{}'`,
      'delete from month_locks',
      'delete from claim_decisions',
      'delete from old_readings',
      'delete from quarantine',
      'create table mine (id int)',
      'create temporary table mine (id int)',
      'create schema mine',
      'delete from drizzle.__drizzle_migrations',
    ]) {
      expect(await said(statement), statement).toMatch(/permission denied|must be owner/)
    }
    expect(await said('update events set person = person where seq = 1')).toBe('done')
  })

  it('has rights to every table that it writes, and reads the others', async () => {
    const rows = rowsOf<{ table: string; writes: boolean; reads: boolean }>(
      await district.database.db.execute(sql`
        select c.relname as "table", has_table_privilege(c.oid, 'select') as reads,
          has_any_column_privilege(c.oid, 'insert') or has_any_column_privilege(c.oid, 'update') as writes
        from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
        where c.relkind in ('r', 'p')`),
    )
    expect(rows.filter(({ reads }) => !reads)).toEqual([])
    expect(rows.filter(({ writes }) => !writes).map(({ table }) => table)).toEqual(['dropped'])
  })

  it('is given the same rights again at every start, and loses what it was given besides', async () => {
    const rights = async () =>
      rowsOf<{ acl: string }>(
        await district.database.db.execute(sql`
          select c.relname || ' ' || coalesce(c.relacl::text, '') || coalesce((
            select string_agg(a.attname || a.attacl::text, ' ' order by a.attname) from pg_attribute a
            where a.attrelid = c.oid and a.attacl is not null), '') as acl
          from pg_class c where c.relnamespace = 'public'::regnamespace order by c.relname`),
      )
    const before = await rights()
    const owner = await openTestDatabase({ kind: 'postgres', url: roles.ownerUrl })
    const server = /\/\/(\w+)@/.exec(roles.url)?.[1] ?? ''
    await owner.db.execute(sql.raw(`grant delete on events to ${server}`))
    await owner.close()
    expect(await rights()).not.toEqual(before)
    const again = await openTestDatabase({ kind: 'postgres', url: roles.url, ownerUrl: roles.ownerUrl })
    await again.close()
    expect(await rights()).toEqual(before)
  })

  it('opens what is up to date without its owner, and says who has to upgrade what is not', async () => {
    const alone = await openDatabase({ kind: 'postgres', url: roles.url })
    expect(alone.kind).toBe('opened')
    if (alone.kind === 'opened') await alone.database.close()
    const fresh = await createTwoRoles(postgres)
    expect(await openDatabase({ kind: 'postgres', url: fresh.url })).toEqual({ kind: 'may-not-migrate' })
  })

  it('is served from without its owner after `upgrade`, which two may type at once', async () => {
    const { ownerUrl: _, adminUrl } = await createTwoRoles(postgres)
    const url = adminUrl.replace('//giogiac@', '//made_by_upgrade:pass@')
    const upgrade = () => typeCommand({ kind: 'postgres', url, ownerUrl: adminUrl }, Date.now(), ['upgrade'])
    const said = await Promise.all([upgrade(), upgrade()])
    expect(said).toEqual(said.map(() => expect.stringContaining('sẵn sàng')))
    const alone = await openDatabase({ kind: 'postgres', url })
    expect(alone.kind).toBe('opened')
    if (alone.kind === 'opened') await alone.database.close()
  })

  it('is made by an owner who may make roles, with the password of its address', async () => {
    const { ownerUrl, adminUrl } = await createTwoRoles(postgres)
    const [name, password] = ['made_later', "it's a “secret”"]
    const url = adminUrl.replace('//giogiac@', `//${name}:${encodeURIComponent(password)}@`)
    const place = { kind: 'postgres', url, ownerUrl } as const
    expect(await openDatabase(place)).toEqual({ kind: 'may-not-grant' })
    const opened = await openTestDatabase({ ...place, ownerUrl: adminUrl })
    expect(rowsOf(await opened.db.execute(sql`select current_user as name`))).toEqual([{ name }])
    await opened.close()
    const admin = await openTestDatabase({ kind: 'postgres', url: adminUrl })
    const held = sql`select rolpassword like 'SCRAM-SHA-256$%' as kept, rolsuper as super from pg_authid where rolname = ${name}`
    expect(rowsOf(await admin.db.execute(held))).toEqual([{ kept: true, super: false }])
    await admin.close()
  })

  it('is not started as somebody who may do everything after all', async () => {
    for (const url of [roles.adminUrl, roles.ownerUrl]) {
      const opened = await openDatabase({ kind: 'postgres', url, ownerUrl: roles.ownerUrl })
      expect(opened).toEqual({ kind: 'too-strong' })
    }
  })
})
