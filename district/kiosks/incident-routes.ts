import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { CloseIncident, IncidentQuery, IncidentsAnswer } from '../../core/district/kiosks-api.ts'
import { tidyText } from '../../core/names.ts'
import { closeIncident, readIncident, readIncidents } from '../../db/district/kiosks/incidents.ts'
import { readKiosks } from '../../db/district/kiosks/kiosk-status.ts'
import { displayNames } from '../../db/district/organisation/display-names.ts'
import { pointsInScope, visiblePoints } from '../../db/district/organisation/scope.ts'
import { pointListed } from '../../db/district/organisation/snapshot.ts'
import type { DistrictContext } from '../context/district-context.ts'
import { readRoute, refuse, writeRoute } from '../staff/staff-route.ts'

const tag = 'kiosks'

/** What happened to kiosks and their logs that somebody has to look at. */
export async function incidentRoutes(app: FastifyInstance, context: DistrictContext): Promise<void> {
  readRoute(app, context, {
    url: '/api/v1/incidents',
    permission: 'kiosks.read',
    summary: 'Incidents, the newest first',
    tag,
    query: IncidentQuery,
    answer: IncidentsAnswer,
    handle: async ({ db, snapshot, who, now, query: { state, point } }) => {
      const visible = visiblePoints(snapshot, who)
      if (point !== undefined && !pointsInScope(snapshot, who).has(point)) {
        return refuse(404, 'organisation.no-point')
      }
      const points = point === undefined ? (visible === null ? null : [...visible]) : [point]
      const found = await readIncidents(db, { points, ...(state === undefined ? {} : { state }) })
      const names = new Map((await readKiosks(db, visible, now)).map((kiosk) => [kiosk.id, kiosk.name]))
      const nameOf = await displayNames(
        db,
        found.map(({ closedBy }) => closedBy),
      )
      return found.map((incident) => ({
        ...incident,
        closedBy: incident.closedBy === null ? null : nameOf(incident.closedBy),
        detail: { ...incident.detail },
        kioskName: incident.device === null ? null : (names.get(incident.device) ?? null),
        pointName: pointListed(snapshot, incident.point),
      }))
    },
  })

  writeRoute(app, context, {
    url: '/api/v1/incidents/:incident/close',
    permission: 'inspections.write',
    action: 'incidents.close',
    summary: 'Somebody has looked after an incident',
    tag,
    params: z.object({ incident: z.uuid() }),
    body: CloseIncident,
    answer: z.null(),
    handle: async ({ tx, snapshot, who, now, params: { incident }, body }) => {
      const found = await readIncident(tx, incident)
      const visible = visiblePoints(snapshot, who)
      const isSeen = visible === null || (found?.point != null && visible.has(found.point))
      if (found === null || !isSeen) return refuse(404, 'kiosks.no-incident')
      const note = tidyText(body.note)
      const closed = await closeIncident(tx, incident, { by: who.username, at: now, note })
      if (!closed) return refuse(409, 'kiosks.incident-closed')
      return { answer: null, subject: `incident:${incident}`, detail: { kind: found.kind, note } }
    },
  })
}
