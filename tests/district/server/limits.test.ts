import { connect, type Socket } from 'node:net'
import { sql } from 'drizzle-orm'
import type { RouteOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { createDistrictBrowser, type DistrictBrowser } from '../../support/district-browser.ts'
import { openAccount } from '../../support/open-account.ts'
import { createWireKiosk } from '../../support/wire-kiosk.ts'

let district: TestDistrict
let admin: DistrictBrowser
const routes: RouteOptions[] = []
beforeAll(async () => {
  district = await createTestDistrict({ trustProxy: '127.0.0.1', onRoute: (route) => routes.push(route) })
  admin = await openAccount(district, { username: 'quan.tri', role: 'district-administrator' })
})
afterAll(() => district?.stop())

const post = (path: string, body: string, headers: Record<string, string>) =>
  fetch(`${district.address}${path}`, {
    method: 'POST',
    body,
    headers: { cookie: admin.cookie ?? '', origin: district.address, ...headers },
  })
const json = { 'content-type': 'application/json' }

describe('D1: the limits of a request', () => {
  it('stand at every route: as many bytes as it takes, and not one more', async () => {
    const body = (bytes: number) => {
      const empty = JSON.stringify({ point: 'nowhere', name: '' })
      return JSON.stringify({ point: 'nowhere', name: 'x'.repeat(bytes - empty.length) })
    }
    expect(body(4_096)).toHaveLength(4_096)
    expect((await post('/api/v1/enrolments', body(4_096), json)).status).toBe(400)
    expect((await post('/api/v1/enrolments', body(4_097), json)).status).toBe(413)
    const writes = routes.filter(({ method, config }) => method !== 'GET' && config?.access !== 'kiosk')
    expect(writes.length).toBeGreaterThan(20)
    for (const { bodyLimit = 64 * 1024, url } of writes) {
      expect(bodyLimit, url).toBeLessThanOrEqual(64 * 1024 * 1024)
    }
  })

  it('let nobody hold the server by speaking slowly', async () => {
    const { server } = district.server
    expect([server.requestTimeout, server.timeout]).toEqual([30_000, 60_000])
    const port = Number(new URL(district.address).port)
    const slow: Socket[] = Array.from({ length: 200 }, () => connect(port, '127.0.0.1'))
    for (const socket of slow) {
      socket.on('error', () => {})
      socket.write(
        'POST /api/v1/sign-in HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{',
      )
    }
    const dripping = setInterval(() => {
      for (const socket of slow) socket.write(' ')
    }, 100)
    for (let asked = 0; asked < 30; asked++) {
      expect((await admin.get('/api/v1/points')).status).toBe(200)
    }
    clearInterval(dripping)
    for (const socket of slow) socket.destroy()
  })

  it.each([
    ['application/json', 404],
    ['application/json; charset=utf-8', 404],
    ['APPLICATION/JSON', 404],
    ['application/json;charset="utf-8"', 404],
    ['text/plain', 415],
    ['application/x-www-form-urlencoded', 415],
    ['multipart/form-data; boundary=x', 415],
    ['application/json-seq', 415],
    ['text/plain; application/json', 415],
    ['application', 415],
    ['', 415],
  ])('take content as %s: %i', async (type, status) => {
    const answer = await post('/api/v1/enrolments', '{"point":"nowhere","name":"x"}', {
      'content-type': type,
    })
    expect(answer.status).toBe(status)
  })

  it.each([
    ['a prototype', '{"__proto__":{"x":1},"point":"a","name":"b"}'],
    ['a constructor', '{"constructor":{"prototype":{"x":1}},"point":"a","name":"b"}'],
    ['four thousand brackets', '['.repeat(4_000)],
    ['something unknown', '{"point":"a","name":"b","more":1}'],
    ['half a letter', '{"point":"a","name":"\\ud800'],
    ['a number that is none', '{"point":1e999,"name":"b"}'],
  ])('refuse %s', async (_name, body) => {
    expect((await post('/api/v1/enrolments', body, json)).status).toBe(400)
    expect(({} as Record<string, unknown>).x).toBeUndefined()
  })

  it('refuse sixty thousand brackets where that much is taken', async () => {
    expect((await post('/api/v1/accounts', '['.repeat(60_000), json)).status).toBe(400)
  })
})

describe('D2: the limits of how often', () => {
  it('stop one place that asks without end, say for how long, and leave the others alone', async () => {
    const from = (place: string) =>
      fetch(`${district.address}/api/v1/points`, {
        headers: { cookie: admin.cookie ?? '', 'x-forwarded-for': place },
      })
    let refused: Response | undefined
    for (let asked = 0; asked < 1_300 && refused === undefined; asked += 50) {
      const answers = await Promise.all(Array.from({ length: 50 }, () => from('10.9.9.9')))
      refused = answers.find(({ status }) => status === 429)
    }
    expect(refused?.status).toBe(429)
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await refused?.json()).toMatchObject({ status: 429, type: 'about:blank' })
    expect((await from('10.9.9.8')).status).toBe(200)
  })
})

