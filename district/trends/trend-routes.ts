import type { FastifyInstance } from 'fastify'
import { CountersNow, TrendsAnswer, TrendsQuery } from '../../core/district/trends-api.ts'
import { pointsInScope, visiblePoints } from '../../db/district/organisation/scope.ts'
import { readCountersNow } from '../../db/district/pages/read-counters.ts'
import { readTrends } from '../../db/district/pages/read-trends.ts'
import type { DistrictContext } from '../context/district-context.ts'
import { readRoute, refuse } from '../staff/staff-route.ts'

const tag = 'presence'

/** Counters right now, and how lateness goes over hours, days and weeks. */
export async function trendRoutes(app: FastifyInstance, context: DistrictContext): Promise<void> {
  readRoute(app, context, {
    url: '/api/v1/counters/now',
    permission: 'presence.read',
    summary: 'Counters that have to be staffed right now, and who is there',
    tag,
    answer: CountersNow,
    handle: ({ db, snapshot, who, now }) => readCountersNow(db, snapshot, visiblePoints(snapshot, who), now),
  })

  readRoute(app, context, {
    url: '/api/v1/trends',
    permission: 'presence.read',
    summary: 'Lateness of a month by hour and ward, by day and by week',
    tag,
    query: TrendsQuery,
    answer: TrendsAnswer,
    handle: async ({ db, snapshot, who, now, query: { month, point } }) => {
      if (point !== undefined && !pointsInScope(snapshot, who).has(point)) {
        return refuse(404, 'organisation.no-point')
      }
      const only = point === undefined ? visiblePoints(snapshot, who) : new Set([point])
      return readTrends(db, snapshot, { month, only }, now)
    },
  })
}
