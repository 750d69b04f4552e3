import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acceptTotp, base32, totpCode, totpStepAt } from '../../../db/district/accounts/totp.ts'
import { rowsOf } from '../../../db/district/engine/district-db.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { createDistrictBrowser, type DistrictBrowser } from '../../support/district-browser.ts'
import { makeAccount, openAccount, STAFF_PASSWORD, type TestAccount } from '../../support/open-account.ts'

const MINUTE = 60_000

describe('codes of an authenticator', () => {
  it('are those of RFC 6238, appendix B', () => {
    const secret = Buffer.from('12345678901234567890')
    const known: [number, string][] = [
      [59, '287082'],
      [1_111_111_109, '081804'],
      [1_111_111_111, '050471'],
      [1_234_567_890, '005924'],
      [2_000_000_000, '279037'],
      [20_000_000_000, '353130'],
    ]
    for (const [seconds, code] of known) expect(totpCode(secret, totpStepAt(seconds * 1000))).toBe(code)
    expect(base32(Buffer.from('foobar'))).toBe('MZXW6YTBOI')
    expect(base32(secret)).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')
  })

  it('work one step around, and never twice', () => {
    const secret = Buffer.alloc(20, 3)
    const now = 1_800_000_000_000
    const step = totpStepAt(now)
    expect(acceptTotp(secret, totpCode(secret, step - 1), now, null)).toBe(step - 1)
    expect(acceptTotp(secret, totpCode(secret, step + 1), now, null)).toBe(step + 1)
    expect(acceptTotp(secret, totpCode(secret, step - 2), now, null)).toBeNull()
    expect(acceptTotp(secret, totpCode(secret, step), now, step)).toBeNull()
    expect(acceptTotp(secret, '', now, null)).toBeNull()
  })
})

