import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { KioskNotice } from '../../core/kiosk/kiosk-api.ts'
import { answerRequest } from '../service/answer-request.ts'
import type { KioskService } from '../service/create-kiosk-service.ts'
import { isOwnRequest } from './own-request.ts'
import type { PageFile } from './page-files.ts'
import { readBody } from './read-body.ts'
import { createWindowPass } from './window-pass.ts'

/** A code of 8,192 characters, each of up to six bytes in JSON, and what surrounds it. */
const MOST_BODY_BYTES = 64 * 1024
const KEEP_ALIVE_MS = 15_000
const PLAIN = 'text/plain; charset=utf-8'

/** As the desktop shell's policy, but the page may speak to the host it came from. */
const CSP = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "frame-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types giogiac-worker',
].join('; ')

const HEADERS = {
  'content-security-policy': CSP,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(self), microphone=(), geolocation=(), display-capture=()',
  'cache-control': 'no-store',
}

/** What a window reads that was not opened by an address this host gave out. */
const STRANGER = `Màn hình này chỉ mở ở cửa sổ mà chương trình đã mở. Mở địa chỉ mới nhất chương trình in ra (mỗi địa chỉ dùng một lần), hoặc chạy lại chương trình.
This screen opens only in a window that the program opened. Open the newest address it printed (each works once), or start the program again.
`

/** A page, not a redirect: of a window that a file opened, the browser sends the cookie once this page leads on. */
const ONWARD = '<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=/">'

export interface BrowserHost {
  /** The address that opens the next window, once; another one after it was used. */
  readonly url: string
  /** Where the page is once a window was opened, with a closing slash. */
  readonly page: string
  close(): Promise<void>
}

/**
 * Serves the kiosk's page and the service behind it to a browser on this machine: 127.0.0.1 only, only to the page it
 * serves itself, and only in windows opened by an address that it gave out.
 * @param port 0 takes a free one
 * @param onOpened a window was opened; `next` opens another one
 */
export async function startBrowserHost(options: {
  readonly service: KioskService
  readonly files: ReadonlyMap<string, PageFile>
  readonly port: number
  readonly onOpened?: (next: string) => void
}): Promise<BrowserHost> {
  const { service, files } = options
  const streams = new Set<ServerResponse>()
  let latest: KioskNotice | null = null
  const unsubscribe = service.onNotice((notice) => {
    latest = notice
    for (const stream of streams) stream.write(`data: ${JSON.stringify(notice)}\n\n`)
  })
  const keepAlive = setInterval(() => {
    for (const stream of streams) stream.write(': \n\n')
  }, KEEP_ALIVE_MS)
  keepAlive.unref()
  let calls = 0

  function send(response: ServerResponse, status: number, type: string, body: string | Uint8Array) {
    response.writeHead(status, {
      ...HEADERS,
      'content-type': type,
      'content-length': Buffer.byteLength(body),
    })
    response.end(body)
  }
  const sendJson = (response: ServerResponse, status: number, value: unknown) =>
    send(response, status, 'application/json', JSON.stringify(value))

  async function answer(request: IncomingMessage, response: ServerResponse, method: string) {
    if (!/^application\/json(;|$)/.test(request.headers['content-type'] ?? '')) {
      return sendJson(response, 415, { error: 'invalid-input' })
    }
    const body = await readBody(request, MOST_BODY_BYTES)
    if (body === 'too-large') return sendJson(response, 413, { error: 'invalid-input' })
    const input = parseJson(body)
    if (input === undefined) return sendJson(response, 400, { error: 'invalid-input' })
    const reply = await answerRequest(service, { call: ++calls, method, input })
    if ('answer' in reply) return sendJson(response, 200, { answer: reply.answer })
    return sendJson(response, reply.error === 'invalid-input' ? 400 : 500, { error: reply.error })
  }

  async function stream(response: ServerResponse) {
    response.writeHead(200, { ...HEADERS, 'content-type': 'text/event-stream' })
    streams.add(response)
    response.once('close', () => streams.delete(response))
    const notice = latest ?? { notice: 'state', data: await service.api.state({}) }
    response.write(`data: ${JSON.stringify(notice)}\n\n`)
  }

  /** A used address in a window that was opened with it leads to the page again. */
  function open(request: IncomingMessage, response: ServerResponse, path: string) {
    const cookie = pass.exchange(path)
    if (cookie === null && !pass.admits(request.headers.cookie)) return send(response, 403, PLAIN, STRANGER)
    if (cookie !== null) response.setHeader('set-cookie', cookie)
    send(response, 200, 'text/html; charset=utf-8', ONWARD)
    if (cookie !== null) options.onOpened?.(`${origin}${pass.path}`)
  }

  async function handle(request: IncomingMessage, response: ServerResponse) {
    const path = request.url ?? ''
    const opens = request.method === 'GET' && path.startsWith('/open/')
    if (!isOwnRequest(request.headers, port, opens))
      return sendJson(response, 403, { error: 'invalid-input' })
    if (opens) return open(request, response, path)
    // What a browser asks beside the page that leads on, which has no picture.
    if (request.method === 'GET' && path === '/favicon.ico') return send(response, 204, PLAIN, '')
    if (!pass.admits(request.headers.cookie)) return send(response, 403, PLAIN, STRANGER)
    const method = /^\/api\/([A-Za-z]{1,30})$/.exec(path)?.[1]
    if (method !== undefined && request.method === 'POST') {
      // A browser names the origin of every POST; without one it is no page of ours.
      if (request.headers.origin === undefined) return sendJson(response, 403, { error: 'invalid-input' })
      return answer(request, response, method)
    }
    if (request.method !== 'GET') return sendJson(response, 405, { error: 'invalid-input' })
    if (path === '/notices') return stream(response)
    const file = files.get(path)
    if (file === undefined) return send(response, 404, PLAIN, 'Không có trang này.')
    return send(response, 200, file.type, file.body)
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => {
      if (!response.headersSent) sendJson(response, 500, { error: 'failed' })
      else response.end()
    })
  })
  server.headersTimeout = 10_000
  server.requestTimeout = 30_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  const origin = `http://127.0.0.1:${port}`
  const pass = createWindowPass(service.kiosk.randomBytes, port)

  return {
    get url() {
      return `${origin}${pass.path}`
    },
    page: `${origin}/`,
    async close() {
      unsubscribe()
      clearInterval(keepAlive)
      for (const each of streams) each.end()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
