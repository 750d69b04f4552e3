import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { AuditAction } from '../../core/audit/audit-actions.ts'
import type { Permission } from '../../core/district/roles.ts'
import { Problem } from '../../core/district/sign-in-api.ts'
import { auditAlone } from '../../db/district/accounts/audit.ts'
import type { DistrictDb } from '../../db/district/engine/district-db.ts'
import type { DistrictContext } from '../context/district-context.ts'
import { sendProblem } from '../context/problem.ts'
import { type Asked, askedBy } from './asked.ts'
import { Refusal } from './refusal.ts'

/** A file as it is handed out. */
export interface FileAnswer {
  /** As people see it, with all its letters. */
  readonly name: string
  /** Media type. */
  readonly type: string
  readonly bytes: Uint8Array
  /** For the audit log: `month:point-a:2026-11`. */
  readonly subject: string | null
  readonly detail?: unknown
  /** Shown in the page instead of being saved (a PDF). */
  readonly inline?: boolean
  /** More that the answer says of it, in ASCII. */
  readonly headers?: Readonly<Record<string, string>>
}

const Nothing = z.undefined()
type Nothing = typeof Nothing

export interface FileRoute<P extends z.ZodType, Q extends z.ZodType> {
  readonly url: string
  readonly permission: Permission
  /** Name in the audit log: handing out a file is a deed, `month.export`. */
  readonly action: AuditAction
  readonly summary: string
  readonly tag: string
  readonly params?: P
  readonly query?: Q
  handle(
    asked: Asked<z.output<P>, z.output<Q>> & { readonly db: DistrictDb },
  ): Promise<FileAnswer | Refusal> | FileAnswer | Refusal
}

/** `attachment; filename=…` with the name in ASCII and whole (RFC 6266, RFC 8187). */
export function contentDisposition(name: string, inline = false): string {
  const plain = name
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\w. ()+-]/g, '_')
  const whole = encodeURIComponent(name.replace(/[\p{Cc}/\\]/gu, '_').toWellFormed()).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${inline ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${whole}`
}

/** Hands out a file made for the asker; what went out (its SHA-256, to whom) stays in the audit log. */
export function fileRoute<P extends z.ZodType = Nothing, Q extends z.ZodType = Nothing>(
  app: FastifyInstance,
  context: DistrictContext,
  route: FileRoute<P, Q>,
): void {
  const { db } = context.database
  app.route({
    method: 'GET',
    url: route.url,
    config: { access: route.permission, action: route.action },
    schema: {
      summary: route.summary,
      description: 'Answers a file.',
      tags: [route.tag],
      ...(route.params && { params: route.params }),
      ...(route.query && { querystring: route.query }),
      response: { 400: Problem, 401: Problem, 403: Problem, 404: Problem },
    },
    handler: async (request, reply) => {
      const asked = await askedBy<P, Q>(context, request)
      const file = await route.handle({ ...asked, db })
      if (file instanceof Refusal) return sendProblem(reply, file.status, file.code, file.params)
      const sha256 = createHash('sha256').update(file.bytes).digest('hex')
      const detail = { sha256, bytes: file.bytes.length, ...(file.detail ? { of: file.detail } : {}) }
      await auditAlone(db, asked.who, asked.now, { action: route.action, subject: file.subject, detail })
      return reply
        .type(file.type)
        .header('content-disposition', contentDisposition(file.name, file.inline))
        .headers({ ...file.headers })
        .send(Buffer.from(file.bytes))
    },
  })
}
