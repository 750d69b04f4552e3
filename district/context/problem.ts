import type { FastifyReply } from 'fastify'
import titles from '../../assets/refusals/titles.json' with { type: 'json' }
import type { RefusalParams, RefusalText } from '../../core/district/say-refusal.ts'
import { type RefusalCode, refusalDetail } from './refusal-texts.ts'

const TITLES: Readonly<Record<string, RefusalText>> = titles

/**
 * Answers with a problem document (RFC 9457). Pages say it in their own language by `code` and `params`; `title` and
 * `detail` are the same in Vietnamese.
 * @param code of a text in `assets/refusals`
 * @param type a name that programs go by, where the status does not say enough
 */
export function sendProblem(
  reply: FastifyReply,
  status: number,
  code: RefusalCode,
  params: RefusalParams<RefusalCode> = {},
  type = 'about:blank',
): FastifyReply {
  const title = (TITLES[status] ?? titles.other).vi
  const detail = refusalDetail({ code, params })
  return reply
    .code(status)
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send({ type, title, status, detail, code, params })
}
