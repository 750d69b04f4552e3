import type { FastifyError, FastifyInstance } from 'fastify'
import { QueueFull } from '../../db/district/engine/fair-queue.ts'
import { isLockTimeout } from '../../db/district/engine/open-database.ts'
import { sendProblem } from '../context/problem.ts'
import { traceOf } from '../context/trace-of.ts'
import { UploadTooLarge } from '../imports/hold-upload.ts'
import { TooOften } from '../wire/wire-door.ts'

const BUSY_SECONDS = 5

/** Errors give a reference number; what happened stands in the server's log under the same number. */
export function answerErrors(app: FastifyInstance, newId: () => string): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (error instanceof QueueFull) {
      return sendProblem(reply.header('retry-after', BUSY_SECONDS), 503, 'server.heavy')
    }
    if (isLockTimeout(error)) {
      return sendProblem(reply.header('retry-after', BUSY_SECONDS), 503, 'server.busy')
    }
    const status = error.statusCode ?? 500
    if (status >= 500) {
      const reference = newId()
      request.log.error({ reference, route: request.routeOptions.url, ...traceOf(error) })
      return sendProblem(reply, 500, 'server.fault', { reference })
    }
    if (status === 413) {
      return error instanceof UploadTooLarge
        ? sendProblem(reply, 413, 'imports.too-large', { megabytes: error.megabytes })
        : sendProblem(reply, 413, 'server.too-large')
    }
    if (status === 415) return sendProblem(reply, 415, 'server.media-type')
    if (error instanceof TooOften) reply.header('retry-after', error.afterSeconds)
    if (status === 429) return sendProblem(reply, 429, 'server.too-many')
    return sendProblem(reply, status, 'server.malformed')
  })
}
