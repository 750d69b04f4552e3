import type { FastifyInstance } from 'fastify'
import { FirstSteps } from '../../core/district/first-steps-api.ts'
import { localDateOf } from '../../core/time.ts'
import { organisationsInScope, pointsInScope } from '../../db/district/organisation/scope.ts'
import { readFirstSteps } from '../../db/district/pages/read-first-steps.ts'
import type { DistrictContext } from '../context/district-context.ts'
import { ruleScope } from '../hours/rule-scope.ts'
import { readRoute } from '../staff/staff-route.ts'

/** What whoever sets a new district up still has to do. */
export async function firstStepsRoute(app: FastifyInstance, context: DistrictContext): Promise<void> {
  readRoute(app, context, {
    url: '/api/v1/first-steps',
    permission: 'kiosks.write',
    summary: 'What a new district needs, in order, and what of it is there',
    tag: 'presence',
    answer: FirstSteps,
    handle: ({ db, snapshot, who, now }) => {
      const today = localDateOf(now, snapshot.book.zone)
      const scope = ruleScope(snapshot, who, today)
      const seen = {
        organisations: organisationsInScope(snapshot, who),
        points: pointsInScope(snapshot, who),
        hasHours: snapshot.book.hours.some((value) => scope.touches({ kind: 'hours', value })),
      }
      return readFirstSteps(db, snapshot, seen, today)
    },
  })
}
