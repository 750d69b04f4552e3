import { connect, type Socket } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import type { RouteOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDistrictServer } from '../../district/server/create-district-server.ts'
import { createTestDistrict, type TestDistrict } from '../support/create-test-district.ts'
import type { DistrictBrowser } from '../support/district-browser.ts'
import { openAccount } from '../support/open-account.ts'
import { rawRequest, statusOf } from '../support/raw-http.ts'

const MONDAY_7 = Date.UTC(2026, 10, 16, 0)
const SEALED = 'application/vnd.giogiac.sealed'

/** News, which never end, and files that are made on the spot. */
const WITHOUT_FORM = /\/(live|receipt|papers\/:paper(\/\w+)?)$/

let district: TestDistrict
let staff: DistrictBrowser

beforeAll(async () => {
  district = await createTestDistrict({ now: MONDAY_7 })
  staff = await openAccount(district, { username: 'thu', role: 'district-administrator' })
})
afterAll(() => district.stop())

const isServing = async (): Promise<boolean> => (await staff.get('/healthz')).status === 200
const post = (path: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string>) =>
  fetch(`${district.address}${path}`, { method: 'POST', headers, body }).then(async (answer) => ({
    status: answer.status,
    text: await answer.text(),
  }))

describe('limits and forms of a request (D1)', () => {
  it('one byte more than a route takes is 413, and what it takes is not', async () => {
    const json = { 'content-type': 'application/json', origin: district.address }
    const sized = (bytes: number) => {
      const empty = JSON.stringify({ username: '', password: 'x' })
      return JSON.stringify({ username: 'q'.repeat(bytes - empty.length), password: 'x' })
    }
    expect((await post('/api/v1/sign-in', sized(4_096), json)).status).toBe(400)
    expect((await post('/api/v1/sign-in', sized(4_097), json)).status).toBe(413)
    for (const [path, bytes] of [
      ['/api/v1/enrol', 4_096],
      ['/api/v1/hello', 16_384],
      ['/api/v1/logs/x/events', 600_000],
    ] as const) {
      expect((await post(path, 'x'.repeat(bytes + 1), { 'content-type': SEALED })).status, path).toBe(413)
      expect((await post(path, 'x'.repeat(100), { 'content-type': SEALED })).status, path).toBe(400)
    }
  })

  it('a small body that inflates to more than a batch is 413 before it is held', async () => {
    const before = process.memoryUsage().rss
    const bomb = new Uint8Array(gzipSync(Buffer.alloc(200 * 1024 * 1024), { level: 9 }))
    for (let i = 0; i < 5; i++) {
      const headers = { 'content-type': SEALED, 'content-encoding': 'gzip' }
      expect((await post('/api/v1/logs/x/events', bomb, headers)).status).toBe(413)
    }
    // The bomb itself was made here, and is counted once.
    expect(process.memoryUsage().rss - before).toBeLessThan(500 * 1024 * 1024)
  })

  it('any other kind of content is 415, or read and refused; never taken, never a fault', async () => {
    const body = '{"point":"point-a","name":"Q"}'
    const kinds = [
      'application/json\t',
      'application/json ;charset=utf-8',
      'application/json; charset=utf-16',
      'application/json; charset=x;charset=y',
      'APPLICATION/JSON',
      'application/jsonx',
      'application/json, text/html',
      'text/json',
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/xml',
      SEALED,
      '*/*',
      ';',
      '/',
      'x'.repeat(8_000),
    ]
    const cookie = staff.cookie ?? ''
    for (const kind of kinds) {
      const { status } = await post('/api/v1/enrolments', body, {
        'content-type': kind,
        cookie,
        origin: district.address,
      })
      const isJson = /^application\/json(\s*;.*)?$/i.test(kind.trim())
      expect(isJson ? [200, 400, 415] : [415], kind).toContain(status)
    }
    for (const kind of ['application/json', 'text/plain', `${SEALED}x`]) {
      expect((await post('/api/v1/hello', '{}', { 'content-type': kind })).status, kind).toBe(415)
    }
  })

  it('fields that would reach into a program’s own objects, and bodies too deep or doubled, are 400', async () => {
    for (const body of [
      '{"point":"point-a","name":"Q","__proto__":{"role":"x"}}',
      '{"__proto__":{"point":"point-a","name":"Q"}}',
      '{"point":"point-a","name":"Q","constructor":{"prototype":{"a":1}}}',
      '{"point":"point-a","name":{"__proto__":null}}',
      `{"point":"point-a","name":${'['.repeat(2_000)}${']'.repeat(2_000)}}`,
      `{"point":"point-a","name":${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
      '{"point":"point-a","name":"Q",}',
      '{"point":"point-a","name":"\\ud800"}',
      '{"point":"point-a","name":"a\\u0000b"}',
      '\ufeff',
      '[]',
      'null',
      '1e999',
    ]) {
      const expected = body.length > 4_096 ? 413 : 400
      expect((await staff.post('/api/v1/enrolments', body)).status, body.slice(0, 60)).toBe(expected)
    }
    expect(({} as Record<string, unknown>).role).toBeUndefined()
  })

  it('is no HTTP, or two requests that look like one: refused, and the next request is served', async () => {
    const host = `host: ${new URL(district.address).host}`
    const odd: [string, string][] = [
      ['garbage', '\u0000\u0001\u0002\r\n\r\n'],
      ['another protocol', '\u0016\u0003\u0001\u0000\u0001'],
      ['a version of the future', `GET /healthz HTTP/9.9\r\n${host}\r\n\r\n`],
      [
        'length and chunks',
        `POST /api/v1/hello HTTP/1.1\r\n${host}\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\n${host}\r\n\r\n`,
      ],
      [
        'two lengths',
        `POST /api/v1/hello HTTP/1.1\r\n${host}\r\ncontent-length: 4\r\ncontent-length: 5\r\n\r\nabcd`,
      ],
      ['a negative length', `POST /api/v1/hello HTTP/1.1\r\n${host}\r\ncontent-length: -1\r\n\r\n`],
      [
        'a chunk of no size',
        `POST /api/v1/hello HTTP/1.1\r\n${host}\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n`,
      ],
      ['a NUL in a header', `GET /healthz HTTP/1.1\r\n${host}\r\nx: a\u0000b\r\n\r\n`],
      ['a bare line end', `GET /healthz HTTP/1.1\n${host}\n\rx: y\r\n\r\n`],
      ['endless headers', `GET /healthz HTTP/1.1\r\n${host}\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`],
      ['no host', 'GET /healthz HTTP/1.1\r\n\r\n'],
      ['a method of nobody', `TELEPORT /healthz HTTP/1.1\r\n${host}\r\n\r\n`],
      ['an address with a newline', `GET /healthz%0d%0ax HTTP/1.1\r\n${host}\r\n\r\n`],
      ['an address that is no text', `GET /api/v1/points/%ff%fe/days/%c0%ae HTTP/1.1\r\n${host}\r\n\r\n`],
      ['a very long address', `GET /api/v1/points/${'a'.repeat(7_000)}/days/x HTTP/1.1\r\n${host}\r\n\r\n`],
    ]
    for (const [what, bytes] of odd) {
      const status = statusOf(await rawRequest(district.address, Buffer.from(bytes, 'latin1'), 400))
      expect(status === 0 || (status >= 400 && status < 500), `${what}: ${status}`).toBe(true)
      expect(await isServing()).toBe(true)
    }
  })

  it('two hundred clients that drip a byte at a time keep nobody else waiting', async () => {
    const { hostname, port } = new URL(district.address)
    const drips: Socket[] = []
    for (let i = 0; i < 200; i++) {
      const socket = connect(Number(port), hostname)
      socket.on('error', () => {})
      socket.write(
        `POST /api/v1/hello HTTP/1.1\r\nhost: x\r\ncontent-type: ${SEALED}\r\ncontent-length: 5000\r\n\r\n`,
      )
      drips.push(socket)
    }
    try {
      for (let round = 0; round < 10; round++) {
        for (const socket of drips) socket.write('x')
        expect(await isServing()).toBe(true)
        expect((await staff.get('/api/v1/me')).status).toBe(200)
        await setTimeout(50)
      }
      expect(district.server.server.requestTimeout).toBe(30_000)
    } finally {
      for (const socket of drips) socket.destroy()
    }
  })

  it('no route of staff is without a form for what it answers, and for what it takes', async () => {
    const routes: RouteOptions[] = []
    const server = await createDistrictServer({
      database: district.database,
      clock: district.clock,
      newId: () => '',
      randomBytes: (count) => new Uint8Array(count),
      keys: district.keys,
      publicAddress: 'http://127.0.0.1',
      secureCookies: false,
      onRoute: (route) => routes.push(route),
    })
    await server.ready()
    await server.close()
    const own = routes.filter(({ url, schema }) => url.startsWith('/api/') && schema?.hide !== true)
    const named = ({ method, url }: RouteOptions) => `${String(method)} ${url}`
    expect(own.length).toBeGreaterThan(30)
    // A file has the form of its kind, and its deed on record.
    const without = own.filter(
      ({ schema, url, config }) =>
        schema?.response === undefined && !WITHOUT_FORM.test(url) && config?.action === undefined,
    )
    expect(without.map(named)).toEqual([])
  })
})
