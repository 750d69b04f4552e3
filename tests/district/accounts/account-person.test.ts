import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Account } from '../../../core/district/accounts-api.ts'
import { rowsOf } from '../../../db/district/engine/district-db.ts'
import { erasePersonalData } from '../../../db/district/retention/personal-data.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import type { DistrictBrowser } from '../../support/district-browser.ts'
import { openAccount } from '../../support/open-account.ts'

const rights = { displayName: 'Tài khoản', role: 'clerk', organisation: 'ward-a', point: null }

onBothEngines('whose an account is', (engine) => {
  let district: TestDistrict
  let admin: DistrictBrowser
  /** Deeds of one administrator come one after the other anyway. */
  let second: DistrictBrowser
  beforeAll(async () => {
    district = await createTestDistrict({ database: engine.database() })
    admin = await openAccount(district, { username: 'quan.tri', role: 'district-administrator' })
    second = await openAccount(district, { username: 'quan.tri.2', role: 'district-administrator' })
  })
  afterAll(() => district?.stop())

  const make = (username: string, person: string | null, by = admin) =>
    by.post('/api/v1/accounts', { ...rights, username, ...(person !== null && { person }) })
  const change = (username: string, more: object, by = admin) =>
    by.post(`/api/v1/accounts/${username}`, { ...rights, ...more }, {}, 'PUT')
  const deed = (username: string, name: string, by = admin) =>
    by.post(`/api/v1/accounts/${username}/${name}`, {})
  const personOf = async (username: string) =>
    ((await admin.get('/api/v1/accounts')).body as Account[]).find((row) => row.username === username)?.person
  const lastAudit = async (action: string): Promise<unknown> => {
    const [row] = rowsOf<{ text: string }>(
      await district.database.db.execute(
        sql`select text from audit_log where action = ${action} order by seq desc limit 1`,
      ),
    )
    return JSON.parse(row?.text ?? '{}').detail
  }

  it('is said when it is made, stays when the rights change, is changed and taken off, each in the audit log', async () => {
    expect((await make('an', 'a1')).status).toBe(200)
    expect(await personOf('an')).toEqual({ id: 'a1', name: 'Nguyễn Văn A1' })
    expect(await lastAudit('accounts.create')).toMatchObject({ role: 'clerk', person: 'a1' })
    expect((await change('an', { displayName: 'Tên khác' })).status).toBe(204)
    expect(await personOf('an')).toMatchObject({ id: 'a1' })
    expect((await change('an', { person: 'a3' })).status).toBe(204)
    expect(await personOf('an')).toEqual({ id: 'a3', name: 'Nguyễn Văn A3' })
    expect(await lastAudit('accounts.change')).toMatchObject({
      before: { person: 'a1' },
      after: { person: 'a3' },
    })
    expect((await change('an', { person: null })).status).toBe(204)
    expect(await personOf('an')).toBeNull()
    expect((await make('khong.ai', null)).status).toBe(200)
    expect(await personOf('khong.ai')).toBeNull()
  })

  it('is one active account a person: the second is refused with the name of the first', async () => {
    expect((await make('mot', 'a1')).status).toBe(200)
    const again = await make('hai', 'a1')
    expect(again.status).toBe(409)
    expect(again.text).toContain('Người này đã có một tài khoản đang hoạt động (mot)')
    expect(await personOf('hai')).toBeUndefined()
    expect((await change('an', { person: 'a1' })).status).toBe(409)
    expect((await deed('mot', 'disable')).status).toBe(204)
    expect((await make('hai', 'a1')).status).toBe(200)
    expect((await deed('mot', 'enable')).text).toContain('(hai)')
    expect((await change('mot', { person: null })).status).toBe(204)
    expect((await deed('mot', 'enable')).status).toBe(204)
  })

  it('is told without the name to whoever may not see people', async () => {
    const system = await openAccount(district, { username: 'chi.may', role: 'system-administrator' })
    expect((await make('co.ten', 'a2')).status).toBe(200)
    const rows = (await system.get('/api/v1/accounts')).body as Account[]
    expect(rows.find(({ username }) => username === 'co.ten')?.person).toEqual({ id: 'a2', name: null })
    expect((await change('co.ten', { person: null })).status).toBe(204)
  })

  it('is somebody whom the administrator may see: others do not exist', async () => {
    const scoped = await openAccount(district, {
      username: 'quan.tri.a',
      role: 'district-administrator',
      organisation: 'ward-a',
    })
    expect((await make('ngoai', 'b1', scoped)).status).toBe(404)
    expect((await make('ngoai', 'nobody', admin)).status).toBe(404)
    const system = { role: 'system-administrator', organisation: null }
    expect((await make('ngoai', 'b1')).status).toBe(200)
    await openAccount(district, { username: 'he.thong.2', role: 'system-administrator', person: 'b3' })
    const keeper = await openAccount(district, { username: 'he.thong', role: 'system-administrator' })
    expect((await change('he.thong.2', { ...system, person: 'b2' }, keeper)).status).toBe(404)
    expect((await change('he.thong.2', { ...system, person: 'b3' }, keeper)).status).toBe(204)
    expect(await personOf('he.thong.2')).toMatchObject({ id: 'b3' })
    // Whose account it is outside one's own scope is not told either.
    await district.database.db.execute(
      sql`insert into postings (person, point, role, valid_from) values ('b1', 'point-a', 'staff', '2027-01-01')`,
    )
    await district.database.db.execute(
      sql`update accounts set organisation = 'ward-b' where username = 'ngoai'`,
    )
    const unseen = await make('ngoai.2', 'b1', scoped)
    expect(unseen.status).toBe(409)
    expect(unseen.text).not.toContain('ngoai')
  })

  it('is said once when two say it at once, of new accounts, of old ones, of those that are enabled again', async () => {
    const statuses = async (both: readonly Promise<{ status: number }>[]) =>
      (await Promise.all(both)).map(({ status }) => status).sort()
    expect(await statuses([make('cung.luc.1', 'a2'), make('cung.luc.2', 'a2', second)])).toEqual([200, 409])
    await district.database.db.execute(sql`update accounts set person = null where person = 'a2'`)
    await make('cu.1', null)
    await make('cu.2', null)
    const name = { person: 'a2' }
    expect(await statuses([change('cu.1', name), change('cu.2', name, second)])).toEqual([204, 409])
    await district.database.db.execute(
      sql`update accounts set person = 'a2', state = 'disabled' where username in ('cu.1', 'cu.2')`,
    )
    expect(await statuses([deed('cu.1', 'enable'), deed('cu.2', 'enable', second)])).toEqual([204, 409])
    const [held] = rowsOf<{ count: number }>(
      await district.database.db.execute(
        sql`select count(*)::int as count from accounts where person = 'a2' and state = 'active'`,
      ),
    )
    expect(held?.count).toBe(1)
  })

  it('keeps the person from being deleted, and goes out with their data without what proves them', async () => {
    await district.database.db.execute(
      sql`insert into people (id, name, title) values ('moi', 'Lê Thị Mới', '')`,
    )
    await district.database.db.execute(
      sql`insert into postings (person, point, role, valid_from) values ('moi', 'point-a', 'staff', '2026-01-01')`,
    )
    expect((await make('moi', 'moi')).status).toBe(200)
    const kept = await admin.post('/api/v1/people/moi', undefined, {}, 'DELETE')
    expect(kept.status).toBe(409)
    expect(kept.text).toContain('1 tài khoản')
    await district.database.db.execute(
      sql`update accounts set password_hash = 'bí mật', totp_secret = 'bí mật' where username = 'moi'`,
    )
    const papers = await admin.get('/api/v1/people/moi/personal-data')
    expect(papers.text).toContain('"table": "accounts"')
    expect(papers.text).not.toContain('bí mật')
    expect(papers.text).not.toContain('totp_secret')
  })

  it('is forgotten with the person’s name, also while somebody says it anew', async () => {
    const { db } = district.database
    const erase = (person: string) => db.transaction((tx) => erasePersonalData(tx, person))
    expect(await erase('moi')).toBe(true)
    expect(await personOf('moi')).toBeNull()
    const [row] = rowsOf(await db.execute(sql`select display_name from accounts where username = 'moi'`))
    expect(row).toEqual({ display_name: 'moi' })
    expect((await change('moi', { person: 'moi' })).status).toBe(404)

    await change('an', { person: 'a3' })
    await Promise.all([erase('a3'), change('an', { person: null }), change('cu.1', { person: 'a3' }, second)])
    const [left] = rowsOf(await db.execute(sql`select count(*)::int as n from accounts where person = 'a3'`))
    expect(left).toEqual({ n: 0 })
  })
})
