import { createHash, type Hash } from 'node:crypto'
import { z } from 'zod'

/**
 * A backup is text, line by line: a header, for each table `T {table, columns}` and its rows `R {…}` as JSON,
 * `E {…}` with the SHA-256 of everything before it, and `S …`, the district's seal (a JWS) over all of that. Without the
 * last line it is not signed: made where the district's key was not, or by an older version.
 */
export const BACKUP_VERSION = 1

export const BackupHeader = z.object({
  giogiac: z.literal('backup'),
  v: z.literal(BACKUP_VERSION),
  at: z.int(),
  migrations: z.array(z.object({ hash: z.string(), createdAt: z.int() })),
})
export type BackupHeader = z.infer<typeof BackupHeader>

export const BackupTable = z.object({ table: z.string(), columns: z.array(z.string()).min(1) })

/** The last event of a log that the district holds without a gap. */
const Head = z.object({ log: z.string(), seq: z.int(), hash: z.string() })
export const BackupEnd = z.object({
  rows: z.int(),
  sha256: z.string(),
  heads: z.array(Head),
  audit: z.object({ rows: z.int(), head: z.string() }),
})
export type BackupEnd = z.infer<typeof BackupEnd>

/** Counts lines into a hash as they are written or read. */
export function createLineHash(): { add(line: string): void; digest(): string } {
  const hash: Hash = createHash('sha256')
  return {
    add(line) {
      hash.update(line).update('\n')
    },
    digest: () => hash.copy().digest('hex'),
  }
}
