import type { FastifyInstance } from 'fastify'

/** A smaller body is read to its end, so that the line serves the next request too. */
const SMALL_BYTES = 64 * 1024
/** Whoever still sends has so long to read the answer. */
const READ_WITHIN_MS = 2_000

/**
 * A large body that is answered before its end is read no further, and the line closes. Not at once: a line that is
 * cut under somebody who still sends takes the answer with it.
 */
export function leaveUnread(app: FastifyInstance): void {
  app.addHook('onSend', async ({ raw }, reply, payload) => {
    const bytes = Number(raw.headers['content-length'] ?? Number.POSITIVE_INFINITY)
    if (raw.complete || bytes <= SMALL_BYTES) return payload
    reply.header('connection', 'close')
    // A body that somebody began to read is theirs: Node does not drain it.
    raw.read(0)
    const { socket } = raw
    socket.destroySoon = () => {
      socket.end()
      setTimeout(() => socket.destroy(), READ_WITHIN_MS).unref()
    }
    return payload
  })
}
