import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { SignedIn } from '../../db/district/accounts/sessions.ts'
import type { Snapshot } from '../../db/district/organisation/snapshot.ts'
import type { DistrictContext } from '../context/district-context.ts'
import { whoAsks } from './staff-session.ts'

export type Schema = z.ZodType

/** What every handler is given. */
export interface Asked<Params, Query> {
  readonly who: SignedIn
  /** Organisation, people and rules as they stood when the request came; read before any transaction. */
  readonly snapshot: Snapshot
  /** UTC ms. */
  readonly now: number
  readonly params: Params
  readonly query: Query
  readonly request: FastifyRequest
}

/** What the route's handler is given, read from a request that `checkAccess` let through. */
export async function askedBy<P extends Schema, Q extends Schema>(
  context: DistrictContext,
  request: FastifyRequest,
) {
  return {
    who: whoAsks(request),
    snapshot: await context.snapshots.current(context.database.db),
    now: context.clock.now(),
    params: request.params as z.output<P>,
    query: request.query as z.output<Q>,
    request,
  }
}
