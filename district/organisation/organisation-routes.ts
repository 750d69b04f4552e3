import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import {
  CounterWords,
  MadeKey,
  Organisation,
  OrganisationWords,
  PointWords,
} from '../../core/district/organisation-api.ts'
import { localDateOf } from '../../core/time.ts'
import type { DistrictDb } from '../../db/district/district-db.ts'
import {
  pointOfCounter,
  readOrganisations,
  readPoints,
  writeCounter,
  writeOrganisation,
  writePoint,
} from '../../db/district/organisation-writes.ts'
import { organisationsInScope, pointsInScope, type StaffScope } from '../../db/district/scope.ts'
import { peopleAt, postingOn, type Snapshot } from '../../db/district/snapshot.ts'
import type { DistrictContext } from '../district-context.ts'
import { newKey } from '../people/new-key.ts'
import { readRoute, refuse, writeRoute } from '../staff/staff-route.ts'
import { counterFault, NO_ORGANISATION, organisationFault, pointFault, tidied } from './check-words.ts'

const Params = z.object({ id: z.string().min(1).max(64) })
const NO_POINT = refuse(404, 'Không có điểm tiếp nhận này.')
const NO_COUNTER = refuse(404, 'Không có quầy này.')
const BAD_TEXT = refuse(422, 'Có ký tự không dùng được.')

/** The tree of organisations, their reception points and counters: as data, with what they were called before. */
export async function organisationRoutes(app: FastifyInstance, context: DistrictContext): Promise<void> {
  const route = { permission: 'organisation.write', tag: 'organisation' } as const

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

  const organisationWrite = async (
    tx: DistrictDb,
    snapshot: Snapshot,
    who: StaffScope,
    id: string,
    given: OrganisationWords,
  ) => {
    const words = tidied(given)
    if (words === null) return BAD_TEXT
    const fault = await organisationFault(tx, snapshot, who, id, words)
    if (fault !== null) return fault
    await writeOrganisation(tx, id, words)
    return { answer: { id }, subject: `organisation:${id}`, detail: words }
  }
  writeRoute(app, context, {
    ...route,
    url: '/api/v1/organisation/organisations',
    action: 'organisation.add',
    summary: 'Adds an organisation.',
    body: OrganisationWords,
    answer: MadeKey,
    handle: ({ tx, snapshot, who, body }) =>
      organisationWrite(tx, snapshot, who, newKey('o', context.randomBytes), body),
  })
  writeRoute(app, context, {
    ...route,
    method: 'PUT',
    url: '/api/v1/organisation/organisations/:id',
    action: 'organisation.change',
    summary: 'Writes an organisation whole, with what it was called before.',
    params: Params,
    body: OrganisationWords,
    answer: MadeKey,
    handle: async ({ tx, snapshot, who, params, body }) =>
      organisationsInScope(snapshot, who).has(params.id)
        ? organisationWrite(tx, snapshot, who, params.id, body)
        : NO_ORGANISATION,
  })

  const pointWrite = async (
    tx: DistrictDb,
    snapshot: Snapshot,
    who: StaffScope,
    id: string,
    given: PointWords,
  ) => {
    const words = tidied(given)
    if (words === null) return BAD_TEXT
    const fault = pointFault(snapshot, who, words)
    if (fault !== null) return fault
    await writePoint(tx, id, words)
    return { answer: { id }, subject: `point:${id}`, detail: words }
  }
  writeRoute(app, context, {
    ...route,
    url: '/api/v1/organisation/points',
    action: 'points.add',
    summary: 'Adds a reception point.',
    body: PointWords,
    answer: MadeKey,
    handle: ({ tx, snapshot, who, body }) =>
      pointWrite(tx, snapshot, who, newKey('r', context.randomBytes), body),
  })
  writeRoute(app, context, {
    ...route,
    method: 'PUT',
    url: '/api/v1/organisation/points/:id',
    action: 'points.change',
    summary: 'Writes a reception point whole, with what it was called before.',
    params: Params,
    body: PointWords,
    answer: MadeKey,
    handle: async ({ tx, snapshot, who, params, body }) =>
      pointsInScope(snapshot, who).has(params.id) ? pointWrite(tx, snapshot, who, params.id, body) : NO_POINT,
  })

  const counterWrite = async (
    tx: DistrictDb,
    snapshot: Snapshot,
    who: StaffScope,
    id: string,
    given: CounterWords,
  ) => {
    const words = tidied(given)
    if (words === null) return BAD_TEXT
    if (!pointsInScope(snapshot, who).has(words.point)) return NO_POINT
    const fault = counterFault(words)
    if (fault !== null) return fault
    await writeCounter(tx, id, words)
    return { answer: { id }, subject: `counter:${id}`, detail: words }
  }
  writeRoute(app, context, {
    ...route,
    url: '/api/v1/organisation/counters',
    action: 'counters.add',
    summary: 'Adds a counter to a reception point.',
    body: CounterWords,
    answer: MadeKey,
    handle: ({ tx, snapshot, who, body }) =>
      counterWrite(tx, snapshot, who, newKey('q', context.randomBytes), body),
  })
  writeRoute(app, context, {
    ...route,
    method: 'PUT',
    url: '/api/v1/organisation/counters/:id',
    action: 'counters.change',
    summary: 'Writes a counter whole: fields and when somebody has to sit there.',
    params: Params,
    body: CounterWords,
    answer: MadeKey,
    handle: async ({ tx, snapshot, who, params, body }) =>
      (await pointOfCounter(tx, params.id)) === body.point
        ? counterWrite(tx, snapshot, who, params.id, body)
        : NO_COUNTER,
  })
}
