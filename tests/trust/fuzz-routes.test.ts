import { randomBytes } from 'node:crypto'
import { Writable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SESSION_LIMITS, startSession } from '../../db/district/accounts/sessions.ts'
import { createTestDistrict, type TestDistrict } from '../support/create-test-district.ts'
import { makeAccount } from '../support/open-account.ts'
import { type JsonSchema, type KnownValues, valuesOf } from '../support/schema-values.ts'

/** Requests to each route, signed out and in; more by `GIOGIAC_FUZZ_RUNS`. */
const RUNS = Number(process.env.GIOGIAC_FUZZ_RUNS ?? (process.env.GIOGIAC_SOAK === '1' ? 100 : 8))
const SEED = Number(process.env.GIOGIAC_FUZZ_SEED ?? 20_261_122)
/** No answer after this is none. */
const LONGEST_MS = 20_000

/** Kinds of content that are no JSON; those of the imports among them. */
const BYTES_TYPES = [
  'application/vnd.giogiac.gglog',
  'application/vnd.giogiac.attlog',
  'application/vnd.giogiac.sealed',
  'application/octet-stream',
  'application/gzip',
  'text/csv',
  'text/plain',
  'multipart/form-data; boundary=x',
]

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: JsonSchema }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>> }
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

/** Names and values that the test organisation knows: with them a request gets past the first look. */
const KNOWN: KnownValues = {
  person: ['a1', 'a2', 'b1'],
  by: ['a2', 'b2'],
  staff: ['a1', 'a3'],
  point: ['point-a', 'point-b'],
  organisation: ['city', 'ward-a', 'ward-b'],
  parent: ['city', 'ward-a'],
  successor: ['ward-b', 'city'],
  username: ['tam', 'quan'],
  date: ['2026-11-18', '2026-11-17'],
  from: ['2026-11-18', '2026-11-18T07:30'],
  to: ['2026-11-20', '2026-11-18T11:30'],
  since: ['2026-11-01'],
  until: ['2026-12-31'],
  validFrom: ['2026-11-18', '2026-12-01'],
  validTo: ['2026-12-31', null],
  month: ['2026-11', '2026-10'],
  paper: ['sheet.xlsx', 'annex.csv', 'sheet.pdf', 'report.docx', 'so-hop.docx'],
  kind: ['hours', 'calendar', 'policy', 'excuse'],
  number: [1, 2],
  id: ['point-a', 'ward-a', 'city', 'a1'],
}

