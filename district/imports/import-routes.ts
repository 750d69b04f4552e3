import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  AttlogQuery,
  GglogQuery,
  ImportPage,
  ImportQuery,
  ImportRun,
  ImportStarted,
} from '../../core/district/imports-api.ts'
import { Problem } from '../../core/district-api.ts'
import { RECEIPT_ENDING } from '../../core/log/gglog.ts'
import { attlogLayout } from '../../core/old-devices/attlog-layout.ts'
import { glgLines } from '../../core/old-devices/glg-lines.ts'
import {
  failLeftImports,
  holdImport,
  type ImportRunRow,
  listImports,
  readImport,
} from '../../db/district/import-runs.ts'
import { pointsOfSource, removeOldImport } from '../../db/district/old-readings.ts'
import { pointsInScope, visiblePoints } from '../../db/district/scope.ts'
import { pointListed, type Snapshot } from '../../db/district/snapshot.ts'
import type { DistrictContext } from '../district-context.ts'
import { sendProblem } from '../problem.ts'
import { readCursor, writeCursor } from '../staff/page-cursor.ts'
import { readRoute, refuse, writeRoute } from '../staff/staff-route.ts'
import { whoAsks } from '../staff/staff-session.ts'
import { attlogText } from './attlog-text.ts'
import { createUploadLimit } from './limit-uploads.ts'
import { runAttlog } from './run-attlog.ts'
import { runGglog } from './run-gglog.ts'
import { startFile } from './start-file.ts'

const GGLOG_TYPE = 'application/vnd.giogiac.gglog'
const ATTLOG_TYPE = 'application/vnd.giogiac.attlog'
const MOST_BYTES = 64 * 1024 * 1024
/** A server that ended in the middle of an import leaves it so long. */
const LEFT_AFTER_MS = 3_600_000
const tag = 'imports'
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

const NOT_REMOVED = {
  'no-old-machine':
    'Nhật ký của máy chấm công là bằng chứng, không bỏ được. Lượt quét sai thì lãnh đạo hủy tại máy.',
  running: 'Tệp này đang được nhập. Hãy đợi nhập xong.',
  nothing: 'Lần nhập này không có gì để bỏ, hoặc đã được bỏ.',
} as const

