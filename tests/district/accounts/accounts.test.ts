import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAccount, inviteAccount } from '../../../db/district/accounts/accounts.ts'
import { rowsOf } from '../../../db/district/engine/district-db.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { createDistrictBrowser, type DistrictBrowser } from '../../support/district-browser.ts'
import { openAccount, STAFF_PASSWORD } from '../../support/open-account.ts'

const HOUR = 3_600_000
const NEXT_PASSWORD = 'mười con vịt qua sông lớn'

let district: TestDistrict
let admin: DistrictBrowser
beforeAll(async () => {
  district = await createTestDistrict()
  admin = await openAccount(district, { username: 'quan.tri', role: 'district-administrator' })
  await openAccount(district, { username: 'quan.tri.2', role: 'district-administrator' })
})
afterAll(() => district?.stop())

const clerk = {
  username: 'chuyen.vien',
  displayName: 'Lê Thị Chuyên',
  role: 'clerk',
  organisation: null,
  point: null,
}
const codeOf = (answer: { body: unknown }): string => (answer.body as { code: string }).code
const listed = async (username: string) =>
  ((await admin.get('/api/v1/accounts')).body as { username: string }[]).find(
    (row) => row.username === username,
  )

describe('a one-time code', () => {
  it('D3: lets its owner choose a password, once, and no account has one before', async () => {
    const made = await admin.post('/api/v1/accounts', clerk)
    expect(made.status).toBe(200)
    expect(codeOf(made)).toMatch(/^[2-9B-Z]{4}(-[2-9B-Z]{4}){3}$/)
    expect(await listed('chuyen.vien')).toMatchObject({ hasPassword: false, state: 'active' })
    const stored = JSON.stringify(
      rowsOf(await district.database.db.execute(sql`select * from account_codes`)),
    )
    expect(stored).not.toContain(codeOf(made).replaceAll('-', ''))

    const browser = createDistrictBrowser(district)
    for (const password of ['', codeOf(made), clerk.username]) {
      expect((await browser.signIn('chuyen.vien', password)).status).not.toBe(204)
    }
    const choose = (password: string, code = codeOf(made)) =>
      browser.post('/api/v1/choose-password', { username: 'Chuyen.Vien ', code, password })
    expect((await choose('ngắn')).status).toBe(422)
    expect((await choose('chuyen.vien 2026 xyz')).status).toBe(422)
    expect((await choose(STAFF_PASSWORD, codeOf(made).toLowerCase().replaceAll('-', ' '))).status).toBe(204)
    expect((await choose(NEXT_PASSWORD)).status).toBe(401)
    expect((await browser.signIn('chuyen.vien', NEXT_PASSWORD)).status).toBe(401)
    expect((await browser.signIn('chuyen.vien', STAFF_PASSWORD)).status).toBe(204)
    expect(await listed('chuyen.vien')).toMatchObject({ hasPassword: true, sessions: 1 })
  })

  it('ends what was signed in with the old password, and is dead after a day; wrong ones do not use it up', async () => {
    const { db } = district.database
    const user = await openAccount(district, { username: 'doi.ma', role: 'viewer' })
    const invited = await admin.post('/api/v1/accounts/doi.ma/code', {})
    expect((await user.get('/api/v1/me')).status).toBe(200)
    const browser = createDistrictBrowser(district)
    const choose = (code: string) =>
      browser.post('/api/v1/choose-password', { username: 'doi.ma', code, password: NEXT_PASSWORD })
    expect((await choose(codeOf(invited))).status).toBe(204)
    expect((await user.get('/api/v1/me')).status).toBe(401)
    expect((await user.signIn('doi.ma', STAFF_PASSWORD)).status).toBe(401)

    const begun = district.clock.now()
    const random = (count: number) => crypto.getRandomValues(new Uint8Array(count))
    const old = await inviteAccount(db, 'doi.ma', begun - 24 * HOUR, random)
    expect((await choose(old.code)).status).toBe(401)
    const guessed = await inviteAccount(db, 'doi.ma', begun, random)
    for (let tries = 0; tries < 8; tries++) expect((await choose('BBBB-BBBB-BBBB-BBBB')).status).toBe(401)
    expect((await choose(guessed.code)).status).toBe(204)
    for (let tries = 0; tries < 10; tries++) expect((await choose('BBBB')).status).toBe(401)
    expect((await choose('BBBB')).status).toBe(429)
  })
})

