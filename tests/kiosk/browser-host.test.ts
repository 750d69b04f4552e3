import { mkdirSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type BrowserHost, startBrowserHost } from '../../kiosk/browser-host.ts'
import { readPageFiles } from '../../kiosk/page-files.ts'
import { createTestKiosk, newId, type TestKiosk } from '../support/create-test-kiosk.ts'
import { readLog } from '../support/read-log.ts'
import { badgeOf } from '../support/test-directory.ts'

let kiosk: TestKiosk
let host: BrowserHost

beforeEach(async () => {
  kiosk = await createTestKiosk()
  const page = join(kiosk.dataDirectory, 'page')
  mkdirSync(join(page, 'assets'), { recursive: true })
  writeFileSync(join(page, 'index.html'), '<!doctype html><title>Quầy</title>')
  writeFileSync(join(page, 'assets/app.js'), 'export {}')
  writeFileSync(join(page, 'secret.pem'), 'no page needs this')
  host = await startBrowserHost({ service: kiosk.service, files: readPageFiles(page), port: 0 })
})
afterEach(async () => {
  await host.close()
  await kiosk.close()
})

interface Answer {
  readonly status: number
  readonly headers: Record<string, unknown>
  readonly body: string
}
/** Plain HTTP, so that every header can be a lie. */
function send(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body = '',
): Promise<Answer> {
  const { hostname, port } = new URL(host.url)
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, method, path, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk) => {
        text += chunk
        if (response.headers['content-type'] === 'text/event-stream' && text.includes('\n\n'))
          response.destroy()
      })
      response.on('close', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
      )
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
const own = () => ({ origin: host.url.slice(0, -1), 'content-type': 'application/json' })
const scanBody = () => JSON.stringify({ id: newId(), code: badgeOf(1).code, method: 'camera' })
const scans = () => readLog(kiosk.dataDirectory).filter(({ type }) => type === 'scan').length

describe('the browser host', () => {
  test('serves the page with a strict policy, and only the files of the page', async () => {
    const page = await send('GET', '/')
    expect(page).toMatchObject({ status: 200, body: '<!doctype html><title>Quầy</title>' })
    expect(page.headers['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; font-src 'self'; media-src 'self' blob:; connect-src 'self'; worker-src 'self'; frame-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types giogiac-worker",
    )
    expect((await send('GET', '/assets/app.js')).headers['content-type']).toBe(
      'text/javascript; charset=utf-8',
    )
    for (const path of [
      '/secret.pem',
      '/../log.db',
      '/%2e%2e/log.db',
      '/..%2flog.db',
      '//etc/passwd',
      '/assets',
      '/?x',
    ]) {
      expect((await send('GET', path)).status).toBe(404)
    }
  })

  test('passes a question on and gives the answer', async () => {
    const answer = await send('POST', '/api/scan', own(), scanBody())
    expect(answer.status).toBe(200)
    expect(JSON.parse(answer.body)).toMatchObject({ answer: { kind: 'recorded', person: { kind: 'ours' } } })
    expect(scans()).toBe(1)
  })

  test('sends the news as server-sent events, beginning with the state', async () => {
    const stream = await send('GET', '/notices')
    expect(stream.headers['content-type']).toBe('text/event-stream')
    const [line = ''] = stream.body.split('\n')
    expect(JSON.parse(line.slice('data: '.length))).toMatchObject({
      notice: 'state',
      data: { recording: { kind: 'ok' } },
    })
  })

  const LIARS: readonly (readonly [string, Record<string, string>])[] = [
    ['another origin', { origin: 'https://example.vn' }],
    ['no origin', { origin: '' }],
    ['the null origin', { origin: 'null' }],
    ['our origin with another port', { origin: 'http://127.0.0.1:1' }],
    ['a rebound name', { host: 'kiosk.example.vn', origin: 'http://kiosk.example.vn' }],
    ['our name in front of another', { host: '127.0.0.1.example.vn' }],
    ['a browser that says it comes from elsewhere', { 'sec-fetch-site': 'cross-site' }],
    ['a browser that says same site, not same origin', { 'sec-fetch-site': 'same-site' }],
    ['a typed address that posts', { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'cors' }],
  ]
  test.each(LIARS)('refuses %s and records nothing', async (_name, lie) => {
    expect((await send('POST', '/api/scan', { ...own(), ...lie }, scanBody())).status).toBe(403)
    expect(scans()).toBe(0)
  })

  test('refuses what is no JSON, too long, unknown or of another method', async () => {
    const status = async (...sent: Parameters<typeof send>) => (await send(...sent)).status
    expect(await status('POST', '/api/scan', { ...own(), 'content-type': 'text/plain' }, scanBody())).toBe(
      415,
    )
    expect(
      await status('POST', '/api/scan', { ...own(), 'content-type': 'application/json\tx' }, scanBody()),
    ).toBe(415)
    expect(await status('POST', '/api/scan', own(), scanBody().slice(0, 40))).toBe(400)
    expect(await status('POST', '/api/scan', own(), '{}')).toBe(400)
    expect(await status('POST', '/api/scan', own(), 'x'.repeat(70_000))).toBe(413)
    expect(await status('POST', '/api/drop', own(), '{}')).toBe(400)
    expect(await status('POST', '/api/constructor', own(), '{}')).toBe(400)
    expect(await status('DELETE', '/', own())).toBe(405)
    expect(await status('POST', '/notices', own(), '{}')).toBe(405)
    expect(scans()).toBe(0)
  })

  test('gives no page of another site the news', async () => {
    expect((await send('GET', '/notices', { origin: 'https://example.vn' })).status).toBe(403)
    expect((await send('GET', '/notices', { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  })
})
