import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { sql } from 'drizzle-orm'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EnrolmentTicket } from '../../../core/wire/wire.ts'
import { createAccount, disableAccount } from '../../../db/district/accounts/accounts.ts'
import { rowsOf } from '../../../db/district/engine/district-db.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { createDistrictBrowser, type DistrictBrowser } from '../../support/district-browser.ts'
import { eventually } from '../../support/eventually.ts'
import { makeAccount, STAFF_PASSWORD } from '../../support/open-account.ts'
import { createWireKiosk } from '../../support/wire-kiosk.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DATE = '2026-11-18'

let district: TestDistrict
const logged: string[] = []
const folder = mkdtempSync(join(tmpdir(), 'giogiac-pages-'))

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), '<meta name="csp-nonce" content="__CSP_NONCE__"><p>trang</p>')
  writeFileSync(join(folder, 'assets', 'main-a1b2c3d4.js'), 'export {}')
  const sink = new Writable({
    write(chunk, _encoding, done) {
      logged.push(String(chunk))
      done()
    },
  })
  district = await createTestDistrict({ rendererDirectory: folder, logger: pino({ level: 'debug' }, sink) })
  const { db } = district.database
  for (const account of [
    { username: 'Quan', displayName: 'Cán bộ cấp trên', role: 'district-administrator', point: null },
    { username: 'phuong.a', displayName: 'Lãnh đạo A', role: 'ward-leader', point: 'point-a' },
    { username: 'tam', displayName: 'Tạm', role: 'district-administrator', point: null },
  ] as const) {
    await makeAccount(db, account)
  }
})
afterAll(async () => {
  await district.stop()
  rmSync(folder, { recursive: true, force: true })
})

const signedIn = async (username: string): Promise<DistrictBrowser> => {
  const browser = createDistrictBrowser(district)
  expect((await browser.signIn(username, STAFF_PASSWORD)).status).toBe(204)
  return browser
}

describe('accounts', () => {
  it('are made by somebody, with a password worth the name', async () => {
    const { db } = district.database
    const base = { displayName: 'X', role: 'district-administrator', point: null } as const
    const make = (username: string, password: string) => createAccount(db, { ...base, username, password })
    expect(await make('x1', 'ngan qua')).toEqual({ kind: 'bad-password', problem: 'too-short' })
    expect(await make('x1', '123456789012')).toEqual({ kind: 'bad-password', problem: 'too-easy' })
    expect(await make('nguyenvan', 'nguyenvan2026')).toEqual({ kind: 'bad-password', problem: 'too-easy' })
    expect(await make('QUAN', STAFF_PASSWORD)).toEqual({ kind: 'taken' })
    expect(await make("a' or 1=1", STAFF_PASSWORD)).toEqual({ kind: 'bad-username' })
    expect(
      await createAccount(db, { ...base, username: 'x2', password: STAFF_PASSWORD, role: 'ward-leader' }),
    ).toEqual({
      kind: 'point-missing',
    })
    const hashes = rowsOf<{ password_hash: string }>(
      await db.execute(sql`select password_hash from accounts`),
    )
    for (const { password_hash } of hashes) expect(password_hash).toMatch(/^scrypt\$32768\$8\$3\$/)
  })
})

