import { type AuditEntry, auditAlone } from '../../db/district/accounts/audit.ts'
import type { SignedIn } from '../../db/district/accounts/sessions.ts'
import type { DistrictDb } from '../../db/district/engine/district-db.ts'

/** A page that is open asks again and again; it is one look. */
const ONE_LOOK_MS = 3_600_000
const MOST_REMEMBERED = 10_000

const looks = new WeakMap<DistrictDb, Map<string, number>>()

/** Leaves a row in the audit log that somebody looked, at most one an hour (and server process) for each who and what. */
export async function noteView(
  db: DistrictDb,
  { who, now }: { readonly who: SignedIn; readonly now: number },
  entry: AuditEntry,
): Promise<void> {
  const known = looks.get(db) ?? new Map<string, number>()
  looks.set(db, known)
  const look = JSON.stringify([who.username, entry.action, entry.subject, entry.detail])
  const last = known.get(look)
  if (last !== undefined && now - last < ONE_LOOK_MS && now >= last) return
  if (known.size >= MOST_REMEMBERED) known.clear()
  known.set(look, now)
  await auditAlone(db, who, now, entry)
}
