import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.ogg': 'audio/ogg',
}

export interface FolderServer {
  /** `http://127.0.0.1:PORT` */
  readonly address: string
  close(): Promise<void>
}

/**
 * Serves a built page on a free loopback port.
 * @param headers sent with every file, such as the content security policy
 * @param answer gets every request first; `true` means it has answered
 */
export async function serveFolder(
  folder: string,
  headers: Readonly<Record<string, string>>,
  answer: (request: IncomingMessage, response: ServerResponse) => boolean = () => false,
): Promise<FolderServer> {
  const server = createServer(async (request, response) => {
    if (answer(request, response)) return
    const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname
    const name = path === '/' ? 'index.html' : path.slice(1)
    try {
      const body = await readFile(join(folder, name))
      response.writeHead(200, {
        ...headers,
        'content-type': TYPES[extname(name)] ?? 'application/octet-stream',
      })
      response.end(body)
    } catch {
      response.writeHead(404, headers)
      response.end()
    }
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}
