import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import { type FastifyInstance, type FastifyReply, fastify, LogController, type RouteOptions } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import type { Logger } from 'pino'
import { SESSION_LIMITS, type SessionLimits } from '../../db/district/accounts/sessions.ts'
import { isDatabaseUp } from '../../db/district/engine/district-counts.ts'
import type { DistrictDatabase } from '../../db/district/engine/open-database.ts'
import { createSnapshots } from '../../db/district/organisation/read-snapshot.ts'
import { accountRoutes } from '../accounts/account-routes.ts'
import { accountScopeRoutes } from '../accounts/account-scope-routes.ts'
import { apiTokenRoutes } from '../accounts/api-token-routes.ts'
import { auditRoutes } from '../accounts/audit-routes.ts'
import { ownAccountRoutes } from '../accounts/own-account-routes.ts'
import { signInRoutes } from '../accounts/sign-in-routes.ts'
import { API_INFO, describeRoute } from '../api-docs/describe-route.ts'
import { docsRoutes } from '../api-docs/docs-routes.ts'
import { badgeRoutes } from '../badges/badge-routes.ts'
import { badgeUseRoutes } from '../badges/badge-use-routes.ts'
import { createChangeTeller } from '../context/change-teller.ts'
import type { DistrictContext } from '../context/district-context.ts'
import type { DistrictKeys } from '../context/district-keys.ts'
import { leaveUnread } from '../context/leave-unread.ts'
import { createLiveHub } from '../context/live-hub.ts'
import { sendProblem } from '../context/problem.ts'
import { createSecretBox } from '../context/secret-box.ts'
import { claimRoutes } from '../excuses/claim-routes.ts'
import { excuseRoutes } from '../excuses/excuse-routes.ts'
import { leaveTypeRoutes } from '../excuses/leave-type-routes.ts'
import { hoursRoutes } from '../hours/hours-routes.ts'
import { importRoutes } from '../imports/import-routes.ts'
import { oldPinRoutes } from '../imports/old-pin-routes.ts'
import { uploadRoutes } from '../imports/upload-routes.ts'
import { enrolmentRoutes } from '../kiosks/enrolment-routes.ts'
import { incidentRoutes } from '../kiosks/incident-routes.ts'
import { kioskRoutes } from '../kiosks/kiosk-routes.ts'
import type { AnsweredRequest } from '../metrics/request-counts.ts'
import { monthRoutes } from '../month/month-routes.ts'
import { paperRoutes } from '../month/paper-routes.ts'
import { templateRoutes } from '../month/template-routes.ts'
import { zipRoutes } from '../month/zip-routes.ts'
import { noticeRoutes } from '../notices/notice-routes.ts'
import { organisationRoutes } from '../organisation/organisation-routes.ts'
import { peopleImportRoutes } from '../people/import-routes.ts'
import { peopleImportsRoutes } from '../people/people-imports-routes.ts'
import { peopleRoutes } from '../people/people-routes.ts'
import { repostRoutes } from '../people/repost-routes.ts'
import { personalDataRoutes } from '../personal-data/personal-data-routes.ts'
import { answerTags } from '../staff/answer-tags.ts'
import { noteRefused } from '../staff/note-refused.ts'
import { refuseOddText } from '../staff/refuse-odd-text.ts'
import { checkAccess, refuseForeignPages } from '../staff/staff-session.ts'
import { firstStepsRoute } from '../today/first-steps-route.ts'
import { liveRoutes } from '../today/live-routes.ts'
import { presenceRoutes } from '../today/presence-routes.ts'
import { trendRoutes } from '../trends/trend-routes.ts'
import { updateShelf } from '../updates/update-shelf.ts'
import { wireRoutes } from '../wire/wire-routes.ts'
import { answerErrors } from './answer-errors.ts'
import { pages } from './pages.ts'

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
  /** Newer versions of the kiosk's program, for kiosks; left out: none. */
  readonly updatesDirectory?: string | undefined
  /** For files while they come in and are read; left out: the system's folder for such. */
  readonly uploadsDirectory?: string | undefined
  /** Addresses of the proxy in front, as Fastify takes them. */
  readonly trustProxy?: string | undefined
  /** Whether browsers reach the district by TLS. */
  readonly secureCookies: boolean
  readonly sessionLimits?: SessionLimits | undefined
  /** `required`: administrators do nothing before they have a second factor; `offered` when left out. */
  readonly secondFactor?: 'required' | 'offered' | undefined
  readonly logger?: Logger | undefined
  /** Told of every answer, for the metrics. */
  readonly onAnswer?: ((answered: AnsweredRequest) => void) | undefined
  /** Told of every route as it is registered: a test compares them with the table of who may do what. */
  readonly onRoute?: ((route: RouteOptions) => void) | undefined
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
    forceCloseConnections: 'idle',
    trustProxy: options.trustProxy ?? false,
    // An address that cannot be read, or is far too long, never reaches a route.
    frameworkErrors: (error, _request, reply) => {
      sendProblem(reply as unknown as FastifyReply, error.statusCode ?? 400, 'server.bad-address')
    },
  }) as unknown as FastifyInstance
  const live = createLiveHub()
  const context: DistrictContext = {
    database: options.database,
    clock: options.clock,
    randomBytes: options.randomBytes,
    keys: options.keys,
    publicAddress: options.publicAddress,
    uploadsDirectory: options.uploadsDirectory ?? null,
    secureCookies: options.secureCookies,
    sessionLimits: options.sessionLimits ?? SESSION_LIMITS,
    snapshots: createSnapshots(),
    live,
    teller: createChangeTeller(options.database.db),
    secrets: await createSecretBox(options.keys),
    secondFactor: options.secondFactor ?? 'offered',
  }
  if (options.onRoute !== undefined) app.addHook('onRoute', options.onRoute)
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  answerErrors(app, options.newId)
  noteRequests(app, options.onAnswer)
  leaveUnread(app)
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
  await app.register(rateLimit, {
    global: true,
    max: 1_200,
    timeWindow: 60_000,
    // A page brings dozens of packed files along, and a whole office may share one address.
    allowList: (request) => request.url.startsWith('/assets/'),
  })
  await app.register(swagger, {
    openapi: API_INFO,
    transform: describeRoute,
  })
  await app.register(async (part) => {
    part.get('/healthz', { schema: { hide: true } }, async (_request, reply) => {
      const ok = await isDatabaseUp(options.database.db)
      return reply.code(ok ? 200 : 503).send({ ok })
    })
    await docsRoutes(part)
  })
  await app.register((part) => wireRoutes(part, context))
  const { updatesDirectory } = options
  if (updatesDirectory !== undefined) await app.register((part) => updateShelf(part, updatesDirectory))
  await app.register(async (part) => {
    part.removeContentTypeParser('text/plain')
    await part.register(cookie)
    part.addHook('onRoute', requireAccess)
    part.addHook('onRequest', refuseForeignPages)
    part.addHook('onRequest', checkAccess(context))
    part.addHook('preValidation', refuseOddText)
    part.addHook('onSend', noteRefused(context))
    part.addHook('onSend', answerTags)
    await signInRoutes(part, context)
    await ownAccountRoutes(part, context)
    await accountRoutes(part, context)
    await accountScopeRoutes(part, context)
    await apiTokenRoutes(part, context)
    await auditRoutes(part, context)
    await personalDataRoutes(part, context)
    await presenceRoutes(part, context)
    await firstStepsRoute(part, context)
    await enrolmentRoutes(part, context)
    await liveRoutes(part, context)
    await monthRoutes(part, context)
    await paperRoutes(part, context)
    zipRoutes(part, context)
    await templateRoutes(part, context)
    await excuseRoutes(part, context)
    await claimRoutes(part, context)
    await leaveTypeRoutes(part, context)
    await noticeRoutes(part, context)
    await importRoutes(part, context)
    await part.register((uploads) => uploadRoutes(uploads, context))
    await oldPinRoutes(part, context)
    await kioskRoutes(part, context)
    await incidentRoutes(part, context)
    await trendRoutes(part, context)
    await peopleRoutes(part, context)
    await peopleImportRoutes(part, context)
    await peopleImportsRoutes(part, context)
    await repostRoutes(part, context)
    await badgeRoutes(part, context)
    await badgeUseRoutes(part, context)
    await organisationRoutes(part, context)
    await hoursRoutes(part, context)
  })
  await pages(app, context, options.rendererDirectory ?? null)
  finishGracefully(app)
  const stopListening = await options.database.listen((payload) => live.tell(payload))
  app.addHook('onClose', async () => {
    await context.teller.stop()
    await stopListening()
  })
  return app
}

const FINISH_WITHIN_MS = 5_000

/** When the server closes, requests that are being answered get this long; then the line is cut. */
function finishGracefully(app: FastifyInstance): void {
  let timer: NodeJS.Timeout | undefined
  app.addHook('preClose', async () => {
    timer = setTimeout(() => app.server.closeAllConnections(), FINISH_WITHIN_MS)
  })
  app.addHook('onClose', async () => clearTimeout(timer))
}

/** Deny by default: a staff route that does not say who may use it stops the server from starting. */
function requireAccess(route: RouteOptions): void {
  if (route.config?.access !== undefined) return
  throw new Error(`the route ${route.method} ${route.url} does not say who may use it`)
}

/** One line a request: the route, never its values, headers or bodies. */
function noteRequests(app: FastifyInstance, onAnswer: DistrictServerOptions['onAnswer']): void {
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request
    const ms = Math.round(reply.elapsedTime)
    const answered = { method, route: routeOptions.url ?? null, status: reply.statusCode, ms }
    request.log.info(answered)
    onAnswer?.(answered)
  })
}
