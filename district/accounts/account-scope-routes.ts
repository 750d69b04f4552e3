import type { FastifyInstance } from 'fastify'
import { AccountScopes } from '../../core/district/accounts-api.ts'
import { organisationsInScope, pointsInScope } from '../../db/district/organisation/scope.ts'
import { pointListed } from '../../db/district/organisation/snapshot.ts'
import type { DistrictContext } from '../context/district-context.ts'
import { readRoute } from '../staff/staff-route.ts'

/** Where accounts may be bound to. */
export async function accountScopeRoutes(app: FastifyInstance, context: DistrictContext): Promise<void> {
  readRoute(app, context, {
    url: '/api/v1/account-scopes',
    permission: 'accounts.read',
    summary: 'Organisations and points that accounts may be bound to',
    tag: 'accounts',
    answer: AccountScopes,
    handle: ({ snapshot, who }) => {
      const [organisations, points] = [organisationsInScope(snapshot, who), pointsInScope(snapshot, who)]
      const placesOf = (rows: readonly { id: string; name: string }[], within: ReadonlySet<string>) =>
        rows
          .filter(({ id }) => within.has(id))
          .map(({ id, name }) => ({ id, name }))
          .sort((a, b) => a.name.localeCompare(b.name, 'vi', { numeric: true }))
      return {
        everything: who.organisation === null && who.point === null,
        organisations: placesOf(snapshot.book.organisations, organisations),
        points: placesOf(
          snapshot.book.points.map(({ id, name }) => ({ id, name: pointListed(snapshot, id) ?? name })),
          points,
        ),
      }
    },
  })
}
