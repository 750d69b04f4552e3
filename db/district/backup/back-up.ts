import { desc, sql } from 'drizzle-orm'
import { NO_HASH } from '../accounts/audit.ts'
import { readHeads } from '../chain/verify-logs.ts'
import type { DistrictDb } from '../engine/district-db.ts'
import { rowsOf } from '../engine/district-db.ts'
import { appliedMigrations } from '../engine/migrate-database.ts'
import { listTables } from '../retention/table-list.ts'
import { auditLog } from '../schema/audit.ts'
import { BACKUP_VERSION, type BackupEnd, type BackupHeader, createLineHash } from './backup-lines.ts'

const ROWS_AT_ONCE = 2_000

/**
 * Writes everything the district holds, as it stood at one moment: other writers go on meanwhile.
 * @param write takes one line at a time, without its end
 * @param seal gives the line that seals what has this SHA-256 (hexadecimal); `null`: it is not signed
 */
export async function backUp(
  db: DistrictDb,
  now: number,
  write: (line: string) => Promise<void>,
  seal: ((sha256: string) => Promise<string>) | null,
): Promise<BackupEnd> {
  const hash = createLineHash()
  const put = async (line: string): Promise<void> => {
    hash.add(line)
    await write(line)
  }
  return db.transaction(
    async (tx) => {
      const header: BackupHeader = {
        giogiac: 'backup',
        v: BACKUP_VERSION,
        at: now,
        migrations: await appliedMigrations(tx),
      }
      await put(JSON.stringify(header))
      let rows = 0
      for (const shape of await listTables(tx)) {
        await put(`T ${JSON.stringify(shape)}`)
        const columns = sql.join(
          shape.columns.map((column) => sql.identifier(column)),
          sql`, `,
        )
        await tx.execute(
          sql`declare backup_rows no scroll cursor for
            select row_to_json(r)::text as line from (select ${columns} from ${sql.identifier(shape.table)}) r`,
        )
        for (;;) {
          const fetched = rowsOf<{ line: string }>(
            await tx.execute(sql`fetch ${sql.raw(String(ROWS_AT_ONCE))} from backup_rows`),
          )
          // A line end can only stand between the parts of a JSON column, where it means nothing.
          for (const { line } of fetched) await put(`R ${line.replaceAll('\n', ' ')}`)
          rows += fetched.length
          if (fetched.length < ROWS_AT_ONCE) break
        }
        await tx.execute(sql`close backup_rows`)
      }
      const heads = (await readHeads(tx)).map(({ log, seq, hash: own }) => ({ log, seq, hash: own }))
      const [last] = await tx
        .select({ seq: auditLog.seq, hash: auditLog.hash })
        .from(auditLog)
        .orderBy(desc(auditLog.seq))
        .limit(1)
      const audit = { rows: last?.seq ?? 0, head: last?.hash ?? NO_HASH }
      const end: BackupEnd = { rows, sha256: hash.digest(), heads, audit }
      await put(`E ${JSON.stringify(end)}`)
      if (seal !== null) await write(`S ${await seal(hash.digest())}`)
      return end
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  )
}
