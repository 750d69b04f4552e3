import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { audit } from '../../db/district/accounts/audit.ts'
import type { SignedIn } from '../../db/district/accounts/sessions.ts'
import { type AskedWrite, claimWrite, keepAnswer } from '../../db/district/engine/idempotency.ts'
import { GoneMeanwhile } from '../../db/district/organisation/hold-referred.ts'
import type { DistrictContext } from '../context/district-context.ts'
import { sendProblem } from '../context/problem.ts'
import { askedBy, type Schema } from './asked.ts'
import { Refusal, refuse } from './refusal.ts'
import type { WriteRoute } from './route-shapes.ts'

/** Carries a refusal out of the transaction that it undoes. */
class Undone extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super('undone')
    this.refusal = refusal
  }
}

const NOTHING_TO_REFER_TO = '23503'

/** Somebody else deleted what was to be referred to, between the question and now. */
const isGoneMeanwhile = (error: unknown): boolean =>
  error instanceof GoneMeanwhile ||
  (error as { cause?: { code?: string } }).cause?.code === NOTHING_TO_REFER_TO

/** @returns null: asked without a key */
function writeAsked(who: SignedIn, request: FastifyRequest): AskedWrite | null {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string') return null
  const said = JSON.stringify([request.method, request.url, request.body ?? null])
  return { who: who.username, key, requestHash: createHash('sha256').update(said).digest('hex') }
}

/** One transaction, one row in the audit log, one answer for a repeated request; a refusal undoes everything. */
export async function runWrite<P extends Schema, Q extends Schema, B extends Schema, A extends Schema, W>(
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
            throw new Undone(refuse(422, 'staff.key-reused'))
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
        return sendProblem(reply, 409, 'staff.secret-shown-once')
      }
      return reply.header('idempotency-replayed', 'true').code(outcome.status).send(outcome.body)
    }
    const { changes, after, answer } = outcome.result
    if (changes !== undefined) context.teller.tell(changes)
    await after?.()
    return reply.code(status).send(answer)
  } catch (error) {
    if (isGoneMeanwhile(error)) return sendProblem(reply, 409, 'staff.gone-meanwhile')
    if (!(error instanceof Undone)) throw error
    const { status, code, params } = error.refusal
    return sendProblem(reply, status, code, params)
  }
}
