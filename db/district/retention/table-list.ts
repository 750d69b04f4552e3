import { sql } from 'drizzle-orm'
import type { DistrictDb } from '../engine/district-db.ts'
import { rowsOf } from '../engine/district-db.ts'

export interface TableShape {
  readonly table: string
  /** Those that are stored, not computed, in their order. */
  readonly columns: readonly string[]
}

/** Open sessions, counted failures and kept answers are of the moment: a restored district begins without them. */
const OF_THE_MOMENT = new Set(['sessions', 'failed_attempts', 'idempotency_keys'])

/** Every table of the district with its stored columns; partitions count as their parent. */
export async function listTables(db: DistrictDb): Promise<TableShape[]> {
  const rows = rowsOf<{ table: string; columns: string[] }>(
    await db.execute(sql`
      select c.relname as "table", json_agg(a.attname order by a.attnum) as columns
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      where c.relkind in ('r', 'p') and not c.relispartition
      group by c.relname order by c.relname`),
  )
  return rows.filter(({ table }) => !OF_THE_MOMENT.has(table))
}
