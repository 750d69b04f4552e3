import type { FastifyInstance } from 'fastify'
import { AuditPage, AuditQuery, AuditVerified } from '../../core/audit/audit-api.ts'
import { verifyAudit } from '../../db/district/accounts/audit.ts'
import { readAudit } from '../../db/district/accounts/read-audit.ts'
import { organisationsInScope, pointsInScope } from '../../db/district/organisation/scope.ts'
import type { DistrictContext } from '../context/district-context.ts'
import { readCursor, writeCursor } from '../staff/page-cursor.ts'
import { readRoute, refuse } from '../staff/staff-route.ts'
import { nameInAudit } from './name-in-audit.ts'

const tag = 'audit'

/** What staff did, and whether the log of it is whole. */
export async function auditRoutes(app: FastifyInstance, context: DistrictContext): Promise<void> {
  readRoute(app, context, {
    url: '/api/v1/audit',
    permission: 'audit.read',
    summary: 'What staff did, the newest first',
    tag,
    query: AuditQuery,
    answer: AuditPage,
    handle: async ({ db, snapshot, who, query: { cursor, limit, ...filters } }) => {
      const [before] = (cursor === undefined ? undefined : readCursor(cursor, 1)) ?? []
      if (cursor !== undefined && typeof before !== 'number') return refuse(400, 'staff.no-page')
      const isEverything = who.organisation === null && who.point === null
      const within = isEverything
        ? null
        : { organisations: organisationsInScope(snapshot, who), points: pointsInScope(snapshot, who) }
      const from = typeof before === 'number' ? { before } : {}
      const rows = await readAudit(db, { ...filters, ...from, within, limit })
      const items = await nameInAudit(db, snapshot, who, rows)
      const last = items.at(-1)
      return { items, next: items.length < limit || last === undefined ? null : writeCursor([last.seq]) }
    },
  })

  readRoute(app, context, {
    url: '/api/v1/audit/verified',
    permission: 'audit.read',
    summary: 'Follows the chain of the whole log',
    tag,
    answer: AuditVerified,
    handle: ({ db }) => verifyAudit(db),
  })
}