describe('every route of the API, asked with what breaks programs', () => {
  let district: TestDistrict
  let document: Document
  const logged: string[] = []
  let addresses = 0

  beforeAll(async () => {
    const sink = new Writable({
      write(chunk, _encoding, done) {
        logged.push(String(chunk))
        done()
      },
    })
    district = await createTestDistrict({ logger: pino({ level: 'error' }, sink) })
    document = (await district.server.inject({ url: '/api/v1/openapi.json' })).json()
    const { db } = district.database
    for (const [username, role] of [
      ['fuzz.system', 'system-administrator'],
      ['fuzz.district', 'district-administrator'],
      ['tam', 'viewer'],
    ] as const) {
      await makeAccount(db, { username, role })
    }
  })
  afterAll(() => district.stop())

  const sessionOf = async (username: string): Promise<string> => {
    const { db } = district.database
    const token = await startSession(db, username, district.clock.now(), SESSION_LIMITS, (n) =>
      randomBytes(n),
    )
    return `giogiac=${token}`
  }

  const resolve = (ref: string): JsonSchema =>
    ref
      .replace(/^#\//, '')
      .split('/')
      .reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], document) as JsonSchema

  const requestsTo = (operation: Operation) => {
    const { parameters = [], requestBody } = operation
    const body = requestBody?.content['application/json']?.schema
    const values = fc.record(
      Object.fromEntries(
        parameters.map(({ name, schema }) => [name, valuesOf(schema, KNOWN, resolve, name)]),
      ) as Record<string, fc.Arbitrary<unknown>>,
    )
    return fc.record({
      values,
      body: body === undefined ? fc.constant(undefined) : valuesOf(body, KNOWN, resolve),
    })
  }

  const addressOf = (
    path: string,
    operation: Operation,
    values: Readonly<Record<string, unknown>>,
  ): string => {
    let url = path
    const query: string[] = []
    for (const { name, in: place } of operation.parameters ?? []) {
      const value = values[name]
      const text = encodeURIComponent(
        (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed(),
      )
      if (place === 'path') url = url.replace(`{${name}}`, text)
      if (place === 'query' && value !== undefined) query.push(`${name}=${text}`)
    }
    return query.length === 0 ? url : `${url}?${query.join('&')}`
  }

  const operations = () =>
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        // The one that never ends is asked elsewhere.
        .filter(() => path !== '/api/v1/live')
        .map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
    )

  async function ask(
    who: string | null,
  ): Promise<{ readonly asked: number; readonly wrong: string[]; readonly codes: Map<number, number> }> {
    const wrong: string[] = []
    const codes = new Map<number, number>()
    let asked = 0
    for (const { path, method, operation } of operations()) {
      const samples = fc.sample(requestsTo(operation), {
        numRuns: who === null ? Math.ceil(RUNS / 3) : RUNS,
        seed: SEED,
      })
      for (const { values, body } of samples) {
        const url = addressOf(path, operation, values)
        const payload = body === undefined ? undefined : JSON.stringify(body)
        const before = logged.length
        // Every request comes from an address of its own: limits are another test's.
        const n = addresses++
        const injected = district.server.inject({
          method: method as 'GET',
          url,
          remoteAddress: `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`,
          headers: {
            host: 'localhost',
            ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
            ...(who === null ? {} : { cookie: await sessionOf(who) }),
          },
          ...(payload === undefined ? {} : { payload }),
        })
        asked++
        const answer = await Promise.race([injected, setTimeout(LONGEST_MS, null, { ref: false })])
        if (answer === null) {
          wrong.push(`${method} ${url.slice(0, 200)} ${payload?.slice(0, 400) ?? ''}: no answer`)
          continue
        }
        codes.set(answer.statusCode, (codes.get(answer.statusCode) ?? 0) + 1)
        const line = `${method} ${url.slice(0, 200)} ${payload?.slice(0, 400) ?? ''} → ${answer.statusCode}`
        if (answer.statusCode >= 500) wrong.push(`${line} ${logged.slice(before).join('').slice(0, 1500)}`)
        else if (answer.statusCode >= 400) {
          const isProblem = String(answer.headers['content-type']).startsWith('application/problem+json')
          const told = isProblem ? answer.json() : {}
          if (told.status !== answer.statusCode || typeof told.detail !== 'string')
            wrong.push(`${line}: ${answer.body.slice(0, 200)}`)
          if (/\bat \S+ \(|\.ts:\d|select .* from|node_modules/i.test(answer.body))
            wrong.push(`${line} tells: ${answer.body}`)
        }
        if (who === null && answer.statusCode < 300 && !/openapi|healthz|sign-out/.test(url))
          wrong.push(`${line}: open to everybody`)
      }
    }
    return { asked, wrong, codes }
  }

  it('answers nobody who is signed out, and never with a 5xx', { timeout: 300_000 }, async () => {
    const { asked, wrong } = await ask(null)
    expect(wrong).toEqual([])
    expect(asked).toBeGreaterThan(operations().length - 1)
  })

  it.each(['fuzz.system', 'fuzz.district'])(
    'answers %s with a value or with a problem in words, never with a 5xx',
    { timeout: process.env.GIOGIAC_SOAK === '1' ? 3_600_000 : 600_000 },
    async (who) => {
      const { asked, wrong, codes } = await ask(who)
      process.stdout.write(
        `${who}: ${asked} requests, seed ${SEED}, ${JSON.stringify(Object.fromEntries(codes))}\n`,
      )
      expect(wrong).toEqual([])
      // Not everything was turned away at the door.
      expect(codes.get(200) ?? 0).toBeGreaterThan(asked / 50)
    },
  )

  it('takes bytes of any kind, where it takes bytes at all, with a value or a problem in words', {
    timeout: 300_000,
  }, async () => {
    const cookie = await sessionOf('fuzz.district')
    const bodies = [
      Buffer.alloc(0),
      Buffer.from([0x1f, 0x8b, 0x08, 0, 0, 0, 0, 0, 0, 3]),
      gzipSync('{"v":1,"kind":"gglog"}\n{}\n'),
      gzipSync(Buffer.alloc(20_000_000)),
      Buffer.from('PK\u0003\u0004'),
      Buffer.from('\ufeff1;2;3\r\n"'),
      Buffer.from('SQLite format 3\0'),
      Buffer.from([0xff, 0xfe, 0x00, 0xd8]),
    ]
    const wrong: string[] = []
    let read = 0
    for (const { path, method } of operations().filter((each) => each.method !== 'GET')) {
      for (const type of BYTES_TYPES) {
        const url = path.replace(/\{\w+\}/g, 'a1')
        for (const payload of bodies) {
          const { statusCode } = await district.server.inject({
            method: method as 'POST',
            url,
            remoteAddress: `10.200.${(read >> 8) & 255}.${read & 255}`,
            headers: { host: 'localhost', 'content-type': type, cookie },
            payload,
          })
          if (statusCode >= 500)
            wrong.push(`${method} ${url} ${type} → ${statusCode} ${logged.at(-1)?.slice(0, 800)}`)
          // Nothing else is read: the kind of the content is refused before its bytes.
          if (statusCode === 415) break
          read++
        }
      }
    }
    expect(wrong).toEqual([])
    expect(read).toBeGreaterThan(bodies.length)
  })
})
