import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { AttlogQuery, GglogQuery, ImportStarted } from '../../core/district/imports-api.ts'
import { Problem } from '../../core/district/sign-in-api.ts'
import { attlogLayout } from '../../core/old-devices/attlog-layout.ts'
import { glgReader } from '../../core/old-devices/glg-lines.ts'
import { failLeftImports } from '../../db/district/imports/import-runs.ts'
import { pointsOfSource } from '../../db/district/imports/old-readings.ts'
import { pointsInScope } from '../../db/district/organisation/scope.ts'
import type { DistrictContext } from '../context/district-context.ts'
import { sendProblem } from '../context/problem.ts'
import { refuseOddText } from '../staff/refuse-odd-text.ts'
import { whoAsks } from '../staff/staff-session.ts'
import { readAttlogText } from './attlog-text.ts'
import { type HeldUpload, holdUpload, openUploadFolder, UploadTooLarge } from './hold-upload.ts'
import { createUploadLimit } from './limit-uploads.ts'
import { runAttlog } from './run-attlog.ts'
import { runGglog } from './run-gglog.ts'
import { startFile } from './start-file.ts'

const GGLOG_TYPE = 'application/vnd.giogiac.gglog'
const ATTLOG_TYPE = 'application/vnd.giogiac.attlog'
const MOST_GGLOG_BYTES = 64 * 1024 * 1024
/** Of as many lines as are taken, at the length that old machines write. */
const MOST_ATTLOG_BYTES = 24 * 1024 * 1024
/** A server that ended in the middle of an import leaves it so long. */
const LEFT_AFTER_MS = 3_600_000
const tags = ['imports']
const REFUSALS = {
  400: Problem,
  401: Problem,
  403: Problem,
  404: Problem,
  409: Problem,
  413: Problem,
  422: Problem,
  429: Problem,
}

type Body = HeldUpload | undefined
type GoOn = (file: HeldUpload, work: () => Promise<void>) => void

/**
 * Files that are brought by hand come in here, to the disk. Who may bring them, and for which point, is known before
 * the first byte is read; nothing of a file is left once it has been read.
 */
export async function uploadRoutes(app: FastifyInstance, context: DistrictContext): Promise<void> {
  const { db } = context.database
  const folder = await openUploadFolder(context.uploadsDirectory)
  const limit = createUploadLimit()
  const running = new Set<Promise<void>>()
  const goOn: GoOn = (file, work) => {
    // A database that is gone meanwhile costs the import, not the server.
    const run = file
      .during(work)
      .catch((error) =>
        app.log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'an import was left'),
      )
      .finally(() => running.delete(run))
    running.add(run)
  }
  app.addHook('preClose', async () => {
    await Promise.allSettled(running)
  })
  await failLeftImports(db, context.clock.now() - LEFT_AFTER_MS, context.clock.now())
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    [GGLOG_TYPE, ATTLOG_TYPE],
    async (request: FastifyRequest, body: FastifyRequest['raw']) => {
      const most = request.routeOptions.bodyLimit
      if (Number(request.headers['content-length'] ?? 0) > most) throw new UploadTooLarge(most)
      return holdUpload(folder, body, most, limit.hold(request))
    },
  )

  app.post<{ Body: Body; Querystring: z.infer<typeof GglogQuery> }>(
    '/api/v1/imports/gglog',
    {
      config: { access: 'import.write', action: 'import.start' },
      bodyLimit: MOST_GGLOG_BYTES,
      onRequest: [readable(GglogQuery), limit.take],
      schema: {
        summary: `A kiosk's log from a stick (${GGLOG_TYPE}); goes on after the answer`,
        tags,
        querystring: GglogQuery,
        response: { 202: ImportStarted, ...REFUSALS },
      },
    },
    (request, reply) => withFile(request, reply, (file) => takeGglog(context, request, reply, file, goOn)),
  )

  app.post<{ Body: Body; Querystring: z.infer<typeof AttlogQuery> }>(
    '/api/v1/imports/attlog',
    {
      config: { access: 'import.write', action: 'import.start' },
      bodyLimit: MOST_ATTLOG_BYTES,
      onRequest: [readable(AttlogQuery), pointInScope(context), limit.take],
      schema: {
        summary: `Readings of an old machine (${ATTLOG_TYPE}), kept as evidence; goes on after the answer`,
        tags,
        querystring: AttlogQuery,
        response: { 202: ImportStarted, ...REFUSALS },
      },
    },
    (request, reply) => withFile(request, reply, (file) => takeAttlog(context, request, reply, file, goOn)),
  )
}

