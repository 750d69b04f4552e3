import { and, desc, eq, getTableColumns, lt, or, type SQL, sql } from 'drizzle-orm'
import type { DistrictDb } from '../engine/district-db.ts'
import { importedPeople, peopleImports } from '../schema/people-imports.ts'

export type PeopleImportRow = typeof peopleImports.$inferSelect & {
  /** People whom it still concerns. */
  readonly standing: number
}

/** Whose imports somebody sees: those of points in scope, and their own. */
export interface ImportReader {
  /** `null`: every point. */
  readonly points: ReadonlySet<string> | null
  readonly by: string
}

const own = ({ points, by }: ImportReader): SQL | undefined =>
  points === null
    ? undefined
    : or(eq(peopleImports.takenBy, by), sql`${peopleImports.points} <@ ${JSON.stringify([...points])}::jsonb`)

const columns = {
  ...getTableColumns(peopleImports),
  standing: sql<number>`(select count(*)::int from ${importedPeople} i where i.import = people_imports.id)`,
}

/** Lists of people that were taken in, the newest first. */
export const listPeopleImports = (
  db: DistrictDb,
  reader: ImportReader,
  page: { readonly after: { readonly at: number; readonly id: string } | null; readonly limit: number },
): Promise<PeopleImportRow[]> => {
  const { after, limit } = page
  return db
    .select(columns)
    .from(peopleImports)
    .where(
      and(
        own(reader),
        after === null
          ? undefined
          : or(
              lt(peopleImports.at, after.at),
              and(eq(peopleImports.at, after.at), lt(peopleImports.id, after.id)),
            ),
      ),
    )
    .orderBy(desc(peopleImports.at), desc(peopleImports.id))
    .limit(limit)
}

/** One of them; `null`: there is none that the reader sees. */
export async function readPeopleImport(
  db: DistrictDb,
  id: string,
  reader: ImportReader,
): Promise<PeopleImportRow | null> {
  const [row] = await db
    .select(columns)
    .from(peopleImports)
    .where(and(eq(peopleImports.id, id), own(reader)))
  return row ?? null
}

/** The same, and nobody else takes it back until the transaction ends. */
export async function holdPeopleImport(
  tx: DistrictDb,
  id: string,
  reader: ImportReader,
): Promise<PeopleImportRow | null> {
  const [held] = await tx
    .select({ id: peopleImports.id })
    .from(peopleImports)
    .where(eq(peopleImports.id, id))
    .for('update')
  return held === undefined ? null : readPeopleImport(tx, id, reader)
}
