import { type SQL, sql } from 'drizzle-orm'
import { verifyAudit } from '../accounts/audit.ts'
import { verifyLogs } from '../chain/verify-logs.ts'
import type { DistrictDb } from '../engine/district-db.ts'
import { rowsOf } from '../engine/district-db.ts'
import { listTables, type TableShape } from '../retention/table-list.ts'
import {
  type BackupEnd,
  BackupEnd as BackupEndSchema,
  BackupHeader,
  BackupTable,
  createLineHash,
} from './backup-lines.ts'

export type PutBack =
  | { readonly kind: 'restored'; readonly end: BackupEnd; readonly events: number }
  /** Something is in this database already: nothing was touched. */
  | { readonly kind: 'not-empty' }
  /** Nothing was kept of it. @param why in English, for the person at the console */
  | { readonly kind: 'damaged'; readonly why: string }

/** Ends the transaction, so that nothing of a backup that does not hold stays. */
class Damaged extends Error {}

const ROWS_AT_ONCE = 500
const FILLED_IN_USE = ['accounts', 'organisations', 'people', 'devices', 'events', 'audit_log']

/**
 * Puts a backup into an empty database of the same schema, in one transaction: it stays only if the whole text is as
 * it was written, every log's chain leads to the head that was acknowledged, and the audit log's chain is whole.
 */
export async function putBack(db: DistrictDb, lines: AsyncIterable<string>): Promise<PutBack> {
  try {
    return await db.transaction(async (tx): Promise<PutBack> => {
      const tables = await listTables(tx)
      for (const table of FILLED_IN_USE) {
        const [row] = rowsOf<{ is: boolean }>(
          await tx.execute(sql`select exists (select from ${sql.identifier(table)}) as "is"`),
        )
        if (row?.is === true) return { kind: 'not-empty' }
      }
      const links = await dropLinks(tx)
      for (const { table } of tables) {
        await tx.execute(sql`alter table ${sql.identifier(table)} disable trigger user`)
        await tx.execute(sql`delete from ${sql.identifier(table)}`)
      }
      const end = await load(tx, lines, new Map(tables.map((shape) => [shape.table, shape])))
      for (const { table } of tables)
        await tx.execute(sql`alter table ${sql.identifier(table)} enable trigger user`)
      for (const link of links) await tx.execute(link)
      await moveSequences(tx)
      const events = await verify(tx, end)
      return { kind: 'restored', end, events }
    })
  } catch (error) {
    if (error instanceof Damaged) return { kind: 'damaged', why: error.message }
    throw error
  }
}

async function load(
  tx: DistrictDb,
  lines: AsyncIterable<string>,
  tables: ReadonlyMap<string, TableShape>,
): Promise<BackupEnd> {
  const hash = createLineHash()
  let into: TableShape | null = null
  let waiting: string[] = []
  let rows = 0
  let isFirst = true
  const flush = async (): Promise<void> => {
    if (into !== null && waiting.length > 0) await insert(tx, into, waiting)
    rows += waiting.length
    waiting = []
  }
  for await (const line of lines) {
    if (line.startsWith('E ')) {
      await flush()
      const end = parsed(BackupEndSchema, line.slice(2))
      if (end.sha256 !== hash.digest()) throw new Damaged('the text differs from what was written')
      if (end.rows !== rows) throw new Damaged('rows are missing')
      return end
    }
    hash.add(line)
    if (isFirst) {
      isFirst = false
      parsed(BackupHeader, line)
    } else if (line.startsWith('T ')) {
      await flush()
      into = parsed(BackupTable, line.slice(2))
      const known = tables.get(into.table)
      if (known === undefined || into.columns.some((column) => !known.columns.includes(column))) {
        throw new Damaged(`the table ${into.table} is not one of this version`)
      }
    } else if (line.startsWith('R ') && into !== null) {
      waiting.push(line.slice(2))
      if (waiting.length >= ROWS_AT_ONCE) await flush()
    } else {
      throw new Damaged('a line is not understood')
    }
  }
  throw new Damaged('the end is missing: the file was cut')
}

function parsed<T>(schema: { parse(value: unknown): T }, text: string): T {
  try {
    return schema.parse(JSON.parse(text))
  } catch {
    throw new Damaged('a line is not understood')
  }
}

async function insert(
  tx: DistrictDb,
  { table, columns }: TableShape,
  rows: readonly string[],
): Promise<void> {
  const names = sql.join(
    columns.map((column) => sql.identifier(column)),
    sql`, `,
  )
  const own = sql.identifier(table)
  try {
    // Nested, so that a row that does not fit leaves the transaction able to say so.
    await tx.transaction((inner) =>
      inner.execute(
        sql`insert into ${own} (${names}) select ${names} from json_populate_recordset(null::${own}, ${`[${rows.join(',')}]`}::json)`,
      ),
    )
  } catch {
    throw new Damaged(`a row of ${table} does not fit`)
  }
}

/** Takes the foreign keys away while tables are filled in any order. @returns what puts them back, checking every row */
async function dropLinks(tx: DistrictDb): Promise<SQL[]> {
  const links = rowsOf<{ table: string; name: string; definition: string }>(
    await tx.execute(sql`
      select c.conrelid::regclass::text as "table", c.conname as name, pg_get_constraintdef(c.oid) as definition
      from pg_constraint c join pg_namespace n on n.oid = c.connamespace and n.nspname = 'public'
      where c.contype = 'f' and c.conparentid = 0`),
  )
  for (const { table, name } of links) {
    await tx.execute(sql`alter table ${sql.raw(table)} drop constraint ${sql.identifier(name)}`)
  }
  return links.map(
    ({ table, name, definition }) =>
      sql`alter table ${sql.raw(table)} add constraint ${sql.identifier(name)} ${sql.raw(definition)}`,
  )
}

/** Counters go on after the highest number in use. */
async function moveSequences(tx: DistrictDb): Promise<void> {
  const owned = rowsOf<{ sequence: string; table: string; column: string }>(
    await tx.execute(sql`
      select s.oid::regclass::text as sequence, d.refobjid::regclass::text as "table", a.attname as "column"
      from pg_class s join pg_namespace n on n.oid = s.relnamespace and n.nspname = 'public'
      join pg_depend d on d.objid = s.oid and d.deptype in ('a', 'i')
      join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
      where s.relkind = 'S'`),
  )
  for (const { sequence, table, column } of owned) {
    await tx.execute(
      sql`select setval(${sequence}::regclass, (select coalesce(max(${sql.identifier(column)}), 0) + 1 from ${sql.raw(table)}), false)`,
    )
  }
}

async function verify(tx: DistrictDb, end: BackupEnd): Promise<number> {
  const logs = await verifyLogs(tx)
  if (logs.kind === 'broken') throw new Damaged(`the chain of log ${logs.log} breaks at event ${logs.seq}`)
  const sameHeads = JSON.stringify(logs.heads) === JSON.stringify(end.heads)
  if (!sameHeads) throw new Damaged('the logs do not reach the heads that were acknowledged')
  const audit = await verifyAudit(tx)
  if (audit.kind === 'broken') throw new Damaged(`the audit log breaks at row ${audit.seq}`)
  if (audit.rows !== end.audit.rows || audit.head !== end.audit.head) {
    throw new Damaged('the audit log does not reach its head')
  }
  return logs.events
}