describe('a second factor', () => {
  let district: TestDistrict
  let admin: DistrictBrowser
  let secret: Buffer
  let recovery: string[] = []
  /** Makes an account where there is none of its name yet, and signs in at the door, where the factor is asked for. */
  const enter = async (account: TestAccount): Promise<DistrictBrowser> => {
    await makeAccount(district.database.db, account)
    const browser = createDistrictBrowser(district)
    expect((await browser.signIn(account.username, STAFF_PASSWORD)).status).toBe(204)
    return browser
  }
  beforeAll(async () => {
    district = await createTestDistrict({ secondFactor: 'required' })
    admin = await enter({ username: 'quan.tri', role: 'district-administrator' })
  })
  afterAll(() => district?.stop())

  const bytesOf = (text: string): Buffer => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
    const bits = [...text].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('')
    return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  }
  const codeNow = (steps = 0) => totpCode(secret, totpStepAt(district.clock.now()) + steps)
  const signIn = (browser: DistrictBrowser, secondFactor?: string) =>
    browser.post('/api/v1/sign-in', { username: 'quan.tri', password: STAFF_PASSWORD, secondFactor })

  it('D3: is set up by an administrator before anything else is possible', async () => {
    expect((await admin.get('/api/v1/me')).body).toMatchObject({ stage: 'second-factor' })
    for (const path of [
      '/api/v1/today',
      '/api/v1/accounts',
      '/api/v1/audit',
      '/api/v1/kiosks',
      '/api/v1/live',
    ]) {
      expect((await admin.get(path)).status, path).toBe(403)
    }
    expect((await admin.post('/api/v1/me/second-factor', { password: 'sai mật khẩu' })).status).toBe(403)
    const offered = await admin.post('/api/v1/me/second-factor', { password: STAFF_PASSWORD })
    const { secret: typed, address } = offered.body as { secret: string; address: string }
    expect(address).toContain(`otpauth://totp/Gi%E1%BB%9D%20Gi%E1%BA%A5c:quan.tri?secret=${typed}`)
    secret = bytesOf(typed)
    expect(secret).toHaveLength(20)
    expect((await admin.post('/api/v1/me/second-factor/proof', { code: '000000' })).status).toBe(422)
    const proven = await admin.post('/api/v1/me/second-factor/proof', { code: codeNow() })
    recovery = (proven.body as { codes: string[] }).codes
    expect(new Set(recovery).size).toBe(10)
    expect((await admin.get('/api/v1/today')).status).toBe(200)
    const stored = rowsOf<{ totp_secret: string }>(
      await district.database.db.execute(sql`select totp_secret from accounts`),
    )
    expect(JSON.stringify(stored)).not.toContain(typed)
    expect(Buffer.from(stored[0]?.totp_secret ?? '', 'base64url').includes(secret)).toBe(false)
  })

  it('is asked for at the next sign-in, and a code works once', async () => {
    const browser = createDistrictBrowser(district)
    expect(await signIn(browser)).toMatchObject({
      status: 401,
      body: { type: 'urn:giogiac:second-factor-needed' },
    })
    const wrong = { status: 401, body: { type: 'urn:giogiac:second-factor-wrong' } }
    expect(await signIn(browser, codeNow())).toMatchObject(wrong)
    district.clock.set(district.clock.now() + MINUTE)
    expect(await signIn(browser, codeNow(5))).toMatchObject(wrong)
    const code = codeNow()
    expect((await signIn(browser, code)).status).toBe(204)
    expect((await browser.get('/api/v1/today')).status).toBe(200)
    expect(await signIn(createDistrictBrowser(district), code)).toMatchObject(wrong)
  })

  it('is replaced by a recovery code, each once, when the phone is gone', async () => {
    const browser = createDistrictBrowser(district)
    const [first = '', second = ''] = recovery
    expect((await signIn(browser, first.toLowerCase())).status).toBe(204)
    expect((await signIn(browser, first)).status).toBe(401)
    expect((await signIn(browser, second)).status).toBe(204)
  })

  it('is removed by another administrator, and has to be set up again', async () => {
    const second = await createTestDistrict({ database: district.database, now: district.clock.now() })
    const other = await openAccount(second, { username: 'quan.tri.2', role: 'district-administrator' })
    expect((await other.post('/api/v1/accounts/quan.tri/remove-second-factor', {})).status).toBe(204)
    await second.stop()
    const browser = createDistrictBrowser(district)
    expect((await signIn(browser)).status).toBe(204)
    expect((await browser.get('/api/v1/me')).body).toMatchObject({ stage: 'second-factor' })
    expect((await browser.get('/api/v1/today')).status).toBe(403)
  })

  it('opens the session in which it was proven, and ends the others', async () => {
    const own = await enter({ username: 'mot.minh', role: 'system-administrator' })
    const intruder = await enter({ username: 'mot.minh', role: 'system-administrator' })
    expect((await intruder.get('/api/v1/accounts')).status).toBe(403)
    const offered = await own.post('/api/v1/me/second-factor', { password: STAFF_PASSWORD })
    const phone = bytesOf((offered.body as { secret: string }).secret)
    const code = totpCode(phone, totpStepAt(district.clock.now()))
    expect((await own.post('/api/v1/me/second-factor/proof', { code })).status).toBe(200)
    expect((await own.get('/api/v1/accounts')).status).toBe(200)
    expect((await intruder.get('/api/v1/accounts')).status).toBe(401)
  })

  it('is not asked of those who are not administrators', async () => {
    const clerk = await enter({ username: 'chuyen.vien', role: 'clerk' })
    expect((await clerk.get('/api/v1/today')).status).toBe(200)
  })

  it('makes guessing wait like a password', async () => {
    const browser = createDistrictBrowser(district)
    const guess = await openAccount(district, { username: 'doan', role: 'clerk' })
    await guess.post('/api/v1/me/second-factor', { password: STAFF_PASSWORD })
    const { db } = district.database
    await db.execute(sql`update accounts set totp_since = 1 where username = 'doan'`)
    const tried: number[] = []
    for (let tries = 0; tries < 12; tries++) {
      const answer = await browser.post('/api/v1/sign-in', {
        username: 'doan',
        password: STAFF_PASSWORD,
        secondFactor: '000000',
      })
      tried.push(answer.status)
    }
    expect(tried.slice(0, 10)).toEqual(Array(10).fill(401))
    expect(tried.slice(10)).toEqual([429, 429])
  })
})
