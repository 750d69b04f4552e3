import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { docsPage } from './docs-page.ts'
import { DOCS_STYLE } from './docs-style.ts'

const POLICY =
  "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
const Language = z.enum(['vi', 'en']).catch('vi')

/** The API's description: for programs as OpenAPI 3.1, for people as a page, made once. */
export async function docsRoutes(app: FastifyInstance): Promise<void> {
  const hidden = { hide: true }
  app.get('/api/v1/openapi.json', { schema: hidden, config: { access: 'public' } }, async () => app.swagger())
  const pages = new Map<z.output<typeof Language>, string>()
  app.get('/docs', { schema: hidden, config: { access: 'public' } }, (request, reply) => {
    const { language } = z.object({ language: Language }).catch({ language: 'vi' }).parse(request.query)
    const page = pages.get(language) ?? docsPage(app.swagger(), language)
    pages.set(language, page)
    return reply.header('content-security-policy', POLICY).type('text/html; charset=utf-8').send(page)
  })
  app.get('/docs/style.css', { schema: hidden, config: { access: 'public' } }, (_request, reply) =>
    reply.header('cache-control', 'no-cache').type('text/css; charset=utf-8').send(DOCS_STYLE),
  )
}
