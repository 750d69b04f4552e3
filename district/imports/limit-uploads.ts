import type { FastifyReply, FastifyRequest } from 'fastify'
import { sendProblem } from '../context/problem.ts'
import { whoAsks } from '../staff/staff-session.ts'

/** Files that are here at once, of one account and in all: each takes up to 64 MB of the disk. */
const MOST_OF_ACCOUNT = 2
const MOST_IN_ALL = 4
const AGAIN_SECONDS = 5

/** Places for files, each taken before the first byte comes and free again when nothing of the file is left. */
export interface UploadLimit {
  /** Hook before a body is read: what comes beyond the number is answered at once, unread. */
  readonly take: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined>
  /** Keeps the place of a request beyond its answer. @returns lets it go */
  hold(request: FastifyRequest): () => void
}

export function createUploadLimit(): UploadLimit {
  const taken = new Map<string, number>()
  const holders = new WeakMap<FastifyRequest, number>()
  let inAll = 0
  const count = (username: string, more: 1 | -1): void => {
    inAll += more
    const held = (taken.get(username) ?? 0) + more
    if (held > 0) taken.set(username, held)
    else taken.delete(username)
  }
  const hold = (request: FastifyRequest): (() => void) => {
    const { username } = whoAsks(request)
    const before = holders.get(request) ?? 0
    if (before === 0) count(username, 1)
    holders.set(request, before + 1)
    return () => {
      const left = (holders.get(request) ?? 1) - 1
      holders.set(request, left)
      if (left === 0) count(username, -1)
    }
  }
  return {
    hold,
    async take(request, reply) {
      const ofAccount = taken.get(whoAsks(request).username) ?? 0
      const isFull = ofAccount >= MOST_OF_ACCOUNT || inAll >= MOST_IN_ALL
      if (isFull) {
        return sendProblem(reply.header('retry-after', AGAIN_SECONDS), 429, 'imports.crowded')
      }
      const free = hold(request)
      // Who went away while they were looked up has closed already.
      if (reply.raw.closed) free()
      else reply.raw.once('close', free)
      return undefined
    },
  }
}
