import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { BindPin, OldPins, OldReadings, OldReadingsQuery } from '../../core/district/imports-api.ts'
import { bindPin, listOldPins, pointsOfPin, readingsOfPin } from '../../db/district/imports/old-readings.ts'
import { pointsInScope, wasPersonInScope } from '../../db/district/organisation/scope.ts'
import type { DistrictContext } from '../context/district-context.ts'
import { readRoute, refuse, writeRoute } from '../staff/staff-route.ts'

const tag = 'imports'

/** Numbers on old machines: whose they are, and what was read of each. */
export async function oldPinRoutes(app: FastifyInstance, context: DistrictContext): Promise<void> {
  readRoute(app, context, {
    url: '/api/v1/old-pins',
    permission: 'import.read',
    summary: 'Numbers that old machines have read, the unmatched first',
    tag,
    answer: OldPins,
    handle: ({ db, snapshot, who }) => listOldPins(db, snapshot, pointsInScope(snapshot, who)),
  })

  readRoute(app, context, {
    url: '/api/v1/old-readings',
    permission: 'import.read',
    summary: 'The newest readings of one number on one old machine',
    tag,
    query: OldReadingsQuery,
    answer: OldReadings,
    views: ({ query }) => ({ action: 'import.view-readings', subject: null, detail: query }),
    handle: async ({ db, snapshot, who, query: { source, pin } }) => {
      const within = pointsInScope(snapshot, who)
      const rows = (await readingsOfPin(db, source, pin)).filter(({ point }) => within.has(point))
      return rows.length === 0
        ? refuse(404, 'imports.no-number')
        : rows.map(({ point: _point, ...row }) => row)
    },
  })

  writeRoute(app, context, {
    url: '/api/v1/old-pins',
    method: 'PUT',
    permission: 'import.write',
    action: 'import.bind-pin',
    summary: 'Say whose number on an old machine this is',
    tag,
    body: BindPin,
    answer: z.null(),
    handle: async ({ tx, snapshot, who, now, body }) => {
      const points = await pointsOfPin(tx, body.source, body.pin)
      const within = pointsInScope(snapshot, who)
      if (points.length === 0 || points.some((point) => !within.has(point)))
        return refuse(404, 'imports.no-number')
      if (body.person !== null && !wasPersonInScope(snapshot, who, body.person)) {
        return refuse(404, 'people.no-person')
      }
      await bindPin(tx, body, who.username, now)
      return {
        answer: null,
        subject: body.person === null ? null : `person:${body.person}`,
        detail: { source: body.source, pin: body.pin },
      }
    },
  })
}
