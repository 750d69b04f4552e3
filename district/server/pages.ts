import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import type { DistrictContext } from '../context/district-context.ts'
import { sendProblem } from '../context/problem.ts'

/** What a page may load: its own files; styles that carry this answer's nonce; nothing from elsewhere. */
const pagePolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

/**
 * Serves the built pages: files as they are, and the one page for every other address. `__CSP_NONCE__` in it is
 * replaced by a fresh nonce for the style elements it makes.
 */
export async function pages(
  app: FastifyInstance,
  context: DistrictContext,
  directory: string | null,
): Promise<void> {
  if (directory !== null) {
    const page = readFileSync(join(directory, 'index.html'), 'utf8')
    await app.register(fastifyStatic, {
      root: directory,
      index: false,
      wildcard: false,
      decorateReply: false,
      globIgnore: ['**/*.html', '**/*.map'],
      setHeaders: (reply, path) => {
        const forever = /[-.][\w-]{8,}\.\w+$/.test(path)
        reply.header('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
    app.setNotFoundHandler((request, reply) => {
      const isPage =
        request.method === 'GET' && !/^\/api(\/|$)|\.\w{1,5}$/.test(request.url.split('?')[0] ?? '')
      if (!isPage) return sendProblem(reply, 404, 'server.no-address')
      const nonce = Buffer.from(context.randomBytes(16)).toString('base64')
      return reply
        .header('content-security-policy', pagePolicy(nonce))
        .header('cache-control', 'no-store')
        .type('text/html; charset=utf-8')
        .send(page.replaceAll('__CSP_NONCE__', nonce))
    })
    return
  }
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, 404, 'server.no-address'))
}