describe('D2: the allowance of a kiosk', () => {
  it('is its own: neither strangers nor another kiosk at its office’s address use it up', async () => {
    const loud = await createWireKiosk(district, { name: 'Quầy 8' }).enrol()
    const quiet = await createWireKiosk(district, { name: 'Quầy 9' }).enrol()
    const junk = () =>
      fetch(`${district.address}/api/v1/hello`, {
        method: 'POST',
        headers: { 'content-type': 'application/vnd.giogiac.sealed' },
        body: 'x',
      })
    const of = (answers: readonly number[], status: number) =>
      answers.filter((each) => each === status).length
    const strange: number[] = []
    for (let asked = 0; asked < 1_300; asked += 50) {
      const answers = await Promise.all(Array.from({ length: 50 }, junk))
      strange.push(...answers.map(({ status }) => status))
    }
    expect([of(strange, 400), of(strange, 429)]).toEqual([1_200, 100])
    expect(Number((await junk()).headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await quiet.hello()).status).toBe(200)

    const grants: number[] = []
    const ask = (kiosk: typeof loud) => kiosk.say('grant', 'grant', { v: 1, code: 'AAAA-BBBB-CCCC' })
    for (let asked = 0; asked < 62; asked++) grants.push((await ask(loud)).status)
    expect(of(grants, 429)).toBe(2)
    expect((await ask(quiet)).status).not.toBe(429)
    expect((await loud.hello()).status).toBe(200)
  })
})

describe('D10: the headers of every answer', () => {
  it('keep it from being misused, errors too', async () => {
    const faults: string[] = []
    const nobody = createDistrictBrowser(district)
    const gets = routes.filter(({ method, url }) => method === 'GET' && !url.endsWith('/live'))
    expect(gets.length).toBeGreaterThan(20)
    let place = 0
    for (const { url } of gets) {
      const address = url.replace(/:\w+/g, 'nothing').replace('*', 'nothing')
      for (const browser of [admin, nobody]) {
        const { headers, status } = await browser.ask(address, {
          headers: { 'x-forwarded-for': `10.8.0.${place++ % 250}` },
        })
        const wrong = [
          ...(headers.get('x-content-type-options') === 'nosniff' ? [] : ['nosniff']),
          ...(headers.get('referrer-policy') === 'no-referrer' ? [] : ['referrer']),
          ...(/frame-ancestors 'none'/.test(headers.get('content-security-policy') ?? '') ? [] : ['csp']),
          ...(/default-src 'none'/.test(headers.get('content-security-policy') ?? '') ? [] : ['csp default']),
          ...(/no-store|no-cache|immutable/.test(headers.get('cache-control') ?? '') ? [] : ['cache']),
          ...(headers.has('server') || headers.has('x-powered-by') ? ['names itself'] : []),
        ]
        if (wrong.length > 0) faults.push(`${status} ${address}: ${wrong.join(', ')}`)
      }
    }
    expect(faults).toEqual([])
  })
})

describe('D3: hashing passwords', () => {
  it('keeps nobody else waiting: fifty sign-ins at once, and the others are answered first', async () => {
    const finished: string[] = []
    const signIns = Array.from({ length: 50 }, async (_, number) => {
      const browser = createDistrictBrowser(district)
      const headers = { 'x-forwarded-for': `10.7.0.${number}` }
      await browser.signIn(`nobody.${number}`, 'sai mật khẩu rồi', headers)
      finished.push('sign-in')
    })
    const others = (async () => {
      for (let asked = 0; asked < 20; asked++) {
        expect((await admin.get('/api/v1/points')).status).toBe(200)
        finished.push('other')
      }
    })()
    await Promise.all([...signIns, others])
    expect(finished.lastIndexOf('other')).toBeLessThan(finished.lastIndexOf('sign-in'))
  })
})

describe('D14: an error', () => {
  it('tells its reference and nothing else, whatever was asked', async () => {
    const { db } = district.database
    await db.execute(sql`alter table settings rename to settings_gone`)
    const faults: string[] = []
    let errors = 0
    let place = 0
    const staff = routes.filter(
      ({ config, method, url }) =>
        config?.access !== undefined &&
        config.access !== 'public' &&
        method !== 'HEAD' &&
        !url.endsWith('/live'),
    )
    for (const { method, url } of staff) {
      const hasBody = method !== 'GET' && method !== 'DELETE'
      const { status, text } = await admin.ask(url.replace(/:\w+/g, 'nothing'), {
        method: String(method),
        headers: {
          origin: district.address,
          'x-forwarded-for': `10.6.0.${place++ % 250}`,
          ...(hasBody ? { 'content-type': 'application/json' } : {}),
        },
        ...(hasBody ? { body: '{}' } : {}),
      })
      if (status === 500) errors++
      const isTelling = /settings|select |insert |relation|\.ts\b|node_modules|at .+\(|pglite/i.test(text)
      if (isTelling || (status === 500 && !/Mã tra cứu: [0-9a-f-]{36}/.test(text))) {
        faults.push(`${method} ${url}: ${status} ${text.slice(0, 200)}`)
      }
    }
    await db.execute(sql`alter table settings_gone rename to settings`)
    expect(faults).toEqual([])
    expect(errors).toBeGreaterThan(15)
  })
})