/** Files that were brought by hand: kiosks' logs and readings of old machines, their progress and their history. */
export async function importRoutes(app: FastifyInstance, context: DistrictContext): Promise<void> {
  const { db } = context.database
  const limit = createUploadLimit()
  const running = new Set<Promise<void>>()
  const goOn = (work: Promise<void>): void => {
    running.add(work)
    void work.finally(() => running.delete(work))
  }
  app.addHook('preClose', async () => {
    await Promise.allSettled(running)
  })
  await failLeftImports(db, context.clock.now() - LEFT_AFTER_MS, context.clock.now())
  app.addContentTypeParser([GGLOG_TYPE, ATTLOG_TYPE], { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  )

  app.post<{ Body: Buffer; Querystring: z.infer<typeof GglogQuery> }>(
    '/api/v1/imports/gglog',
    {
      config: { access: 'import.write', action: 'import.start' },
      bodyLimit: MOST_BYTES,
      onRequest: limit,
      schema: {
        summary: `A kiosk's log from a stick (${GGLOG_TYPE}); goes on after the answer`,
        tags: [tag],
        querystring: GglogQuery,
        response: { 202: ImportStarted, ...REFUSALS },
      },
    },
    async (request, reply) => {
      if (!Buffer.isBuffer(request.body)) return sendProblem(reply, 415, 'Hãy gửi tệp .gglog.')
      const who = whoAsks(request)
      const file = { kind: 'gglog', name: request.query.name, bytes: request.body, point: null } as const
      const points = pointsInScope(await context.snapshots.current(db), who)
      return startFile(context, request, reply, who, file, (id) =>
        goOn(runGglog(context, id, file.bytes, points)),
      )
    },
  )

  app.post<{ Body: Buffer; Querystring: z.infer<typeof AttlogQuery> }>(
    '/api/v1/imports/attlog',
    {
      config: { access: 'import.write', action: 'import.start' },
      bodyLimit: MOST_BYTES,
      onRequest: limit,
      schema: {
        summary: `Readings of an old machine (${ATTLOG_TYPE}), kept as evidence; goes on after the answer`,
        tags: [tag],
        querystring: AttlogQuery,
        response: { 202: ImportStarted, ...REFUSALS },
      },
    },
    (request, reply) => takeAttlog(context, request, reply, goOn),
  )

  readRoute(app, context, {
    url: '/api/v1/imports',
    permission: 'import.read',
    summary: 'Files that were imported, the newest first',
    tag,
    query: ImportQuery,
    answer: ImportPage,
    handle: async ({ snapshot, who, query }) => {
      const after = query.cursor === undefined ? null : readCursor(query.cursor, 2)
      if (query.cursor !== undefined && after === null) return refuse(400, 'Trang này không có.')
      const rows = await listImports(db, {
        points: visiblePoints(snapshot, who),
        by: who.username,
        after: after === null ? null : { at: Number(after[0]), id: String(after[1]) },
        limit: query.limit + 1,
      })
      const shown = rows.slice(0, query.limit)
      const last = rows.length > query.limit ? shown.at(-1) : undefined
      return {
        items: shown.map((row) => answerOf(snapshot, row)),
        next: last === undefined ? null : writeCursor([last.startedAt, last.id]),
      }
    },
  })

  const mayRead = (snapshot: Snapshot, who: ReturnType<typeof whoAsks>, row: ImportRunRow): boolean => {
    const visible = visiblePoints(snapshot, who)
    if (visible === null) return true
    return row.point === null ? row.startedBy === who.username : visible.has(row.point)
  }

  readRoute(app, context, {
    url: '/api/v1/imports/:id',
    permission: 'import.read',
    summary: 'One import: how far it has come, or how it ended',
    tag,
    params: z.object({ id: z.uuid() }),
    answer: ImportRun,
    handle: async ({ snapshot, who, params: { id } }) => {
      const row = await readImport(db, id)
      return row !== null && mayRead(snapshot, who, row)
        ? answerOf(snapshot, row)
        : refuse(404, 'Không có lần nhập này.')
    },
  })

  writeRoute(app, context, {
    method: 'DELETE',
    url: '/api/v1/imports/:id',
    permission: 'import.write',
    action: 'import.remove',
    summary: 'Takes an import of an old machine’s file back whole; its history stays',
    tag,
    params: z.object({ id: z.uuid() }),
    answer: z.null(),
    handle: async ({ snapshot, who, params: { id }, tx }) => {
      const row = await holdImport(tx, id)
      if (row === null || !mayRead(snapshot, who, row)) return refuse(404, 'Không có lần nhập này.')
      const removed = await removeOldImport(tx, row)
      if (removed.kind !== 'removed') return refuse(409, NOT_REMOVED[removed.kind])
      const { readings } = removed
      return { answer: null, subject: `import:${id}`, detail: { point: row.point, readings } }
    },
  })

  app.get<{ Params: { id: string } }>(
    '/api/v1/imports/:id/receipt',
    {
      config: { access: 'import.read' },
      schema: {
        summary: 'The sealed receipt to carry back to the kiosk',
        tags: [tag],
        params: z.object({ id: z.uuid() }),
      },
    },
    async (request, reply) => {
      const row = await readImport(db, request.params.id)
      const snapshot = await context.snapshots.current(db)
      if (row === null || row.receipt === null || !mayRead(snapshot, whoAsks(request), row)) {
        return sendProblem(reply, 404, 'Không có biên nhận này.')
      }
      const name = `${row.fileName.replace(/[^\w.-]/g, '_').slice(0, 100)}${RECEIPT_ENDING}`
      return reply
        .type('application/octet-stream')
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(Buffer.from(row.receipt, 'utf8'))
    },
  )
}

async function takeAttlog(
  context: DistrictContext,
  request: FastifyRequest<{ Body: Buffer; Querystring: z.infer<typeof AttlogQuery> }>,
  reply: FastifyReply,
  goOn: (work: Promise<void>) => void,
): Promise<FastifyReply> {
  const { db } = context.database
  const { body: bytes, query } = request
  if (!Buffer.isBuffer(bytes)) return sendProblem(reply, 415, 'Hãy gửi tệp của máy cũ.')
  const { name, point, layout: asked } = query
  const source = query.source.trim()
  const who = whoAsks(request)
  const snapshot = await context.snapshots.current(db)
  if (!pointsInScope(snapshot, who).has(point)) return sendProblem(reply, 404, 'Không có điểm tiếp nhận này.')
  if (/[\p{Cc}]/u.test(source)) return sendProblem(reply, 400, 'Tên máy có ký tự không dùng được.')
  const elsewhere = (await pointsOfSource(db, source)).some((other) => other !== point)
  if (elsewhere) return sendProblem(reply, 409, 'Tên máy này đã dùng ở điểm khác. Hãy đặt tên khác.')
  const text = attlogText(bytes)
  if (text.kind === 'refused') {
    return sendProblem(
      reply,
      422,
      text.why === 'too-long' ? 'Tệp quá nhiều dòng.' : 'Đây không phải tệp chữ của máy chấm công cũ.',
    )
  }
  const glg = glgLines(text.lines)
  const lines = glg ?? text.lines
  const layout = glg !== null ? 'push' : asked === 'auto' ? attlogLayout(lines.slice(0, 500), name) : asked
  if (layout === null) {
    return sendProblem(
      reply,
      422,
      'Không đoán được thứ tự cột. Hãy chọn: tệp USB (cột 3 là số máy) hay tệp đẩy qua mạng (cột 3 là chiều vào ra).',
    )
  }
  const machine = { source, point, layout, zone: snapshot.book.zone }
  return startFile(context, request, reply, who, { kind: 'attlog', name, bytes, point }, (id) =>
    goOn(runAttlog(context, id, lines, machine)),
  )
}

function answerOf(snapshot: Snapshot, { receipt, device: _device, ...row }: ImportRunRow): ImportRun {
  const pointName = pointListed(snapshot, row.point)
  return { ...row, pointName, receipt: receipt !== null }
}
