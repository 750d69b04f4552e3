import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { LeaveTypesAnswer, LeaveTypesBody } from '../../core/district/excuses-api.ts'
import { symbolTableOf } from '../../core/month/sheet-symbols.ts'
import {
  ownSetting,
  readLeaveTypes,
  readSheetTemplate,
  writeOfficeSetting,
} from '../../db/district/office-settings.ts'
import { organisationsInScope, pointsInScope } from '../../db/district/scope.ts'
import type { DistrictContext } from '../district-context.ts'
import { readRoute, refuse, writeRoute } from '../staff/staff-route.ts'

const Key = z.string().min(1).max(64)
const tag = 'excuses'

/** Which kinds of absence there are: their symbols, who approves them, what paper they need. */
export async function leaveTypeRoutes(app: FastifyInstance, context: DistrictContext): Promise<void> {
  readRoute(app, context, {
    url: '/api/v1/points/:point/leave-types',
    permission: 'excuses.read',
    summary: 'Leave types of a reception point, with symbol and column of the sheet',
    tag,
    params: z.object({ point: Key }),
    answer: LeaveTypesAnswer,
    handle: async ({ db, snapshot, who, params: { point } }) => {
      if (!pointsInScope(snapshot, who).has(point)) return refuse(404, 'Không có điểm tiếp nhận này.')
      const { rows } = symbolTableOf(await readSheetTemplate(db, snapshot, point))
      const types = await readLeaveTypes(db, snapshot, point)
      return types.map((type) => {
        const row = rows.find(({ code }) => code === type.code)
        return { ...type, symbol: row?.symbol ?? '+', column: row?.column ?? 32 }
      })
    },
  })

  writeRoute(app, context, {
    url: '/api/v1/organisations/:organisation/leave-types',
    method: 'PUT',
    permission: 'hours.write',
    action: 'excuses.set-types',
    summary: 'Set the leave types of an organisation and those below it',
    tag,
    params: z.object({ organisation: Key }),
    body: LeaveTypesBody,
    answer: z.null(),
    handle: async ({ tx, snapshot, who, params: { organisation }, body }) => {
      const isOwn = who.point === null && organisationsInScope(snapshot, who).has(organisation)
      if (!isOwn) return refuse(404, 'Không có đơn vị này.')
      if (new Set(body.map(({ code }) => code)).size < body.length) {
        return refuse(422, 'Mã loại nghỉ bị lặp.')
      }
      const before = await ownSetting(tx, organisation, 'leave-types')
      await writeOfficeSetting(tx, organisation, 'leave-types', body)
      return {
        answer: null,
        subject: `organisation:${organisation}`,
        detail: { before: before ?? null, after: body },
      }
    },
  })
}
