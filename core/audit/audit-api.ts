import { z } from 'zod'
import { PageQuery, pageOf } from '../page-api.ts'
import { AuditAbout, AuditLine } from './audit-lines.ts'

/** Who did it, in the audit log, when nobody proved to be anybody. No account has this name: theirs are in lower case. */
export const STRANGER = 'Stranger'

/** The machine's own administrator; no account has this name. */
export const COMMAND_LINE_NAME = 'command-line'

export const AuditQuery = PageQuery.extend({
  who: z.string().max(200).optional(),
  subject: z.string().max(200).optional(),
  /** An action or its area: `people` finds `people.transfer`. */
  action: z.string().max(100).optional(),
})

export const AuditRow = z.object({
  seq: z.int(),
  at: z.int(),
  who: z.string(),
  action: z.string(),
  subject: z.string().nullable(),
  outcome: z.enum(['done', 'refused', 'failed']),
  detail: z.unknown(),
  /** Names for what the fields above say by ids, as far as the asker may see them. Whose account or program it was. */
  whoName: z.string().nullable(),
  about: AuditAbout.nullable(),
  /** `detail` in lines that can be said. */
  lines: z.array(AuditLine),
})
export type AuditRow = z.infer<typeof AuditRow>

export const AuditPage = pageOf(AuditRow)

export const AuditVerified = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('whole'), rows: z.int(), head: z.string() }),
  z.object({ kind: z.literal('broken'), seq: z.int() }),
])
