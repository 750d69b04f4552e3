import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'

/**
 * `ETag` on every answer to a question; who still holds the same answer gets 304 and no body. `onSend` hook.
 */
export async function answerTags(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): Promise<unknown> {
  const isAnswer = request.method === 'GET' && reply.statusCode === 200
  if (!isAnswer || !(typeof payload === 'string' || Buffer.isBuffer(payload))) return payload
  const tag = `"${createHash('sha256').update(payload).digest('base64url').slice(0, 27)}"`
  reply.header('etag', tag)
  const held = request.headers['if-none-match']?.split(',').map((each) => each.trim().replace(/^W\//, ''))
  if (held?.includes(tag) !== true && held?.includes('*') !== true) return payload
  reply.code(304).removeHeader('content-type')
  return ''
}
