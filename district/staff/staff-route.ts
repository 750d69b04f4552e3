import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { Problem } from '../../core/district/sign-in-api.ts'
import type { DistrictContext } from '../context/district-context.ts'
import { sendProblem } from '../context/problem.ts'
import { askedBy, type Schema } from './asked.ts'
import { noteView } from './note-view.ts'
import { Refusal, refuse } from './refusal.ts'
import type { Nothing, ReadRoute, WriteRoute } from './route-shapes.ts'
import { runWrite } from './run-write.ts'

export type { Asked } from './asked.ts'
export type { Done } from './route-shapes.ts'
export { Refusal, refuse }

const REFUSALS = { 400: Problem, 401: Problem, 403: Problem, 404: Problem }
const WRITE_REFUSALS = { ...REFUSALS, 409: Problem, 422: Problem }

/** Answers a question of staff or of a program with a token: permission, scope, validation, description in one place. */
export function readRoute<A extends Schema, P extends Schema = Nothing, Q extends Schema = Nothing>(
  app: FastifyInstance,
  context: DistrictContext,
  route: ReadRoute<P, Q, A>,
): void {
  const { db } = context.database
  app.route({
    method: 'GET',
    url: route.url,
    config: { access: route.permission },
    schema: {
      summary: route.summary,
      tags: [route.tag],
      ...(route.params && { params: route.params }),
      ...(route.query && { querystring: route.query }),
      response: { 200: route.answer, ...REFUSALS },
    },
    handler: async (request, reply) => {
      const asked = await askedBy<P, Q>(context, request)
      const result = await route.handle({ ...asked, db })
      if (result instanceof Refusal) return sendProblem(reply, result.status, result.code, result.params)
      if (route.views !== undefined) await noteView(db, asked, route.views(asked))
      return reply.code(200).send(result)
    },
  })
}

/**
 * Does something for staff: permission, one transaction, one row in the audit log (`noteRefused` writes it when it was
 * refused or failed), `Idempotency-Key`, problem documents, description.
 */
export function writeRoute<
  A extends Schema,
  P extends Schema = Nothing,
  Q extends Schema = Nothing,
  B extends Schema = Nothing,
  W = undefined,
>(app: FastifyInstance, context: DistrictContext, route: WriteRoute<P, Q, B, A, W>): void {
  const status = route.answer instanceof z.ZodNull ? 204 : 200
  app.route({
    method: route.method ?? 'POST',
    url: route.url,
    config: {
      access: route.permission,
      action: route.action,
      ...(route.mostAMinute && { rateLimit: { max: route.mostAMinute, timeWindow: 60_000 } }),
    },
    ...(route.bodyLimit === undefined ? {} : { bodyLimit: route.bodyLimit }),
    schema: {
      summary: route.summary,
      tags: [route.tag],
      headers: IdempotencyHeader,
      ...(route.params && { params: route.params }),
      ...(route.query && { querystring: route.query }),
      ...(route.body && { body: route.body }),
      response: { [status]: route.answer, ...WRITE_REFUSALS },
    },
    handler: (request, reply) => runWrite(context, route, status, request, reply),
  })
}

const IdempotencyHeader = z.object({
  'idempotency-key': z
    .string()
    .min(8)
    .max(100)
    .regex(/^[\x21-\x7e]+$/)
    .optional()
    .describe('A repeated request with the same key is done once and answered alike for 24 hours.'),
})
