import type { FastifyError } from 'fastify'

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
