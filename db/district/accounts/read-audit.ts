import { and, desc, eq, inArray, like, lt, or } from 'drizzle-orm'
import type { AuditRow } from '../../../core/audit/audit-api.ts'
import type { DistrictDb } from '../engine/district-db.ts'
import { auditLog } from '../schema/audit.ts'

/** A row as it was written: by ids. */
export type StoredAuditRow = Omit<AuditRow, 'whoName' | 'about' | 'lines'>

export interface AuditQuestion {
  /** Rows older than this number; left out: from the newest. */
  readonly before?: number | undefined
  readonly who?: string | undefined
  readonly subject?: string | undefined
  readonly action?: string | undefined
  readonly limit: number
  /** What was done within these scopes; null: everything. */
  readonly within: {
    readonly organisations: ReadonlySet<string>
    readonly points: ReadonlySet<string>
  } | null
}

/** The newest rows first. Somebody with a scope sees what accounts of that scope did. */
export async function readAudit(db: DistrictDb, asked: AuditQuestion): Promise<StoredAuditRow[]> {
  const { within, action } = asked
  const rows = await db
    .select()
    .from(auditLog)
    .where(
      and(
        asked.before === undefined ? undefined : lt(auditLog.seq, asked.before),
        asked.who === undefined ? undefined : eq(auditLog.who, asked.who),
        asked.subject === undefined ? undefined : eq(auditLog.subject, asked.subject),
        action === undefined
          ? undefined
          : or(eq(auditLog.action, action), like(auditLog.action, `${escapeLike(action)}.%`)),
        within === null
          ? undefined
          : or(
              inArray(auditLog.organisation, [...within.organisations]),
              inArray(auditLog.point, [...within.points]),
            ),
      ),
    )
    .orderBy(desc(auditLog.seq))
    .limit(asked.limit)
  return rows.map(({ seq, at, who, action: deed, subject, outcome, text }) => ({
    seq,
    at,
    who,
    action: deed,
    subject,
    outcome,
    detail: (JSON.parse(text) as { detail: unknown }).detail,
  }))
}

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&')
