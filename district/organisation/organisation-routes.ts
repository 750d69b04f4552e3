import type { FastifyInstance } from 'fastify'
import {
  CounterWords,
  Organisation,
  OrganisationWords,
  PointWords,
} from '../../core/district/organisation-api.ts'
import { localDateOf } from '../../core/time.ts'
import {
  pointOfCounter,
  readOrganisations,
  readPoints,
  writeCounter,
  writeOrganisation,
  writePoint,
} from '../../db/district/organisation/organisation-writes.ts'
import { organisationsInScope, pointsInScope } from '../../db/district/organisation/scope.ts'
import { peopleAt, postingOn } from '../../db/district/organisation/snapshot.ts'
import type { DistrictContext } from '../context/district-context.ts'
import { readRoute, refuse } from '../staff/staff-route.ts'
import { counterFault, NO_ORGANISATION, organisationFault, pointFault } from './check-words.ts'
import { keptRoutes } from './kept-routes.ts'

const NO_POINT = refuse(404, 'organisation.no-point')
const NO_COUNTER = refuse(404, 'organisation.no-counter')

/** The tree of organisations, their reception points and counters: as data, with what they were called before. */
export async function organisationRoutes(app: FastifyInstance, context: DistrictContext): Promise<void> {
  readRoute(app, context, {
    url: '/api/v1/organisation',
    permission: 'organisation.read',
    tag: 'organisation',
    summary: 'Organisations in scope and those above them, reception points, counters.',
    answer: Organisation,
    handle: async ({ db, who, snapshot, now }) => {
      const today = localDateOf(now, snapshot.book.zone)
      const rows = await readOrganisations(db)
      const within = organisationsInScope(snapshot, who)
      const own = pointsInScope(snapshot, who)
      const shown = new Set(within)
      const parents = new Map(rows.map(({ id, parent }) => [id, parent]))
      for (const id of within) {
        for (let above = parents.get(id); above && !shown.has(above); above = parents.get(above))
          shown.add(above)
      }
      for (const { id, earlier } of rows.filter((row) => within.has(row.id))) {
        for (const { parent } of earlier) if (parent !== null && parent !== id) shown.add(parent)
      }
      const counters = [...snapshot.counters.values()].filter(({ point }) => own.has(point))
      return {
        organisations: rows
          .filter(({ id }) => shown.has(id))
          .map((row) => ({
            ...row,
            earlier: [...row.earlier],
            mayChange: within.has(row.id) && who.point === null,
          })),
        points: (await readPoints(db))
          .filter(({ id }) => own.has(id))
          .map((row) => ({
            ...row,
            earlier: [...row.earlier],
            people: peopleAt(snapshot, row.id, today).length,
          })),
        counters: counters.map((counter) => ({
          ...counter,
          fields: [...counter.fields],
          people: peopleAt(snapshot, counter.point, today).filter(
            (person) => postingOn(snapshot, person, today)?.counter === counter.id,
          ).length,
        })),
      }
    },
  })

  keptRoutes(app, context, {
    path: 'organisations',
    area: 'organisation',
    subject: 'organisation',
    letter: 'o',
    body: OrganisationWords,
    summaries: {
      add: 'Adds an organisation.',
      change: 'Writes an organisation whole, with what it was called before.',
      remove: 'Deletes an organisation that nothing refers to.',
    },
    missing: NO_ORGANISATION,
    isOwn: ({ snapshot, who }, id) => organisationsInScope(snapshot, who).has(id),
    fault: organisationFault,
    write: writeOrganisation,
    isOwnToRemove: ({ snapshot, who }, id) =>
      id !== who.organisation && organisationsInScope(snapshot, who).has(id),
  })
  keptRoutes(app, context, {
    path: 'points',
    area: 'points',
    subject: 'point',
    letter: 'r',
    body: PointWords,
    summaries: {
      add: 'Adds a reception point.',
      change: 'Writes a reception point whole, with what it was called before.',
      remove: 'Deletes a reception point that nothing refers to.',
    },
    missing: NO_POINT,
    isOwn: ({ snapshot, who }, id) => pointsInScope(snapshot, who).has(id),
    fault: pointFault,
    write: writePoint,
    isOwnToRemove: ({ snapshot, who }, id) => pointsInScope(snapshot, who).has(id),
  })
  keptRoutes(app, context, {
    path: 'counters',
    area: 'counters',
    subject: 'counter',
    letter: 'q',
    body: CounterWords,
    summaries: {
      add: 'Adds a counter to a reception point.',
      change: 'Writes a counter whole: fields and when somebody has to sit there.',
      remove: 'Deletes a counter that nobody is posted to.',
    },
    missing: NO_COUNTER,
    isOwn: async ({ tx }, id, words) => (await pointOfCounter(tx, id)) === words.point,
    fault: ({ snapshot, who }, _id, words) =>
      pointsInScope(snapshot, who).has(words.point) ? counterFault(words) : NO_POINT,
    write: writeCounter,
    isOwnToRemove: async ({ tx, snapshot, who }, id) =>
      pointsInScope(snapshot, who).has((await pointOfCounter(tx, id)) ?? ''),
  })
}
