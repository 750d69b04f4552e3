import { sql } from 'drizzle-orm'
import { fastify } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { rowsOf } from '../../../db/district/engine/district-db.ts'
import { ApiDocument } from '../../../district/api-docs/docs-page.ts'
import { docsRoutes } from '../../../district/api-docs/docs-routes.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { createDistrictBrowser, type DistrictBrowser } from '../../support/district-browser.ts'
import { openAccount } from '../../support/open-account.ts'

const DAY = 86_400_000

let district: TestDistrict
let admin: DistrictBrowser
beforeAll(async () => {
  district = await createTestDistrict()
  admin = await openAccount(district, { username: 'quan.tri', role: 'district-administrator' })
})
afterAll(() => district?.stop())

const count = async (query: ReturnType<typeof sql>): Promise<number> =>
  rowsOf<{ n: number }>(await district.database.db.execute(query))[0]?.n ?? -1
const codes = () => count(sql`select count(*)::int as n from enrolment_codes`)

describe('a write with an Idempotency-Key', () => {
  const invite = (key: string, body: object = { point: 'point-a', name: 'Quầy 5' }, by = admin) =>
    by.post('/api/v1/enrolments', body, { 'idempotency-key': key })
  const dismiss = (key: string, username = 'viewer.1') =>
    admin.post(`/api/v1/accounts/${username}/end-sessions`, {}, { 'idempotency-key': key })

  it('is done once and answered alike', async () => {
    await openAccount(district, { username: 'viewer.1', role: 'viewer' })
    const rows = () =>
      count(sql`select count(*)::int as n from audit_log where action = 'accounts.end-sessions'`)
    const before = await rows()
    const [first, again] = [await dismiss('key-0001'), await dismiss('key-0001')]
    expect([first.status, again.status]).toEqual([204, 204])
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    expect(await rows()).toBe(before + 1)
  })

  it('is done once when it comes ten times at once', async () => {
    const before = await codes()
    const answers = await Promise.all(Array.from({ length: 10 }, () => invite('key-0002-at-once')))
    expect(await codes()).toBe(before + 1)
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(409)])
  })

  it('does not keep a secret for those who ask again', async () => {
    const first = await invite('key-0003-secret')
    const { code } = first.body as { code: string }
    const again = await invite('key-0003-secret')
    expect(again.status).toBe(409)
    expect(again.text).not.toContain(code)
    const kept = rowsOf(await district.database.db.execute(sql`select * from idempotency_keys`))
    expect(JSON.stringify(kept)).not.toContain(code)
  })

  it('refuses the same key for something else, and lets another person use it', async () => {
    await invite('key-0004-other')
    expect((await invite('key-0004-other', { point: 'point-b', name: 'Quầy 5' })).status).toBe(422)
    const other = await openAccount(district, { username: 'qt.2', role: 'district-administrator' })
    expect((await invite('key-0004-other', { point: 'point-b', name: 'Q' }, other)).status).toBe(200)
  })

  it('is tried anew when it was refused, and after a day', async () => {
    expect((await dismiss('key-0005-refused', 'later')).status).toBe(404)
    await openAccount(district, { username: 'later', role: 'viewer' })
    expect((await dismiss('key-0005-refused', 'later')).status).toBe(204)
    const before = await codes()
    expect((await invite('key-0006-day')).status).toBe(200)
    const now = district.clock.now()
    district.clock.set(now + 25 * 3_600_000)
    const next = await openAccount(district, { username: 'quan.tri', role: 'district-administrator' })
    expect((await invite('key-0006-day', undefined, next)).status).toBe(200)
    expect(await codes()).toBe(before + 2)
    district.clock.set(now)
    admin = await openAccount(district, { username: 'quan.tri', role: 'district-administrator' })
  })

  it('refuses a key that is none', async () => {
    for (const key of ['short', 'x'.repeat(101), 'with blank in it']) {
      expect((await invite(key)).status, key).toBe(400)
    }
  })
})

