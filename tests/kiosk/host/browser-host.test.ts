import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type BrowserHost, startBrowserHost } from '../../../kiosk/host/browser-host.ts'
import { readPageFiles } from '../../../kiosk/host/page-files.ts'
import { browserCommand } from '../../../scripts/open-browser.ts'
import { openWindow } from '../../support/browser-window.ts'
import { createTestKiosk, newId, type TestKiosk } from '../../support/create-test-kiosk.ts'
import { readLog } from '../../support/read-log.ts'
import { badgeOf } from '../../support/test-directory.ts'

let kiosk: TestKiosk
let host: BrowserHost
/** Of the window that was opened. */
let cookie = ''
let offered: string[] = []

const startHost = () =>
  startBrowserHost({
    service: kiosk.service,
    files: readPageFiles(join(kiosk.dataDirectory, 'page')),
    port: 0,
    onOpened: (next) => offered.push(next),
  })
beforeEach(async () => {
  kiosk = await createTestKiosk()
  offered = []
  const page = join(kiosk.dataDirectory, 'page')
  mkdirSync(join(page, 'assets'), { recursive: true })
  writeFileSync(join(page, 'index.html'), '<!doctype html><title>Quầy</title>')
  writeFileSync(join(page, 'assets/app.js'), 'export {}')
  writeFileSync(join(page, 'secret.pem'), 'no page needs this')
  host = await startHost()
  cookie = await openWindow(host.url)
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
    const sent = request({ hostname, port, method, path, headers: { cookie, ...headers } }, (response) => {
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
const own = () => ({ origin: host.page.slice(0, -1), 'content-type': 'application/json' })
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

describe('a window that this program did not open', () => {
  const STRANGERS: readonly (readonly [string, () => string])[] = [
    ['no cookie', () => ''],
    ['an empty cookie', () => `${cookie.split('=')[0]}=`],
    ['a guessed cookie', () => `${cookie.split('=')[0]}=${'A'.repeat(43)}`],
    ['the cookie of a kiosk on another port', () => cookie.replace(/window-\d+/, 'window-1')],
    ['a cookie one letter short', () => cookie.slice(0, -1)],
  ]
  test.each(STRANGERS)('(%s) is refused everything, with a sentence', async (_name, sent) => {
    const strange = { cookie: sent() }
    for (const path of ['/', '/assets/app.js', '/notices', '/nothing', '/open/', `/open/${'A'.repeat(43)}`]) {
      const answer = await send('GET', path, strange)
      expect([path, answer.status, answer.headers['set-cookie']]).toEqual([path, 403, undefined])
      expect(answer.body).toContain('chương trình đã mở')
      expect(answer.body).not.toContain('/open/')
    }
    const scan = await send('POST', '/api/scan', { ...own(), ...strange }, scanBody())
    expect([scan.status, scans()]).toEqual([403, 0])
    expect((await send('POST', '/api/state', { ...own(), ...strange }, '{}')).body).not.toContain('recording')
  })

  test('opens with the address that was given out, once', async () => {
    const address = new URL(host.url).pathname
    const opened = await send('GET', address, { cookie: '' })
    expect(opened).toMatchObject({ status: 200, body: expect.stringContaining('content="0;url=/"') })
    expect(String(opened.headers['set-cookie'])).toMatch(
      /^giogiac-window-\d+=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
    )
    expect((await send('GET', address, { cookie: '' })).status).toBe(403)
    // Back in the window itself it leads to the page again.
    expect((await send('GET', address)).body).toBe(opened.body)
    expect(offered).toHaveLength(2)
    expect(new Set(offered).size).toBe(2)
    expect(offered.at(-1)).toBe(host.url)
  })

  test('is opened by no page of another site, and by nothing but a GET', async () => {
    const address = new URL(host.url).pathname
    for (const lie of [
      { 'sec-fetch-site': 'cross-site' },
      { host: 'kiosk.example.vn' },
      { origin: 'https://x.vn' },
    ]) {
      expect((await send('GET', address, { cookie: '', ...lie })).status).toBe(403)
    }
    expect((await send('POST', address, { ...own(), cookie: '' }, '{}')).status).toBe(403)
    expect((await send('GET', address, { cookie: '' })).status).toBe(200)
  })

  test('is opened by a file that leads on, which only its owner reads', async () => {
    const onward = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', cookie: '' }
    const [, file = ''] = browserCommand(host.url, kiosk.dataDirectory, '/usr/bin/chromium')
    const page = fileURLToPath(file.slice('--app='.length))
    expect(statSync(page).mode & 0o777).toBe(0o600)
    expect(readFileSync(page, 'utf8')).toContain(host.url)
    const address = new URL(host.url).pathname
    expect((await send('GET', '/', onward)).status).toBe(403)
    expect((await send('GET', address, { ...onward, 'sec-fetch-mode': 'no-cors' })).status).toBe(403)
    expect((await send('GET', address, onward)).status).toBe(200)
  })

  test('has a cookie of this start alone, and nothing of it lies on the disk', async () => {
    const before = host.url
    await host.close()
    host = await startHost()
    const { port } = new URL(host.url)
    const kept = { cookie: cookie.replace(/window-\d+/, `window-${port}`) }
    expect((await send('GET', '/', kept)).status).toBe(403)
    expect((await send('GET', new URL(before).pathname, kept)).status).toBe(403)
    const fresh = await openWindow(host.url)
    expect((await send('GET', '/', { cookie: fresh })).status).toBe(200)
    const [, secret = ''] = fresh.split('=')
    for (const name of readdirSync(kiosk.dataDirectory, { recursive: true, encoding: 'utf8' })) {
      const file = join(kiosk.dataDirectory, name)
      if (statSync(file).isFile()) expect(readFileSync(file).includes(secret), name).toBe(false)
    }
  })
})
