import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type LiveChange, Problem } from '../../core/district-api.ts'
import type { Permission } from '../../core/district-roles.ts'
import { type AuditEntry, audit } from '../../db/district/accounts/audit.ts'
import type { SignedIn } from '../../db/district/accounts/sessions.ts'
import type { DistrictDb } from '../../db/district/engine/district-db.ts'
import type { FairQueue } from '../../db/district/engine/fair-queue.ts'
import { type AskedWrite, claimWrite, keepAnswer } from '../../db/district/engine/idempotency.ts'
import { GoneMeanwhile } from '../../db/district/organisation/hold-referred.ts'
import type { Snapshot } from '../../db/district/organisation/snapshot.ts'
import { mutated } from '../../db/mutation.ts'
import type { DistrictContext } from '../district-context.ts'
import { sendProblem } from '../problem.ts'
import { noteView } from './note-view.ts'
import { Refusal, refuse } from './refusal.ts'
import { whoAsks } from './staff-session.ts'

export { Refusal, refuse }

/** What a write did: its answer, its row in the audit log, and who is to be told once it is committed. */
export interface Done<Answer> {
  readonly answer: Answer
  /** `person:…`, `badge:…`, `point:…`: opaque ids. */
  readonly subject: string | null
  /** Before, after, counts; never a name. */
  readonly detail?: unknown
  /** Days that look different now. */
  readonly changes?: readonly LiveChange[]
  /** Runs after the commit, before the answer. */
  readonly after?: () => Promise<void>
}

const Nothing = z.undefined()
type Nothing = typeof Nothing
type Schema = z.ZodType

interface RouteWords {
  readonly url: string
  /** `signed-in`: what everybody may do with their own account. */
  readonly permission: Permission | 'signed-in'
  /** One line of the API's description. */
  readonly summary: string
  /** Area in the API's description: `people`, `badges`, … */
  readonly tag: string
}

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

export interface ReadRoute<P extends Schema, Q extends Schema, A extends Schema> extends RouteWords {
  readonly params?: P
  readonly query?: Q
  readonly answer: A
  /** Row of the audit log for looking at this, at most one an hour for each who and what. */
  views?(asked: Asked<z.output<P>, z.output<Q>>): AuditEntry
  handle(
    asked: Asked<z.output<P>, z.output<Q>> & { readonly db: DistrictDb },
  ): Promise<z.input<A> | Refusal> | z.input<A> | Refusal
}

export interface WriteRoute<P extends Schema, Q extends Schema, B extends Schema, A extends Schema, W>
  extends RouteWords {
  readonly method?: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Name of the deed in the audit log, `people.transfer`. */
  readonly action: string
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  /** `z.null()` answers 204. */
  readonly answer: A
  /** Bytes; 64 KB unless told. */
  readonly bodyLimit?: number
  /** From one address; for what must not be tried often. */
  readonly mostAMinute?: number
  /** The answer holds a secret that is shown once: it is not kept for a repeated request. */
  readonly secretAnswer?: boolean
  /** What takes seconds, before the transaction: nobody's row and no connection waits for it. */
  prepare?(
    asked: Asked<z.output<P>, z.output<Q>> & { readonly db: DistrictDb; readonly body: z.output<B> },
  ): Promise<W | Refusal>
  /** Where transactions of one kind wait for each other anyway: so many wait before they take a connection. */
  readonly turns?: FairQueue
  /**
   * Runs in one transaction: use `tx` only (the embedded database has one connection; asking it beside an open
   * transaction waits for ever). A refusal undoes everything.
   */
  handle(
    asked: Asked<z.output<P>, z.output<Q>> & {
      readonly tx: DistrictDb
      readonly body: z.output<B>
      /** What `prepare` gave. */
      readonly prepared: W
    },
  ): Promise<Done<z.input<A>> | Refusal> | Done<z.input<A>> | Refusal
}

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
      if (result instanceof Refusal) return sendProblem(reply, result.status, result.detail)
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

/** Carries a refusal out of the transaction that it undoes. */
class Undone extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super('undone')
    this.refusal = refusal
  }
}

const GONE = 'Người, quầy, điểm tiếp nhận hoặc đơn vị này vừa bị người khác xóa. Hãy tải lại trang.'
const NOTHING_TO_REFER_TO = '23503'

/** Somebody else deleted what was to be referred to, between the question and now. */
const isGoneMeanwhile = (error: unknown): boolean =>
  error instanceof GoneMeanwhile ||
  (error as { cause?: { code?: string } }).cause?.code === NOTHING_TO_REFER_TO

/** @returns null: asked without a key */
function writeAsked(who: SignedIn, request: FastifyRequest): AskedWrite | null {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || mutated('idempotency-ignored')) return null
  const said = JSON.stringify([request.method, request.url, request.body ?? null])
  return { who: who.username, key, requestHash: createHash('sha256').update(said).digest('hex') }
}

async function runWrite<P extends Schema, Q extends Schema, B extends Schema, A extends Schema, W>(
  context: DistrictContext,
  route: WriteRoute<P, Q, B, A, W>,
  status: number,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { db } = context.database
  const asked = await askedBy<P, Q>(context, request)
  const { who, now } = asked
  const key = writeAsked(who, request)
  const { action } = route
  const body = request.body as z.output<B>
  try {
    const prepared = await route.prepare?.({ ...asked, db, body })
    const inTurn = <T>(work: () => Promise<T>) => route.turns?.run(who.username, work) ?? work()
    const write = () =>
      db.transaction(async (tx) => {
        if (key !== null) {
          const claim = await claimWrite(tx, key, now)
          if (claim.kind === 'differs') {
            throw new Undone(refuse(422, 'Idempotency-Key này đã dùng cho một yêu cầu khác.'))
          }
          if (claim.kind === 'again') return claim
        }
        // Only now: what a repeated request was refused for may be what it has done itself.
        if (prepared instanceof Refusal) throw new Undone(prepared)
        const result = await route.handle({ ...asked, tx, body, prepared: prepared as W })
        if (result instanceof Refusal) throw new Undone(result)
        const { answer, subject, detail } = result
        if (key !== null) await keepAnswer(tx, key, status, route.secretAnswer ? null : { body: answer })
        await audit(tx, who, now, { action, subject, detail })
        return { kind: 'done', result } as const
      })
    const outcome = await inTurn(write)
    if (outcome.kind === 'again') {
      if (outcome.body === undefined) {
        return sendProblem(reply, 409, 'Việc này đã làm xong; mã bí mật chỉ hiện một lần.')
      }
      return reply.header('idempotency-replayed', 'true').code(outcome.status).send(outcome.body)
    }
    const { changes, after, answer } = outcome.result
    if (changes !== undefined) context.teller.tell(changes)
    await after?.()
    return reply.code(status).send(answer)
  } catch (error) {
    if (isGoneMeanwhile(error)) return sendProblem(reply, 409, GONE)
    if (!(error instanceof Undone)) throw error
    return sendProblem(reply, error.refusal.status, error.refusal.detail)
  }
}
