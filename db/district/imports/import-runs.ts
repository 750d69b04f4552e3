import { and, desc, eq, inArray, isNull, lt, ne, or } from 'drizzle-orm'
import type { DistrictDb } from '../engine/district-db.ts'
import { importRuns } from '../schema/imports.ts'
import { logs } from '../schema/log.ts'

export type ImportRunRow = typeof importRuns.$inferSelect

/** Notes that a file was brought. */
export async function startImport(
  tx: DistrictDb,
  run: Pick<
    ImportRunRow,
    'id' | 'kind' | 'fileName' | 'bytes' | 'sha256' | 'startedAt' | 'startedBy' | 'point'
  >,
): Promise<void> {
  await tx.insert(importRuns).values({ ...run, state: 'running' })
}

/** How far an import has come, or how it ended. */
export async function noteImport(
  db: DistrictDb,
  id: string,
  came: Partial<
    Pick<
      ImportRunRow,
      | 'state'
      | 'finishedAt'
      | 'total'
      | 'fresh'
      | 'held'
      | 'unmatched'
      | 'malformed'
      | 'refusedLine'
      | 'refusedWhy'
      | 'refusedDetail'
      | 'device'
      | 'point'
      | 'receipt'
    >
  >,
): Promise<void> {
  await db.update(importRuns).set(came).where(eq(importRuns.id, id))
}

export interface ImportSearch {
  /** `null`: every point. */
  readonly points: ReadonlySet<string> | null
  /** Whose files of no known point are shown as well. */
  readonly by: string
  readonly after: { readonly at: number; readonly id: string } | null
  readonly limit: number
}

/** Imports, the newest first. */
export const listImports = (
  db: DistrictDb,
  { points, by, after, limit }: ImportSearch,
): Promise<ImportRunRow[]> =>
  db
    .select()
    .from(importRuns)
    .where(
      and(
        points === null
          ? undefined
          : or(
              points.size === 0 ? undefined : inArray(importRuns.point, [...points]),
              and(isNull(importRuns.point), eq(importRuns.startedBy, by)),
            ),
        after === null
          ? undefined
          : or(
              lt(importRuns.startedAt, after.at),
              and(eq(importRuns.startedAt, after.at), lt(importRuns.id, after.id)),
            ),
      ),
    )
    .orderBy(desc(importRuns.startedAt), desc(importRuns.id))
    .limit(limit)

export async function readImport(db: DistrictDb, id: string): Promise<ImportRunRow | null> {
  const [row] = await db.select().from(importRuns).where(eq(importRuns.id, id))
  return row ?? null
}

/** An import that nothing else changes until the transaction ends. */
export async function holdImport(tx: DistrictDb, id: string): Promise<ImportRunRow | null> {
  const [row] = await tx.select().from(importRuns).where(eq(importRuns.id, id)).for('update')
  return row ?? null
}

/** Imports that a server left behind when it ended: nothing goes on with them; the file may be brought again. */
export async function failLeftImports(db: DistrictDb, startedBefore: number, now: number): Promise<void> {
  await db
    .update(importRuns)
    .set({ state: 'failed', finishedAt: now })
    .where(and(eq(importRuns.state, 'running'), lt(importRuns.startedAt, startedBefore)))
}

/** Whether another file of the same device is being taken. */
export async function runsBeside(db: DistrictDb, id: string, device: string): Promise<boolean> {
  const [row] = await db
    .select({ id: importRuns.id })
    .from(importRuns)
    .where(and(eq(importRuns.device, device), eq(importRuns.state, 'running'), ne(importRuns.id, id)))
    .limit(1)
  return row !== undefined
}

/** Number of the last event of a log that is held; 0: none. */
export async function heldUpTo(db: DistrictDb, log: string): Promise<number> {
  const [row] = await db.select({ haveSeq: logs.haveSeq }).from(logs).where(eq(logs.id, log))
  return row?.haveSeq ?? 0
}
