import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { drizzle as onPostgres } from 'drizzle-orm/node-postgres'
import { drizzle as onPglite } from 'drizzle-orm/pglite'
import pg from 'pg'
import { type AuditVerified, verifyAudit } from '../accounts/audit.ts'
import type { DistrictDb } from '../engine/district-db.ts'
import { lockFolder } from '../engine/lock-folder.ts'
import type { DatabasePlace } from '../engine/open-database.ts'
import { type Dropped, readAllDropped } from './dropped.ts'

/** Rows read at once: some hundred kilobytes. */
const ROWS_A_PAGE = 2_000

/** A log as the district says to hold it. */
export interface HeldLog {
  readonly log: string
  readonly device: string
  readonly name: string
  /** Raw Ed25519 key of the device, base64url. */
  readonly publicKey: string
  /** `log:seq:hash` of the log it goes on from. */
  readonly parent: string | null
  readonly haveSeq: number
  readonly haveHash: string
  /** Where it goes on after its oldest events were dropped; `null`: held from its beginning. */
  readonly dropped: Dropped | null
}

/** One event as it lies there. */
export interface HeldRow {
  readonly seq: number
  readonly id: string
  readonly device: string
  readonly run: string
  readonly type: string
  readonly text: string
}

/** A district's database opened for reading only: nothing is migrated, nothing written. */
export interface DistrictToVerify {
  logs(): Promise<readonly HeldLog[]>
  /** Events of a log in order, some at a time. */
  pages(log: string): AsyncGenerator<readonly HeldRow[]>
  /** Ids that count more than once for a device. */
  countedTwice(): Promise<readonly { readonly id: string; readonly device: string }[]>
  /** The log of what staff did, by its chain; `null`: older than that log. */
  audit(): Promise<AuditVerified | null>
  close(): Promise<void>
}

export type OpenedToVerify =
  | { readonly kind: 'opened'; readonly district: DistrictToVerify }
  | { readonly kind: 'in-use'; readonly pid: number }
  | { readonly kind: 'none' }

type Ask = <Row>(statement: string, values?: readonly unknown[]) => Promise<readonly Row[]>

/** Opens a database that is there; never makes one. */
export async function openDistrictForVerifying(place: DatabasePlace): Promise<OpenedToVerify> {
  if (place.kind === 'postgres') {
    const client = new pg.Client({ connectionString: place.url })
    await client.connect()
    const ask: Ask = async (statement, values = []) => (await client.query(statement, [...values])).rows
    const db = onPostgres(client) as unknown as DistrictDb
    return opened(ask, db, () => client.end())
  }
  const folder = place.directory ?? ''
  const dataDir = join(folder, 'pglite')
  if (!existsSync(join(dataDir, 'PG_VERSION'))) return { kind: 'none' }
  const lock = lockFolder(folder)
  if (lock.kind === 'in-use') return lock
  const client = await PGlite.create({ dataDir })
  const ask: Ask = async (statement, values = []) =>
    (await client.query(statement, [...values])).rows as never
  return opened(ask, onPglite({ client }) as unknown as DistrictDb, async () => {
    await client.close()
    lock.unlock()
  })
}

async function opened(ask: Ask, db: DistrictDb, close: () => Promise<void>): Promise<OpenedToVerify> {
  await ask('set default_transaction_read_only = on')
  return {
    kind: 'opened',
    district: {
      close,
      async audit() {
        const [table] = await ask<{ there: boolean }>("select to_regclass('audit_log') is not null as there")
        return table?.there ? verifyAudit(db) : null
      },
      async logs() {
        const dropped = await readAllDropped(db)
        const logs = await ask<Omit<HeldLog, 'dropped'>>(
          `select l.id::text as log, d.id::text as device, d.name, d.public_key as "publicKey", l.parent,
             l.have_seq as "haveSeq", l.have_hash as "haveHash"
           from logs l join devices d on d.id = l.device order by d.name, l.started_at, l.id`,
        )
        return logs.map((log) => ({ ...log, dropped: dropped.get(log.log) ?? null }))
      },
      async *pages(log) {
        for (let after = 0; ; ) {
          const rows = await ask<HeldRow>(
            `select seq, id::text as id, device::text as device, run::text as run, type, text
             from events where log = $1::uuid and seq > $2 order by seq limit ${ROWS_A_PAGE}`,
            [log, after],
          )
          if (rows.length > 0) yield rows
          if (rows.length < ROWS_A_PAGE) return
          after = rows.at(-1)?.seq ?? after
        }
      },
      countedTwice: () =>
        ask(
          `select id::text as id, device::text as device from events where not repeats
           group by id, device having count(*) > 1 limit 10`,
        ),
    },
  }
}
