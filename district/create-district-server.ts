import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import { type FastifyError, type FastifyInstance, fastify, LogController } from 'fastify'
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import type { Logger } from 'pino'
import type { DistrictDatabase } from '../db/district/open-database.ts'
import { SESSION_LIMITS, type SessionLimits } from '../db/district/sessions.ts'
import { createSnapshots } from '../db/district/snapshot.ts'
import type { DistrictContext } from './district-context.ts'
import type { DistrictKeys } from './district-keys.ts'
import { pages } from './pages.ts'
import { sendProblem } from './problem.ts'
import { createChangeTeller } from './staff/change-teller.ts'
import { enrolmentRoutes } from './staff/enrolment-routes.ts'
import { createLiveHub } from './staff/live-hub.ts'
import { liveRoutes } from './staff/live-routes.ts'
import { presenceRoutes } from './staff/presence-routes.ts'
import { signInRoutes } from './staff/sign-in-routes.ts'
import { refuseForeignPages } from './staff/staff-session.ts'
import { wireRoutes } from './wire/wire-routes.ts'

export interface DistrictServerOptions {
  readonly database: DistrictDatabase
  readonly clock: { now(): number }
  /** Ids of errors that are shown to people and written to the server's log. */
  readonly newId: () => string
  readonly randomBytes: (count: number) => Uint8Array
  readonly keys: DistrictKeys
  /** Where kiosks and browsers reach the district, `https://…`. */
  readonly publicAddress: string
  /** Built pages; left out: only the API. */
  readonly rendererDirectory?: string | undefined
  /** Addresses of the proxy in front, as Fastify takes them. */
  readonly trustProxy?: string | undefined
  /** Whether browsers reach the district by TLS. */
  readonly secureCookies: boolean
  readonly sessionLimits?: SessionLimits | undefined
  readonly logger?: Logger | undefined
}

const NO_CONTENT_POLICY = "default-src 'none'; frame-ancestors 'none'"

/** Builds the district's server; it keeps no state of its own, so several may share one database. */
export async function createDistrictServer(options: DistrictServerOptions): Promise<FastifyInstance> {
  const app: FastifyInstance = fastify({
    ...(options.logger === undefined ? {} : { loggerInstance: options.logger }),
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 64 * 1024,
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    maxRequestsPerSocket: 10_000,
    forceCloseConnections: true,
    trustProxy: options.trustProxy ?? false,
  }) as unknown as FastifyInstance
  const live = createLiveHub()
  const context: DistrictContext = {
    database: options.database,
    clock: options.clock,
    randomBytes: options.randomBytes,
    keys: options.keys,
    publicAddress: options.publicAddress,
    secureCookies: options.secureCookies,
    sessionLimits: options.sessionLimits ?? SESSION_LIMITS,
    snapshots: createSnapshots(),
    live,
    teller: createChangeTeller(options.database.db),
  }
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  answerErrors(app, options)
  noteRequests(app)
  await app.register(helmet, {
    contentSecurityPolicy: false,
    strictTransportSecurity: options.secureCookies ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  })
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('content-security-policy')) {
      reply.header('content-security-policy', NO_CONTENT_POLICY)
    }
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  })
  await app.register(rateLimit, { global: true, max: 1_200, timeWindow: 60_000 })
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: 'Giờ Giấc', version: '1' } },
    transform: jsonSchemaTransform,
  })
  await app.register(async (part) => {
    part.get('/healthz', { schema: { hide: true } }, async () => ({ ok: true }))
    part.get('/api/v1/openapi.json', { schema: { hide: true } }, async () => app.swagger())
    part.get('/docs', { schema: { hide: true } }, (_request, reply) => reply.redirect('/api/v1/openapi.json'))
  })
  await app.register((part) => wireRoutes(part, context))
  await app.register(async (part) => {
    part.removeContentTypeParser('text/plain')
    await part.register(cookie)
    part.addHook('onRequest', refuseForeignPages)
    await signInRoutes(part, context)
    await presenceRoutes(part, context)
    await enrolmentRoutes(part, context)
    await liveRoutes(part, context)
  })
  await pages(app, context, options.rendererDirectory ?? null)
  const stopListening = await options.database.listen((payload) => live.tell(payload))
  app.addHook('onClose', async () => {
    await context.teller.stop()
    await stopListening()
  })
  return app
}

/** Errors give a reference number; what happened stands in the server's log under the same number. */
function answerErrors(app: FastifyInstance, { newId }: DistrictServerOptions): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500
    if (status >= 500) {
      const reference = newId()
      request.log.error({ reference, route: request.routeOptions.url, ...traceOf(error) })
      return sendProblem(reply, 500, `Có lỗi ở máy chủ. Mã tra cứu: ${reference}`)
    }
    if (status === 413) return sendProblem(reply, 413, 'Nội dung quá lớn.')
    if (status === 415) return sendProblem(reply, 415, 'Loại nội dung này không được nhận.')
    if (status === 429) return sendProblem(reply, 429, 'Quá nhiều yêu cầu; hãy đợi một phút.')
    return sendProblem(reply, status, 'Yêu cầu không đúng dạng.')
  })
}

/** Where an error happened and its codes; messages may quote what people sent, so they stay out. */
function traceOf(error: FastifyError) {
  const frames = (text: string | undefined) => text?.split('\n').filter((line) => /^\s+at /.test(line))
  const cause = error.cause instanceof Error ? error.cause : undefined
  return {
    error: error.name,
    code: error.code,
    frames: frames(error.stack),
    cause: cause && {
      error: cause.name,
      code: (cause as Partial<FastifyError>).code,
      frames: frames(cause.stack),
    },
  }
}

/** One line a request: the route, never its values, headers or bodies. */
function noteRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request
    const ms = Math.round(reply.elapsedTime)
    request.log.info({ method, route: routeOptions.url ?? null, status: reply.statusCode, ms })
  })
}
