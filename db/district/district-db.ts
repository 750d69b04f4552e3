import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'

/** A database or an open transaction of it; the same queries for PGlite and PostgreSQL. */
export type DistrictDb = PgDatabase<PgQueryResultHKT, Record<string, never>>

/** The rows of a statement written as SQL text; the caller states their shape and casts what the two drivers read differently. */
export const rowsOf = <Row>(result: unknown): readonly Row[] => (result as { rows: Row[] }).rows
