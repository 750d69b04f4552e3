import type { FastifyReply, FastifyRequest } from 'fastify'
import { mutated } from '../../db/mutation.ts'
import { sendProblem } from '../problem.ts'
import { whoAsks } from '../staff/staff-session.ts'

/** Files that come in at once, of one account and in all: each takes up to 64 MB of the disk. */
const MOST_OF_ACCOUNT = 2
const MOST_IN_ALL = 4
const AGAIN_SECONDS = 15

/** Hook before a body is read: what comes beyond the number is answered at once, unread. */
export function createUploadLimit() {
  const open = new Map<string, number>()
  let inAll = 0
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const { username } = whoAsks(request)
    const held = open.get(username) ?? 0
    if ((held >= MOST_OF_ACCOUNT || inAll >= MOST_IN_ALL) && !mutated('uploads-without-limit')) {
      const detail = 'Đang nhận nhiều tệp cùng lúc; hãy đợi các tệp đó xong rồi gửi lại.'
      return sendProblem(reply.header('retry-after', AGAIN_SECONDS), 429, detail)
    }
    open.set(username, held + 1)
    inAll++
    reply.raw.once('close', () => {
      inAll--
      const left = (open.get(username) ?? 1) - 1
      if (left > 0) open.set(username, left)
      else open.delete(username)
    })
    return undefined
  }
}