/** Hook before the body is read: what the address says must be as described. */
const readable =
  (query: z.ZodType) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const refused = await refuseOddText(request, reply)
    if (refused !== undefined) return refused
    return query.safeParse(request.query).success ? undefined : sendProblem(reply, 400, 'server.malformed')
  }

/** Hook before the body is read, after `readable`. */
const pointInScope =
  (context: DistrictContext) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const { point } = request.query as z.infer<typeof AttlogQuery>
    const snapshot = await context.snapshots.current(context.database.db)
    return pointsInScope(snapshot, whoAsks(request)).has(point)
      ? undefined
      : sendProblem(reply, 404, 'organisation.no-point')
  }

/** Whatever the answer, the file goes with it, unless an import has taken it over. */
async function withFile(
  request: FastifyRequest<{ Body: Body }>,
  reply: FastifyReply,
  take: (file: HeldUpload) => Promise<FastifyReply>,
): Promise<FastifyReply> {
  const file = request.body
  if (file === undefined) return sendProblem(reply, 415, 'imports.no-file')
  try {
    return await take(file)
  } finally {
    await file.release()
  }
}

async function takeGglog(
  context: DistrictContext,
  request: FastifyRequest<{ Body: Body; Querystring: z.infer<typeof GglogQuery> }>,
  reply: FastifyReply,
  file: HeldUpload,
  goOn: GoOn,
): Promise<FastifyReply> {
  const who = whoAsks(request)
  const { bytes, sha256 } = file
  const brought = { kind: 'gglog', name: request.query.name, bytes, sha256, point: null } as const
  const points = pointsInScope(await context.snapshots.current(context.database.db), who)
  return startFile(context, request, reply, who, brought, (id) =>
    goOn(file, () => runGglog(context, id, file, points)),
  )
}

async function takeAttlog(
  context: DistrictContext,
  request: FastifyRequest<{ Body: Body; Querystring: z.infer<typeof AttlogQuery> }>,
  reply: FastifyReply,
  file: HeldUpload,
  goOn: GoOn,
): Promise<FastifyReply> {
  const { db } = context.database
  const { name, point, layout: asked } = request.query
  const source = request.query.source.trim()
  const snapshot = await context.snapshots.current(db)
  if (/[\p{Cc}]/u.test(source)) return sendProblem(reply, 400, 'imports.bad-source')
  const elsewhere = (await pointsOfSource(db, source)).some((other) => other !== point)
  if (elsewhere) return sendProblem(reply, 409, 'imports.source-elsewhere')
  const text = await readAttlogText(file)
  if (text.kind === 'refused') {
    return sendProblem(reply, 422, text.why === 'too-long' ? 'imports.too-many-lines' : 'imports.not-text')
  }
  const glg = glgReader(text.first[0] ?? '')
  const layout = glg !== null ? 'push' : asked === 'auto' ? attlogLayout(text.first, name) : asked
  if (layout === null) {
    return sendProblem(reply, 422, 'imports.unknown-layout')
  }
  const machine = { source, point, layout, zone: snapshot.book.zone, glg }
  const { bytes, sha256 } = file
  const brought = { kind: 'attlog', name, bytes, sha256, point } as const
  return startFile(context, request, reply, whoAsks(request), brought, (id) =>
    goOn(file, () => runAttlog(context, id, text, machine)),
  )
}