describe('a token of another program', () => {
  const make = async (body: object) =>
    admin.post('/api/v1/api-tokens', { name: 'Tiền lương', organisation: null, days: 30, ...body })
  const ask = (token: string, path: string, init: RequestInit = {}) =>
    fetch(`${district.address}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${token}`, ...init.headers },
    })

  it('may do what it was made for, within its scope, until it is revoked or runs out', async () => {
    const made = await make({ permissions: ['presence.read', 'people.read'], organisation: 'ward-a' })
    const { token, id } = made.body as { token: string; id: string }
    expect(token).toMatch(/^ggt_[\w-]{43}$/)
    const stored = rowsOf(await district.database.db.execute(sql`select * from api_tokens`))
    expect(JSON.stringify(stored)).not.toContain(token.slice(4))
    expect((await ask(token, '/api/v1/points/point-a/days/2026-11-18')).status).toBe(200)
    expect((await ask(token, '/api/v1/points/point-b/days/2026-11-18')).status).toBe(404)
    expect(await (await ask(token, '/api/v1/today')).text()).not.toContain('point-b')
    for (const path of [
      '/api/v1/accounts',
      '/api/v1/audit',
      '/api/v1/me',
      '/api/v1/api-tokens',
      '/api/v1/kiosks',
    ]) {
      expect((await ask(token, path)).status, path).toBe(403)
    }
    const write = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }
    expect((await ask(token, '/api/v1/enrolments', write)).status).toBe(403)
    expect((await ask(`${token}x`, '/api/v1/today')).status).toBe(401)
    expect((await ask('nonsense', '/api/v1/today')).status).toBe(401)
    const listed = (await admin.get('/api/v1/api-tokens')).body as { id: string; lastUsedAt: number }[]
    expect(listed.find((row) => row.id === id)?.lastUsedAt).toBe(district.clock.now())

    expect((await admin.post(`/api/v1/api-tokens/${id}`, undefined, {}, 'DELETE')).status).toBe(204)
    expect((await ask(token, '/api/v1/today')).status).toBe(401)

    const short = (await make({ permissions: ['presence.read'], days: 1 })).body as { token: string }
    const now = district.clock.now()
    district.clock.set(now + DAY + 1)
    expect((await ask(short.token, '/api/v1/today')).status).toBe(401)
    district.clock.set(now)
    expect((await ask(short.token, '/api/v1/today')).status).toBe(200)
  })

  it('never gets more than its maker has, nor accounts, tokens or the erasure of people', async () => {
    for (const permission of ['accounts.write', 'api-tokens.write', 'personal-data.write', 'audit.read']) {
      expect((await make({ permissions: [permission] })).status, permission).toBe(422)
    }
    const system = await openAccount(district, { username: 'he.thong', role: 'system-administrator' })
    const body = { name: 'x', organisation: null, days: 1, permissions: ['presence.read'] }
    expect((await system.post('/api/v1/api-tokens', body)).status).toBe(422)
    const scoped = await openAccount(district, {
      username: 'qt.a',
      role: 'district-administrator',
      organisation: 'ward-a',
    })
    expect((await scoped.post('/api/v1/api-tokens', body)).status).toBe(404)
    expect((await scoped.post('/api/v1/api-tokens', { ...body, organisation: 'ward-b' })).status).toBe(404)
    expect((await scoped.post('/api/v1/api-tokens', { ...body, organisation: 'ward-a' })).status).toBe(200)
  })

  it('is not taken from a page of another site, nor beside somebody’s cookie', async () => {
    const { token } = (await make({ permissions: ['presence.read'] })).body as { token: string }
    const answer = await admin.ask('/api/v1/me', { headers: { authorization: `Bearer ${token}` } })
    expect(answer.status).toBe(403)
  })
})

