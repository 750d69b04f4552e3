import { randomBytes, randomUUID } from 'node:crypto'
import { PGlite } from '@electric-sql/pglite'
import { sql } from 'drizzle-orm'
import { drizzle as onPostgres } from 'drizzle-orm/node-postgres'
import { drizzle as onPglite } from 'drizzle-orm/pglite'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { type DistrictDb, rowsOf } from '../../db/district/engine/district-db.ts'
import { migrateDatabase } from '../../db/district/engine/migrate-database.ts'
import type { DistrictDatabase } from '../../db/district/engine/open-database.ts'
import { seedOrganisation } from '../../db/district/organisation/seed-organisation.ts'
import { type DistrictKeys, makeDistrictKeys } from '../../district/context/district-keys.ts'
import { createDistrictServer } from '../../district/server/create-district-server.ts'
import { districtSeed } from './district-seed.ts'
import { migratedPglite } from './migrated-pglite.ts'

/** The power of the district going out before one of its statements. */
export class PowerCut extends Error {}

/**
 * A real district server on a real database, asked in process, whose power can be cut before any statement: what was not
 * committed by then is gone.
 */
export interface FusedDistrict {
  readonly db: DistrictDb
  readonly keys: DistrictKeys
  readonly server: FastifyInstance
  readonly clock: { now(): number; set(instant: number): void }
  /** Ends the server and starts it again on the same database. */
  restart(): Promise<void>
  /** Cuts before the n-th statement from now, from 1; `null`: not at all. */
  cutBefore(statement: number | null): void
  close(): Promise<void>
}

/** @param url of a PostgreSQL database; `null`: embedded, in memory */
export async function createFusedDistrict(url: string | null, now: number): Promise<FusedDistrict> {
  let left: number | null = null
  const logger = {
    logQuery(query: string) {
      // A connection that fails to begin is the pool's affair.
      if (left === null || /^(begin|rollback)/.test(query)) return
      if (--left > 0) return
      left = null
      throw new PowerCut()
    },
  }
  const { db, end } = url === null ? await embedded(logger) : postgres(url, logger)
  const database: DistrictDatabase = { db, kiosks: db, listen: async () => async () => {}, close: end }
  await migrateDatabase(db)
  await seedOrganisation(db, districtSeed())
  const { keys } = await makeDistrictKeys()
  let instant = now
  const clock = {
    now: () => instant,
    set(to: number) {
      instant = to
    },
  }
  const startServer = () =>
    createDistrictServer({
      database,
      clock,
      newId: () => randomUUID(),
      randomBytes: (count) => randomBytes(count),
      keys,
      publicAddress: 'http://127.0.0.1',
      secureCookies: false,
    })
  let server = await startServer()
  await server.ready()
  return {
    db,
    keys,
    get server() {
      return server
    },
    async restart() {
      await server.close()
      server = await startServer()
      await server.ready()
    },
    clock,
    cutBefore(statement) {
      left = statement
    },
    async close() {
      await server.close()
      await end()
    },
  }
}

type Logger = { readonly logQuery: (query: string) => void }

async function embedded(logger: Logger) {
  const client = await PGlite.create({ loadDataDir: await migratedPglite() })
  return { db: onPglite({ client, logger }) as unknown as DistrictDb, end: () => client.close() }
}

function postgres(url: string, logger: Logger) {
  const pool = new pg.Pool({ connectionString: url, max: 4 })
  pool.on('error', () => {})
  return { db: onPostgres({ client: pool, logger }) as unknown as DistrictDb, end: () => pool.end() }
}

/** Everything the district holds of one kiosk, as text, table by table: a backup, and what is put back from it. */
export type DeviceBackup = Readonly<Record<string, string>>

/** Tables with rows of a device, and the column that names it. */
const OF_DEVICE = { logs: 'device', events: 'device', incidents: 'device', quarantine: 'device' } as const

async function rowsOfDevice(db: DistrictDb, table: string, column: string, device: string): Promise<string> {
  const [row] = rowsOf<{ rows: string }>(
    await db.execute(
      sql`select coalesce(json_agg(t), '[]')::text as rows from ${sql.identifier(table)} t
        where ${sql.identifier(column)} = ${device}::uuid`,
    ),
  )
  return row?.rows ?? '[]'
}

export async function backUpDevice(db: DistrictDb, device: string): Promise<DeviceBackup> {
  const backup: Record<string, string> = { devices: await rowsOfDevice(db, 'devices', 'id', device) }
  for (const [table, column] of Object.entries(OF_DEVICE)) {
    backup[table] = await rowsOfDevice(db, table, column, device)
  }
  return backup
}

/** The district's machine goes back to its backup, as far as this kiosk is concerned. */
export async function putBackDevice(db: DistrictDb, device: string, backup: DeviceBackup): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`
      update devices d set challenge = r.challenge, last_seen_at = r.last_seen_at
      from json_populate_recordset(null::devices, ${backup.devices}::json) r where d.id = r.id`)
    for (const [table, column] of Object.entries(OF_DEVICE)) {
      await tx.execute(
        sql`delete from ${sql.identifier(table)} where ${sql.identifier(column)} = ${device}::uuid`,
      )
      const rows = backup[table] ?? '[]'
      if (rows === '[]') continue
      await tx.execute(
        sql`insert into ${sql.identifier(table)}
          select * from json_populate_recordset(null::${sql.identifier(table)}, ${rows}::json)`,
      )
    }
  })
}