describe('signing in', () => {
  it('gives a cookie that only this browser sends to this server', async () => {
    const browser = createDistrictBrowser(district)
    const answer = await browser.signIn('quan', STAFF_PASSWORD)
    const [cookie = '', device] = answer.headers.getSetCookie()
    expect(cookie).toMatch(/^giogiac=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)
    expect(device).toMatch(/^giogiac-device-\w{8}=[\w-]{59}; Max-Age=\d+; Path=\/api\/v1\/sign-in; HttpOnly/)
    expect((await browser.get('/api/v1/me')).body).toMatchObject({
      username: 'quan',
      displayName: 'Cán bộ cấp trên',
      role: 'district-administrator',
      point: null,
      organisationName: 'Thành phố Mẫu',
    })
    const stored = rowsOf(await district.database.db.execute(sql`select * from sessions`))
    expect(JSON.stringify(stored)).not.toContain(cookie.slice(8, 51))
  })

  it('binds the cookie to the host where there is TLS', async () => {
    const secure = await createTestDistrict({ database: district.database, secureCookies: true })
    const answer = await createDistrictBrowser(secure).signIn('quan', STAFF_PASSWORD)
    expect(answer.headers.get('set-cookie')).toMatch(/^__Host-giogiac=.*Secure/)
    expect(answer.headers.get('strict-transport-security')).toContain('max-age')
    await secure.stop()
  })

  it('says the same about a wrong name and a wrong password, and takes as long', async () => {
    const browser = createDistrictBrowser(district)
    const timed = async (username: string): Promise<[unknown, number]> => {
      const begun = performance.now()
      const { status, body } = await browser.signIn(username, 'sai mật khẩu rồi')
      return [{ status, body }, performance.now() - begun]
    }
    await timed('khong-co-1')
    const [known, knownMs] = await timed('tam')
    const [unknown, unknownMs] = await timed('khong-co-2')
    expect(unknown).toEqual(known)
    expect(known).toMatchObject({ status: 401 })
    expect(unknownMs).toBeGreaterThan(knownMs / 3)
  })

  it('makes guessing wait, also after a restart', async () => {
    const browser = createDistrictBrowser(district)
    for (let tries = 0; tries < 10; tries++) await browser.signIn('guessed', 'sai mật khẩu rồi')
    const refused = await browser.signIn('guessed', 'sai mật khẩu rồi')
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(600)
    const restarted = await createTestDistrict({ database: district.database, now: district.clock.now() })
    expect((await createDistrictBrowser(restarted).signIn('guessed', 'x')).status).toBe(429)
    await restarted.stop()
    expect((await browser.signIn('quan', STAFF_PASSWORD)).status).toBe(204)
  })

  it('ends after half an hour of rest, after eight hours, at sign-out and when the account is disabled', async () => {
    const begun = district.clock.now()
    const resting = await signedIn('quan')
    district.clock.set(begun + 31 * MINUTE)
    expect((await resting.get('/api/v1/me')).status).toBe(401)

    const busy = await signedIn('quan')
    for (let half = 1; half < 16; half++) {
      district.clock.set(begun + 31 * MINUTE + half * 29 * MINUTE)
      expect((await busy.get('/api/v1/me')).status).toBe(200)
    }
    district.clock.set(begun + 31 * MINUTE + 8 * HOUR)
    expect((await busy.get('/api/v1/me')).status).toBe(401)

    const leaving = await signedIn('quan')
    const { cookie } = leaving
    expect((await leaving.post('/api/v1/sign-out', {})).status).toBe(204)
    leaving.cookie = cookie
    expect((await leaving.get('/api/v1/me')).status).toBe(401)

    const disabled = await signedIn('tam')
    await disableAccount(district.database.db, 'tam', district.clock.now())
    expect((await disabled.get('/api/v1/me')).status).toBe(401)
    expect((await disabled.signIn('tam', STAFF_PASSWORD)).status).toBe(401)
    district.clock.set(begun)
  })

  it('gives a new token at every sign-in and ends the old one', async () => {
    const browser = await signedIn('quan')
    const first = browser.cookie
    await browser.signIn('quan', STAFF_PASSWORD)
    expect(browser.cookie).not.toBe(first)
    browser.cookie = first
    expect((await browser.get('/api/v1/me')).status).toBe(401)
    browser.cookie = 'giogiac=chosen-by-somebody-else'
    expect((await browser.get('/api/v1/me')).status).toBe(401)
  })

  it('refuses what another site makes this browser send', async () => {
    const browser = await signedIn('quan')
    const body = { point: 'point-a', name: 'Quầy 9' }
    const foreign: Record<string, string>[] = [
      { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
      { origin: 'null', 'sec-fetch-site': 'cross-site' },
      { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
      { origin: 'null', 'sec-fetch-site': 'none' },
    ]
    for (const headers of foreign) {
      expect((await browser.post('/api/v1/enrolments', body, headers)).status).toBe(403)
      expect((await browser.signIn('quan', STAFF_PASSWORD, headers)).status).toBe(403)
    }
    const text = await browser.post('/api/v1/enrolments', JSON.stringify(body), {
      'content-type': 'text/plain',
    })
    expect(text.status).toBe(415)
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    expect((await browser.post('/api/v1/enrolments', 'point=point-a', form)).status).toBe(415)
  })
})

describe('who sees what', () => {
  const routes: [string, string, unknown, number, number, number][] = [
    // method, path, body, nobody, district, leader of point A
    ['GET', '/api/v1/me', null, 401, 200, 200],
    ['GET', `/api/v1/today?date=${DATE}`, null, 401, 200, 200],
    ['GET', '/api/v1/points', null, 401, 200, 200],
    ['GET', '/api/v1/kiosks', null, 401, 200, 200],
    ['GET', `/api/v1/points/point-a/days/${DATE}`, null, 401, 200, 200],
    ['GET', `/api/v1/points/point-b/days/${DATE}`, null, 401, 200, 404],
    ['GET', `/api/v1/points/nowhere/days/${DATE}`, null, 401, 404, 404],
    ['GET', '/api/v1/people/a1/months/2026-11', null, 401, 200, 200],
    ['GET', '/api/v1/people/b1/months/2026-11', null, 401, 200, 404],
    ['GET', '/api/v1/people/nobody/months/2026-11', null, 401, 404, 404],
    ['POST', '/api/v1/enrolments', { point: 'point-a', name: 'Quầy 2' }, 401, 200, 403],
    ['POST', '/api/v1/enrolments', { point: 'nowhere', name: 'Quầy 2' }, 401, 404, 403],
    ['POST', '/api/v1/enrolments', { point: 'point-a', name: 'Q', extra: 1 }, 401, 400, 403],
    ['GET', '/api/v1/today?date=2026-02-30', null, 401, 400, 400],
    ['GET', "/api/v1/points/x'--/days/2026-11-18", null, 401, 404, 404],
    ['GET', '/api/v1/people/a1/months/2026-13', null, 401, 400, 400],
    ['GET', '/api/v1/nothing', null, 404, 404, 404],
    ['GET', '/healthz', null, 200, 200, 200],
    ['GET', '/api/v1/openapi.json', null, 200, 200, 200],
  ]

  it('is decided by role and point, for every route', async () => {
    const asked = [createDistrictBrowser(district), await signedIn('quan'), await signedIn('phuong.a')]
    for (const [method, path, body, ...expected] of routes) {
      const statuses: number[] = []
      for (const browser of asked) {
        const answer = method === 'GET' ? await browser.get(path) : await browser.post(path, body)
        statuses.push(answer.status)
        if (answer.status >= 400) expect(answer.body).toMatchObject({ status: answer.status })
      }
      expect(statuses, `${method} ${path}`).toEqual(expected)
    }
  })

  it('keeps another ward out of lists', async () => {
    const leader = await signedIn('phuong.a')
    for (const path of ['/api/v1/today', '/api/v1/points', '/api/v1/kiosks']) {
      expect((await leader.get(path)).text).not.toContain('point-b')
    }
    expect((await leader.get('/api/v1/me')).body).toMatchObject({
      organisationName: 'Phường A',
      point: 'point-a',
    })
  })

  it('makes a ticket with which a kiosk enrols', async () => {
    const browser = await signedIn('quan')
    const made = (await browser.post('/api/v1/enrolments', { point: 'point-a', name: 'Quầy 2' })).body
    const { ticket, expiresAt } = made as { ticket: string; expiresAt: number }
    expect(ticket.startsWith('giogiac-enrol:1:')).toBe(true)
    const read = EnrolmentTicket.parse(JSON.parse(Buffer.from(ticket.slice(16), 'base64url').toString()))
    expect(read.district).toBe(district.keys.publicKey)
    expect(expiresAt).toBe(district.clock.now() + 15 * MINUTE)
    expect((await createWireKiosk(district).enrolWith(read.code)).status).toBe(200)
  })
})

describe('news', () => {
  it('reaches open pages when a scan comes in, of their own ward only', async () => {
    const read = async (browser: DistrictBrowser) => {
      const heard: string[] = []
      const abort = new AbortController()
      const response = await fetch(`${district.address}/api/v1/live`, {
        headers: { cookie: browser.cookie ?? '' },
        signal: abort.signal,
      })
      expect(response.headers.get('content-type')).toContain('text/event-stream')
      const pump = async () => {
        for await (const chunk of response.body ?? []) heard.push(Buffer.from(chunk).toString())
      }
      pump().catch(() => {})
      return { heard, abort }
    }
    const all = await read(await signedIn('quan'))
    const own = await read(await signedIn('phuong.a'))
    const kiosk = await createWireKiosk(district, { point: 'point-b' }).enrol()
    kiosk.scan('b1', district.clock.now())
    expect((await kiosk.send(1)).status).toBe(200)
    await eventually(() => expect(all.heard.join('')).toContain(`data: {"point":"point-b","date":"${DATE}"}`))
    expect(own.heard.join('')).not.toContain('point-b')
    all.abort.abort()
    own.abort.abort()
    expect((await createDistrictBrowser(district).get('/api/v1/live')).status).toBe(401)
  })
})

describe('pages', () => {
  it('come with a policy that lets nothing foreign in, and a fresh nonce for styles', async () => {
    const browser = createDistrictBrowser(district)
    const nonces = new Set<string>()
    for (const path of ['/', '/wards/point-a', '/people/a1?x=1']) {
      const page = await browser.get(path)
      expect(page.status).toBe(200)
      const policy = page.headers.get('content-security-policy') ?? ''
      const nonce = /'nonce-([\w+/=]+)'/.exec(policy)?.[1] ?? ''
      expect(page.text).toContain(`content="${nonce}"`)
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("script-src 'self';")
      expect(policy).not.toMatch(/unsafe/)
      nonces.add(nonce)
    }
    expect(nonces.size).toBe(3)
    const script = await browser.get('/assets/main-a1b2c3d4.js')
    expect(script.headers.get('cache-control')).toContain('immutable')
    expect((await browser.get('/assets/nothing.js')).status).toBe(404)
    expect((await browser.get('/..%2f..%2fpackage.json')).status).toBe(404)
  })

  it('and answers carry the headers that keep them from being misused', async () => {
    const browser = await signedIn('quan')
    for (const path of ['/', '/api/v1/me', '/api/v1/nothing', '/healthz', '/api/v1/today?date=x']) {
      const { headers } = await browser.get(path)
      expect(headers.get('x-content-type-options'), path).toBe('nosniff')
      expect(headers.get('referrer-policy'), path).toBe('no-referrer')
      expect(headers.get('content-security-policy'), path).toContain("frame-ancestors 'none'")
      expect(headers.get('cache-control'), path).toBe('no-store')
    }
  })

  it('are described by an OpenAPI document that names every staff route', async () => {
    const { body } = await createDistrictBrowser(district).get('/api/v1/openapi.json')
    const { openapi, paths } = body as { openapi: string; paths: Record<string, unknown> }
    expect(openapi).toBe('3.1.0')
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining(['/api/v1/sign-in', '/api/v1/today', '/api/v1/points/{point}/days/{date}']),
    )
  })
})

describe('errors', () => {
  it('give a reference and nothing else, and the log holds no secrets', async () => {
    const broken = await createTestDistrict({ database: district.database, now: district.clock.now() })
    const browser = await signedIn('quan')
    await district.database.db.execute(sql`alter table events rename to events_gone`)
    const kiosk = createWireKiosk(district)
    await kiosk.enrol()
    kiosk.scan('a1', district.clock.now())
    const answers = [await browser.get(`/api/v1/points/point-a/days/${DATE}`), await kiosk.send(1)]
    await district.database.db.execute(sql`alter table events_gone rename to events`)
    for (const { status, body } of answers) {
      expect(status).toBe(500)
      expect(JSON.stringify(body)).toMatch(/Mã tra cứu: [0-9a-f-]{36}/)
      expect(JSON.stringify(body)).not.toMatch(/select|insert|events|\.ts/)
    }
    const text = logged.join('')
    expect(text).toContain('"status":500')
    const badge = JSON.parse(kiosk.texts[1] ?? '').data.badge as string
    for (const secret of [
      STAFF_PASSWORD,
      browser.cookie?.slice(8) ?? '',
      badge,
      'Nguyễn Văn',
      kiosk.state.challenge,
    ]) {
      expect(secret.length).toBeGreaterThan(5)
      expect(text.includes(secret)).toBe(false)
    }
    await broken.stop()
  })

  it('of odd requests are 4xx in words', async () => {
    const browser = await signedIn('quan')
    for (const body of [
      '{"__proto__":{"x":1},"username":"a","password":"b"}',
      '{',
      '[]',
      '"x"',
      '{"username":1}',
    ]) {
      const answer = await browser.post('/api/v1/sign-in', body)
      expect(answer.status, body).toBe(400)
      expect((answer.body as { detail: string }).detail).toBe('Yêu cầu không đúng dạng.')
    }
    const huge = await browser.post('/api/v1/sign-in', { username: 'a', password: 'x'.repeat(5_000) })
    expect(huge.status).toBe(413)
  })
})