describe('passwords', () => {
  it.each([
    'password1234',
    'Matkhau@12345',
    'qwertyuiopas',
    '123456789012',
    'iloveyou1234',
    'anhyeuem2024',
    'aaaaaaaaaaaaaaaa',
    'quan.tri quan.tri',
    'P@ssw0rd2024!',
  ])('D3: refuse %s', async (password) => {
    const answer = await createAccount(district.database.db, {
      username: 'quan.tri',
      displayName: 'x',
      role: 'viewer',
      point: null,
      password,
    })
    expect(answer).toEqual({ kind: 'bad-password', problem: 'too-easy' })
  })

  it('are changed by their owner, who stays signed in here and nowhere else', async () => {
    const here = await openAccount(district, { username: 'tu.doi', role: 'viewer' })
    const there = await openAccount(district, { username: 'tu.doi', role: 'viewer' })
    const change = (current: string, password: string) =>
      here.post('/api/v1/me/password', { current, password })
    expect((await change('sai mật khẩu rồi', NEXT_PASSWORD)).status).toBe(403)
    expect((await change(STAFF_PASSWORD, 'ngắn')).status).toBe(422)
    expect((await change(STAFF_PASSWORD, NEXT_PASSWORD)).status).toBe(204)
    expect((await here.get('/api/v1/me')).status).toBe(200)
    expect((await there.get('/api/v1/me')).status).toBe(401)
  })

  it('are hashed anew at sign-in when the stored hash is weaker than today’s', async () => {
    const { db } = district.database
    await openAccount(district, { username: 'cu', role: 'viewer' })
    const { scryptSync } = await import('node:crypto')
    const salt = Buffer.alloc(16, 7)
    const weak = scryptSync(STAFF_PASSWORD.normalize('NFC'), salt, 32, { N: 1024, r: 8, p: 1 })
    const stored = `scrypt$1024$8$1$${salt.toString('base64url')}$${weak.toString('base64url')}`
    await db.execute(sql`update accounts set password_hash = ${stored} where username = 'cu'`)
    expect((await createDistrictBrowser(district).signIn('cu', STAFF_PASSWORD)).status).toBe(204)
    const [row] = rowsOf<{ password_hash: string }>(
      await db.execute(sql`select password_hash from accounts where username = 'cu'`),
    )
    expect(row?.password_hash).toMatch(/^scrypt\$32768\$8\$3\$/)
  })
})

describe('an account', () => {
  it('D4: is disabled, enabled, signed out everywhere and given other rights, each at once', async () => {
    const user = await openAccount(district, { username: 'bi.khoa', role: 'clerk' })
    const act = (deed: string) => admin.post(`/api/v1/accounts/bi.khoa/${deed}`, {})
    expect((await act('end-sessions')).status).toBe(204)
    expect((await user.get('/api/v1/me')).status).toBe(401)
    await user.signIn('bi.khoa', STAFF_PASSWORD)
    expect((await act('disable')).status).toBe(204)
    expect((await user.get('/api/v1/me')).status).toBe(401)
    expect((await user.signIn('bi.khoa', STAFF_PASSWORD)).status).toBe(401)
    expect((await act('code')).status).toBe(409)
    expect((await act('enable')).status).toBe(204)
    expect((await user.signIn('bi.khoa', STAFF_PASSWORD)).status).toBe(204)
    const rights = { displayName: 'Bị Khóa', role: 'ward-leader', organisation: null, point: 'point-b' }
    const put = (body: unknown) => admin.post('/api/v1/accounts/bi.khoa', body, {}, 'PUT')
    expect((await put({ ...rights, point: null })).status).toBe(422)
    expect((await put({ ...rights, point: 'nowhere' })).status).toBe(422)
    expect((await put(rights)).status).toBe(204)
    expect((await user.get('/api/v1/me')).status).toBe(401)
    await user.signIn('bi.khoa', STAFF_PASSWORD)
    expect((await user.get('/api/v1/me')).body).toMatchObject({ role: 'ward-leader', point: 'point-b' })
  })

  it('is never changed by its own owner, and one administrator always stays', async () => {
    expect((await admin.post('/api/v1/accounts/quan.tri/disable', {})).status).toBe(409)
    const other = await openAccount(district, { username: 'quan.tri.2', role: 'district-administrator' })
    expect((await other.post('/api/v1/accounts/quan.tri/disable', {})).status).toBe(204)
    expect((await admin.get('/api/v1/me')).status).toBe(401)
    expect((await other.post('/api/v1/accounts/quan.tri/enable', {})).status).toBe(204)
    await admin.signIn('quan.tri', STAFF_PASSWORD)
    const scoped = await openAccount(district, {
      username: 'quan.tri.a',
      role: 'district-administrator',
      organisation: 'ward-a',
    })
    expect((await scoped.post('/api/v1/accounts/quan.tri/disable', {})).status).toBe(404)
  })

  it('D6: of another organisation does not exist for an administrator with a scope', async () => {
    const scoped = await openAccount(district, {
      username: 'quan.tri.a',
      role: 'district-administrator',
      organisation: 'ward-a',
    })
    await openAccount(district, { username: 'leader.a', role: 'ward-leader', point: 'point-a' })
    await openAccount(district, { username: 'leader.b', role: 'ward-leader', point: 'point-b' })
    await openAccount(district, { username: 'clerk.b', role: 'clerk', organisation: 'ward-b' })
    const names = ((await scoped.get('/api/v1/accounts')).body as { username: string }[]).map(
      ({ username }) => username,
    )
    expect(names).toContain('leader.a')
    for (const hidden of ['leader.b', 'clerk.b', 'quan.tri']) {
      expect(names).not.toContain(hidden)
      for (const deed of ['disable', 'code', 'end-sessions', 'enable', 'remove-second-factor']) {
        expect((await scoped.post(`/api/v1/accounts/${hidden}/${deed}`, {})).status).toBe(404)
      }
    }
    const make = (scope: object) =>
      scoped.post('/api/v1/accounts', { ...clerk, username: 'moi', role: 'clerk', ...scope })
    expect((await make({ organisation: null })).status).toBe(404)
    expect((await make({ organisation: 'ward-b' })).status).toBe(404)
    expect((await make({ organisation: 'city' })).status).toBe(404)
    expect((await make({ organisation: 'ward-a' })).status).toBe(200)
    const widen = { displayName: 'Mới', role: 'clerk', organisation: null, point: null }
    expect((await scoped.post('/api/v1/accounts/moi', widen, {}, 'PUT')).status).toBe(404)
  })
})
