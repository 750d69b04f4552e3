import { createHash } from 'node:crypto'
import { asc, desc, gt, sql } from 'drizzle-orm'
import type { AuditAction } from '../../../core/audit/audit-actions.ts'
import { COMMAND_LINE_NAME } from '../../../core/audit/audit-api.ts'
import type { DistrictDb } from '../engine/district-db.ts'
import { auditLog } from '../schema/audit.ts'

/** Who did something, and the scope it was done in. */
export interface Actor {
  /** User name, `token:…`, or `command-line`. */
  readonly username: string
  readonly organisation: string | null
  readonly point: string | null
}

/** The machine's own administrator, at the command line. */
export const COMMAND_LINE: Actor = { username: COMMAND_LINE_NAME, organisation: null, point: null }

export interface AuditEntry {
  /** `people.transfer`: area and deed. */
  readonly action: AuditAction
  /** `person:…`, `badge:…`, `point:…`, `account:…`; null: nothing in particular. */
  readonly subject: string | null
  /** Before, after, counts, document numbers. Opaque ids only, never a person's name: this is never erased. */
  readonly detail?: unknown
  readonly outcome?: 'done' | 'refused' | 'failed'
}

export const NO_HASH = '0'.repeat(64)
/** Held while a row is appended, so that the chain has one end. */
const AUDIT_LOCK = 5_477_002

/** `hash(n)`: over the hash before it and the row's text. */
export const auditHash = (previous: string, text: string): string =>
  createHash('sha256').update(`giogiac/audit/1\n${previous}\n${text}`).digest('hex')

/**
 * Appends one row to the log of what staff did. Inside the transaction of the deed, last of all: other writers wait
 * from here to the commit.
 * @param at UTC ms
 */
export async function audit(tx: DistrictDb, who: Actor, at: number, entry: AuditEntry): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${sql.raw(String(AUDIT_LOCK))})`)
  const [last] = await tx
    .select({ seq: auditLog.seq, hash: auditLog.hash })
    .from(auditLog)
    .orderBy(desc(auditLog.seq))
    .limit(1)
  const previous = last?.hash ?? NO_HASH
  const row = {
    seq: (last?.seq ?? 0) + 1,
    at,
    who: who.username,
    organisation: who.organisation,
    point: who.point,
    action: entry.action,
    subject: entry.subject,
    outcome: entry.outcome ?? ('done' as const),
  }
  const text = JSON.stringify({ v: 1, ...row, detail: entry.detail ?? null }).replaceAll('\\u0000', '')
  await tx.insert(auditLog).values({ ...row, text, previous, hash: auditHash(previous, text) })
}

/** `audit` in a transaction of its own: for what was refused or only looked at. */
export const auditAlone = (db: DistrictDb, who: Actor, at: number, entry: AuditEntry): Promise<void> =>
  db.transaction((tx) => audit(tx, who, at, entry))

export type AuditVerified =
  | { readonly kind: 'whole'; readonly rows: number; readonly head: string }
  /** The first row that was changed, is missing or does not follow. */
  | { readonly kind: 'broken'; readonly seq: number }

const ROWS_AT_ONCE = 2_000

/** Reads the whole log and follows its chain; columns must say what the hashed text says. */
export async function verifyAudit(db: DistrictDb): Promise<AuditVerified> {
  let seq = 0
  let head = NO_HASH
  for (;;) {
    const rows = await db
      .select()
      .from(auditLog)
      .where(gt(auditLog.seq, seq))
      .orderBy(asc(auditLog.seq))
      .limit(ROWS_AT_ONCE)
    for (const { text, previous, hash, ...columns } of rows) {
      const follows = columns.seq === seq + 1 && previous === head && hash === auditHash(previous, text)
      const { v: _version, detail: _detail, ...said } = JSON.parse(text)
      if (!follows || JSON.stringify(said) !== JSON.stringify(columns))
        return { kind: 'broken', seq: seq + 1 }
      seq = columns.seq
      head = hash
    }
    if (rows.length < ROWS_AT_ONCE) return { kind: 'whole', rows: seq, head }
  }
}
