import type { FastifyError, FastifyInstance } from 'fastify'
import { QueueFull } from '../../db/district/engine/fair-queue.ts'
import { isLockTimeout } from '../../db/district/engine/open-database.ts'
import { sendProblem } from '../context/problem.ts'
import { UploadTooLarge } from '../imports/hold-upload.ts'
import { TooOften } from '../wire/wire-door.ts'

const BUSY_SECONDS = 5

/** Errors give a reference number; what happened stands in the server's log under the same number. */
export function answerErrors(app: FastifyInstance, newId: () => string): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (error instanceof QueueFull) {
      const detail = 'Máy chủ đang có nhiều việc nặng cùng lúc; hãy thử lại sau ít giây.'
      return sendProblem(reply.header('retry-after', BUSY_SECONDS), 503, detail)
    }
    if (isLockTimeout(error)) {
      return sendProblem(reply.header('retry-after', BUSY_SECONDS), 503, 'Máy chủ đang bận; hãy gửi lại sau.')
    }
    const status = error.statusCode ?? 500
    if (status >= 500) {
      const reference = newId()
      request.log.error({ reference, route: request.routeOptions.url, ...traceOf(error) })
      return sendProblem(reply, 500, `Có lỗi ở máy chủ. Mã tra cứu: ${reference}`)
    }
    if (status === 413) {
      return sendProblem(reply, 413, error instanceof UploadTooLarge ? error.message : 'Nội dung quá lớn.')
    }
    if (status === 415) return sendProblem(reply, 415, 'Loại nội dung này không được nhận.')
    if (error instanceof TooOften) reply.header('retry-after', error.afterSeconds)
    if (status === 429) return sendProblem(reply, 429, 'Quá nhiều yêu cầu; hãy đợi một phút.')
    return sendProblem(reply, status, 'Yêu cầu không đúng dạng.')
  })
}

/** Where an error happened and its codes; messages may quote what people sent, so they stay out. */
export function traceOf(error: Error & { readonly code?: string }) {
  const frames = (text: string | undefined) => text?.split('\n').filter((line) => /^\s+at /.test(line))
  const cause = error.cause instanceof Error ? error.cause : undefined
  return {
    error: error.name,
    code: error.code,
    frames: frames(error.stack),
    cause: cause && {
      error: cause.name,
      code: (cause as Partial<FastifyError>).code,
      frames: frames(cause.stack),
    },
  }
}
