import { sql } from 'drizzle-orm'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'

/** A database or an open transaction of it; the same queries for PGlite and PostgreSQL. */
export type DistrictDb = PgDatabase<PgQueryResultHKT, Record<string, never>>

/** The rows of a statement written as SQL text; the caller states their shape and casts what the two drivers read differently. */
export const rowsOf = <Row>(result: unknown): readonly Row[] => (result as { rows: Row[] }).rows

/** What PostgreSQL is to parse and plan once a connection begins with this. */
export const KEEPS_PLAN = '/* keeps its plan */'

/**
 * Put before a statement that comes with every batch: its text must not vary with the data, nor its plan with the
 * values or with how much the tables hold.
 */
export const keepsPlan = sql.raw(KEEPS_PLAN)