describe('an answer', () => {
  it('carries an ETag and is not sent again to who holds it', async () => {
    const first = await admin.get('/api/v1/points')
    const tag = first.headers.get('etag') ?? ''
    expect(tag).toMatch(/^"[\w-]{27}"$/)
    const held = await admin.ask('/api/v1/points', { headers: { 'if-none-match': `"x", W/${tag}` } })
    expect([held.status, held.text]).toEqual([304, ''])
    const changed = await admin.ask('/api/v1/points', { headers: { 'if-none-match': '"x"' } })
    expect(changed.status).toBe(200)
  })

  it('comes in pages that join without a gap', async () => {
    const whole = (await admin.get('/api/v1/audit?limit=500')).body as { items: { seq: number }[] }
    const Page = z.object({ items: z.array(z.object({ seq: z.int() })), next: z.string().nullable() })
    const seen: number[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: z.infer<typeof Page> = Page.parse(
        (await admin.get(`/api/v1/audit?limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`)).body,
      )
      seen.push(...page.items.map(({ seq }) => seq))
      cursor = page.next
    }
    expect(seen).toEqual(whole.items.map(({ seq }) => seq))
    expect(seen.length).toBeGreaterThan(9)
    for (const cursor of ['x', 'WyJhIl0', 'bnVsbA']) {
      expect((await admin.get(`/api/v1/audit?cursor=${cursor}`)).status).toBe(400)
    }
  })
})

describe('the description of the API', () => {
  it('D1: says of every staff route what it is, who may use it, what it takes and answers', async () => {
    const { body } = await createDistrictBrowser(district).get('/api/v1/openapi.json')
    const { paths } = ApiDocument.parse(body)
    const faults: string[] = []
    for (const [path, methods] of Object.entries(paths)) {
      for (const [method, deed] of Object.entries(methods)) {
        const name = `${method} ${path}`
        const ofKiosks = deed['x-access'] === undefined || deed['x-access'] === 'kiosk'
        if (ofKiosks) continue
        if (deed.summary === undefined) faults.push(`${name}: no summary`)
        if (deed.tags[0] === 'kiosk') faults.push(`${name}: no area`)
        if (Object.keys(deed.responses).length === 0) faults.push(`${name}: no answers`)
      }
    }
    expect(faults).toEqual([])
    expect(Object.keys(paths).length).toBeGreaterThan(20)
    expect((body as { openapi: string }).openapi).toBe('3.1.0')
    const text = JSON.stringify(body)
    for (const [, pointer = ''] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      let at: unknown = body
      for (const part of pointer.split('/')) at = (at as Record<string, unknown> | undefined)?.[part]
      expect(at, pointer).toBeDefined()
    }
  })

  it('is a page that loads nothing from elsewhere, in both languages', async () => {
    const browser = createDistrictBrowser(district)
    for (const [address, word] of [
      ['/docs', 'Quy ước chung'],
      ['/docs?language=en', 'What holds everywhere'],
      ['/docs?language=<script>', 'Quy ước chung'],
    ] as const) {
      const page = await browser.get(address)
      expect(page.status).toBe(200)
      expect(page.text).toContain(word)
      expect(page.text).toContain('/api/v1/points/{point}/days/{date}')
      expect(page.text).not.toMatch(/<script|https?:\/\/(?!json-schema)/)
      expect(page.headers.get('content-security-policy')).toContain("default-src 'none'; style-src 'self'")
    }
    expect((await browser.get('/docs/style.css')).headers.get('content-type')).toContain('text/css')
  })

  it('is written once a language, however often strangers ask for it', async () => {
    const app = fastify()
    let written = 0
    app.decorate('swagger', () => {
      written++
      return { openapi: '3.1.0', info: { title: '', version: '' }, paths: {} }
    })
    await app.register(docsRoutes)
    for (const address of ['/docs', '/docs', '/docs?language=en', '/docs?language=en', '/docs'])
      expect((await app.inject(address)).statusCode).toBe(200)
    expect(written).toBe(2)
    await app.close()
  })
})
