import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { ImportPage, ImportQuery, ImportRun } from '../../core/district/imports-api.ts'
import { RECEIPT_ENDING } from '../../core/log/gglog.ts'
import {
  holdImport,
  type ImportRunRow,
  listImports,
  readImport,
} from '../../db/district/imports/import-runs.ts'
import { removeOldImport } from '../../db/district/imports/old-readings.ts'
import { displayNames } from '../../db/district/organisation/display-names.ts'
import { visiblePoints } from '../../db/district/organisation/scope.ts'
import { pointListed, type Snapshot } from '../../db/district/organisation/snapshot.ts'
import type { DistrictContext } from '../context/district-context.ts'
import { sendProblem } from '../context/problem.ts'
import { readCursor, writeCursor } from '../staff/page-cursor.ts'
import { readRoute, refuse, writeRoute } from '../staff/staff-route.ts'
import { whoAsks } from '../staff/staff-session.ts'

const tag = 'imports'

/** Files that were brought by hand: kiosks' logs and readings of old machines, their progress and their history. */
export async function importRoutes(app: FastifyInstance, context: DistrictContext): Promise<void> {
  const { db } = context.database

  readRoute(app, context, {
    url: '/api/v1/imports',
    permission: 'import.read',
    summary: 'Files that were imported, the newest first',
    tag,
    query: ImportQuery,
    answer: ImportPage,
    handle: async ({ snapshot, who, query }) => {
      const after = query.cursor === undefined ? null : readCursor(query.cursor, 2)
      if (query.cursor !== undefined && after === null) return refuse(400, 'staff.no-page')
      const rows = await listImports(db, {
        points: visiblePoints(snapshot, who),
        by: who.username,
        after: after === null ? null : { at: Number(after[0]), id: String(after[1]) },
        limit: query.limit + 1,
      })
      const shown = rows.slice(0, query.limit)
      const last = rows.length > query.limit ? shown.at(-1) : undefined
      const nameOf = await displayNames(
        db,
        shown.map(({ startedBy }) => startedBy),
      )
      return {
        items: shown.map((row) => answerOf(snapshot, row, nameOf)),
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
        ? answerOf(snapshot, row, await displayNames(db, [row.startedBy]))
        : refuse(404, 'imports.no-import')
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
      if (row === null || !mayRead(snapshot, who, row)) return refuse(404, 'imports.no-import')
      const removed = await removeOldImport(tx, row)
      if (removed.kind !== 'removed') return refuse(409, `imports.not-removed-${removed.kind}`)
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
        return sendProblem(reply, 404, 'imports.no-receipt')
      }
      const name = `${row.fileName.replace(/[^\w.-]/g, '_').slice(0, 100)}${RECEIPT_ENDING}`
      return reply
        .type('application/octet-stream')
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(Buffer.from(row.receipt, 'utf8'))
    },
  )
}

function answerOf(
  snapshot: Snapshot,
  { receipt, device: _device, ...row }: ImportRunRow,
  nameOf: (username: string) => string,
): ImportRun {
  const pointName = pointListed(snapshot, row.point)
  return { ...row, startedBy: nameOf(row.startedBy), pointName, receipt: receipt !== null }
}
