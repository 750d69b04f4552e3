import { createHash, randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { tidyText } from '../../core/names.ts'
import { audit } from '../../db/district/accounts/audit.ts'
import type { SignedIn } from '../../db/district/accounts/sessions.ts'
import { claimWrite, keepAnswer } from '../../db/district/engine/idempotency.ts'
import { type ImportRunRow, startImport } from '../../db/district/imports/import-runs.ts'
import type { DistrictContext } from '../context/district-context.ts'
import { sendProblem } from '../context/problem.ts'

export interface BroughtFile {
  readonly kind: ImportRunRow['kind']
  readonly name: string
  readonly bytes: number
  /** Hexadecimal. */
  readonly sha256: string
  /** `null`: the file will say. */
  readonly point: string | null
}

const KEY = /^[\x21-\x7e]{8,100}$/

/**
 * Takes note of a file in one transaction, with its row in the audit log, answers with the import's id and leaves the
 * work itself to `run`, which goes on after the answer.
 */
export async function startFile(
  context: DistrictContext,
  request: FastifyRequest,
  reply: FastifyReply,
  who: SignedIn,
  file: BroughtFile,
  run: (id: string) => void,
): Promise<FastifyReply> {
  const now = context.clock.now()
  const { bytes, sha256 } = file
  const key = request.headers['idempotency-key']
  const asked =
    typeof key === 'string' && KEY.test(key)
      ? {
          who: who.username,
          key,
          requestHash: createHash('sha256').update(`${request.url}\n${sha256}`).digest('hex'),
        }
      : null
  const id = randomUUID()
  const outcome = await context.database.db.transaction(async (tx) => {
    const claim = asked === null ? ({ kind: 'first' } as const) : await claimWrite(tx, asked, now)
    if (claim.kind !== 'first') return claim
    await startImport(tx, {
      id,
      kind: file.kind,
      fileName: tidyText(file.name.replace(/[\p{Cc}\p{Cf}]/gu, ' ')).slice(0, 200),
      bytes,
      sha256,
      startedAt: now,
      startedBy: who.username,
      point: file.point,
    })
    if (asked !== null) await keepAnswer(tx, asked, 202, { body: { id } })
    const detail = { kind: file.kind, bytes, sha256, point: file.point }
    await audit(tx, who, now, { action: 'import.start', subject: `import:${id}`, detail })
    return claim
  })
  if (outcome.kind === 'differs') {
    return sendProblem(reply, 422, 'staff.key-reused')
  }
  if (outcome.kind === 'again') return reply.code(202).send(outcome.body)
  run(id)
  return reply.code(202).send({ id })
}
