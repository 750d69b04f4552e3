import type { FastifyReply, FastifyRequest } from 'fastify'
import { auditAlone } from '../../db/district/accounts/audit.ts'
import type { DistrictContext } from '../context/district-context.ts'
import { findAsker } from './staff-session.ts'

const FAILED = 500
/** The limit spares the server; a row for each request beyond it would not. */
const TOO_MANY = 429

/**
 * One row in the audit log for every deed that somebody signed in asked for and did not get: forbidden, not as
 * described (also a body that nobody could read), refused or failed. It says the status and what stood in the address,
 * nothing of the body. `onSend` hook, so that the row is there before the answer.
 */
export const noteRefused =
  (context: DistrictContext) =>
  async (request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> => {
    const { action } = request.routeOptions.config
    const { statusCode: status } = reply
    const who = findAsker(request)
    if (action === undefined || who === null || status < 400 || status === TOO_MANY) return payload
    const failed = status >= FAILED
    const noted = auditAlone(context.database.db, who, context.clock.now(), {
      action,
      subject: null,
      detail: { status, params: request.params ?? null },
      outcome: failed ? 'failed' : 'refused',
    })
    // A database that is gone must not hide the answer that says so.
    await (failed ? noted.catch(() => {}) : noted)
    return payload
  }
