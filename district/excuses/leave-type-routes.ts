import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import {
  LeaveTypesAnswer,
  LeaveTypesBody,
  LeaveTypesOfOrganisation,
} from '../../core/district/excuses-api.ts'
import type { LeaveType } from '../../core/excuses/leave-types.ts'
import { repeatedCodes } from '../../core/excuses/repeated-codes.ts'
import { symbolTableOf } from '../../core/month/sheet-symbols.ts'
import type { SheetTemplate } from '../../core/month/sheet-template.ts'
import { halfOf } from '../../core/symbols/timesheet-symbols.ts'
import {
  leaveTypesOf,
  ownSetting,
  readLeaveTypes,
  readSheetTemplate,
  removeOfficeSetting,
  templateOf,
  writeOfficeSetting,
} from '../../db/district/organisation/office-settings.ts'
import { organisationsInScope, pointsInScope, type StaffScope } from '../../db/district/organisation/scope.ts'
import type { Snapshot } from '../../db/district/organisation/snapshot.ts'
import type { DistrictContext } from '../context/district-context.ts'
import { type Refusal, readRoute, refuse, writeRoute } from '../staff/staff-route.ts'

const Key = z.string().min(1).max(64)
const params = z.object({ organisation: Key })
const url = '/api/v1/organisations/:organisation/leave-types'
const tag = 'excuses'
const NO_ORGANISATION = refuse(404, 'organisation.no-organisation')

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
      if (!pointsInScope(snapshot, who).has(point)) return refuse(404, 'organisation.no-point')
      const types = await readLeaveTypes(db, snapshot, point)
      return withSymbols(types, await readSheetTemplate(db, snapshot, point))
    },
  })

  readRoute(app, context, {
    url,
    permission: 'excuses.read',
    summary: 'Leave types that hold at an organisation, and whose they are',
    tag,
    params,
    answer: LeaveTypesOfOrganisation,
    handle: async ({ db, snapshot, who, params: { organisation } }) => {
      if (!organisationsInScope(snapshot, who).has(organisation)) return NO_ORGANISATION
      const { from, types } = await leaveTypesOf(db, snapshot, organisation)
      return {
        organisation,
        mayChange: isOwn(snapshot, who, organisation) && who.permissions.includes('hours.write'),
        own: from === organisation,
        fromName: snapshot.book.organisations.find(({ id }) => id === from)?.name ?? null,
        types: withSymbols(types, await templateOf(db, snapshot, organisation)),
      }
    },
  })

  writeRoute(app, context, {
    url,
    method: 'PUT',
    permission: 'hours.write',
    action: 'excuses.set-types',
    summary: 'Set the leave types of an organisation and those below it',
    tag,
    params,
    body: LeaveTypesBody,
    answer: z.null(),
    handle: async ({ tx, snapshot, who, params: { organisation }, body }) => {
      if (!isOwn(snapshot, who, organisation)) return NO_ORGANISATION
      const fault = codesFault(body.map(({ code }) => code))
      if (fault !== null) return fault
      const before = await ownSetting(tx, organisation, 'leave-types')
      await writeOfficeSetting(tx, organisation, 'leave-types', body)
      return {
        answer: null,
        subject: `organisation:${organisation}`,
        detail: { before: before ?? null, after: body },
      }
    },
  })

  writeRoute(app, context, {
    url,
    method: 'DELETE',
    permission: 'hours.write',
    action: 'excuses.inherit-types',
    summary: 'Take an organisation’s own leave types away: those of the level above hold again',
    tag,
    params,
    answer: z.null(),
    handle: async ({ tx, snapshot, who, params: { organisation } }) => {
      if (!isOwn(snapshot, who, organisation)) return NO_ORGANISATION
      const before = await ownSetting(tx, organisation, 'leave-types')
      if (before === undefined) return refuse(409, 'excuses.no-own-types')
      await removeOfficeSetting(tx, organisation, 'leave-types')
      return { answer: null, subject: `organisation:${organisation}`, detail: { before, after: null } }
    },
  })
}

/** A leader of one point writes for no organisation. */
const isOwn = (snapshot: Snapshot, who: StaffScope, organisation: string): boolean =>
  who.point === null && organisationsInScope(snapshot, who).has(organisation)

function withSymbols(types: readonly LeaveType[], template: SheetTemplate) {
  const { rows } = symbolTableOf(template)
  return types.map((type) => {
    const row = rows.find(({ code }) => code === type.code)
    const symbol = row?.symbol ?? '+'
    return { ...type, symbol, half: row?.half ?? halfOf(symbol), column: row?.column ?? 32 }
  })
}

/** Names the first row whose code cannot be its own. */
function codesFault(codes: readonly string[]): Refusal | null {
  const [fault] = repeatedCodes(codes)
  if (fault === undefined) return null
  const [row, earlier] = fault
  const code = codes[row] ?? ''
  return earlier === null
    ? refuse(422, 'excuses.code-of-hours', { row: row + 1, code })
    : refuse(422, 'excuses.code-repeated', { row: row + 1, code, earlier: earlier + 1 })
}
