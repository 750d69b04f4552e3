import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite, types } from '@electric-sql/pglite'
import { drizzle as onPostgres } from 'drizzle-orm/node-postgres'
import { drizzle as onPglite } from 'drizzle-orm/pglite'
import pg from 'pg'
import { type DistrictDb, KEEPS_PLAN } from './district-db.ts'
import { grantAppRole, makeAppRole } from './grant-app-role.ts'
import { LIVE_CHANNEL } from './live-changes.ts'
import { lockFolder } from './lock-folder.ts'
import { type Migrated, migrateDatabase } from './migrate-database.ts'

export type DatabasePlace =
  /** Embedded; without a directory it lives in memory. */
  | {
      readonly kind: 'pglite'
      readonly directory: string | null
      /** Files that a new one begins with, as `dumpDataDir` gives them. Left out: it begins empty. */
      readonly files?: Blob
    }
  | {
      readonly kind: 'postgres'
      readonly url: string
      /** Who owns the tables: migrates them and gives the role of `url` its rights. Left out: that role does both. */
      readonly ownerUrl?: string
    }

/** What the rest of the server holds of a database: its queries, its live news, its end. */
export interface DistrictDatabase {
  readonly db: DistrictDb
  /** The same database over connections of its own, for what kiosks say: however busy the office is, some are free. */
  readonly kiosks: DistrictDb
  /** Calls back with every payload that any server on this database sends on the live channel. */
  listen(hear: (payload: string) => void): Promise<() => Promise<void>>
  close(): Promise<void>
}

export type OpenedDatabase =
  | { readonly kind: 'opened'; readonly database: DistrictDatabase }
  | Exclude<Migrated, { kind: 'migrated' }>
  /** Another process has this directory open: two would destroy it. */
  | { readonly kind: 'in-use'; readonly pid: number }
  /** The schema has to be brought to this version, by somebody who owns it. */
  | { readonly kind: 'may-not-migrate' }
  /** The owner may neither make the role of `url` nor give it rights: the tables are somebody else's, or the role has to be made first. */
  | { readonly kind: 'may-not-grant' }
  /** Given beside an owner, the role of `url` could do more than a server needs. */
  | { readonly kind: 'too-strong' }

/** Opens and migrates, all the way or `upTo` so many migrations. Connections are made here and nowhere else. */
export async function openDatabase(place: DatabasePlace, upTo?: number): Promise<OpenedDatabase> {
  if (place.kind === 'pglite') return migrated(await openPglite(place), upTo)
  if (place.ownerUrl !== undefined) {
    const prepared = await prepareAsOwner(place.url, place.ownerUrl)
    if (prepared !== null) return prepared
  }
  return migrated(await openPostgres(place.url), upTo)
}

const MAY_NOT = '42501'
const LOCK_NOT_AVAILABLE = '55P03'

const codeOf = (error: unknown): string | undefined => (error as { cause?: { code?: string } }).cause?.code

/** Whether the database refused something for want of rights. */
export const isForbidden = (error: unknown): boolean => codeOf(error) === MAY_NOT

/** Whether it was given up because somebody else held a row for too long; only over the kiosks' connections. */
export const isLockTimeout = (error: unknown): boolean => codeOf(error) === LOCK_NOT_AVAILABLE

async function migrated(opened: OpenedDatabase, upTo?: number): Promise<OpenedDatabase> {
  if (opened.kind !== 'opened') return opened
  try {
    const done = await migrateDatabase(opened.database.db, upTo)
    if (done.kind === 'migrated') return opened
    await opened.database.close()
    return done
  } catch (error) {
    await opened.database.close()
    if (isForbidden(error)) return { kind: 'may-not-migrate' }
    throw error
  }
}

/** Migrates as the owner, and makes the other role and gives it its rights. @returns why not; `null`: done */
async function prepareAsOwner(url: string, ownerUrl: string): Promise<OpenedDatabase | null> {
  const { user = '', password = null } = new pg.Client({ connectionString: url })
  const owner = await migrated(await openPostgres(ownerUrl))
  if (owner.kind !== 'opened') return owner
  const { db } = owner.database
  try {
    await makeAppRole(db, { name: user, password })
    const granted = await grantAppRole(db, user)
    return granted === 'granted' ? null : { kind: granted }
  } catch (error) {
    if (isForbidden(error)) return { kind: 'may-not-grant' }
    throw error
  } finally {
    await owner.database.close()
  }
}

type PglitePlace = Extract<DatabasePlace, { kind: 'pglite' }>

/** Long texts reach the embedded database as bytes: its own way counts and writes them letter by letter. */
const textAsBytes = (value: unknown): string => Buffer.from(String(value)) as unknown as string

async function openPglite({ directory, files }: PglitePlace): Promise<OpenedDatabase> {
  let unlock = () => {}
  if (directory !== null) {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    const lock = lockFolder(directory)
    if (lock.kind === 'in-use') return lock
    unlock = lock.unlock
  }
  const client = await PGlite.create({
    ...(directory === null ? {} : { dataDir: join(directory, 'pglite') }),
    ...(files === undefined ? {} : { loadDataDir: files }),
    serializers: { [types.TEXT]: textAsBytes },
  })
  const db = onPglite({ client }) as unknown as DistrictDb
  const database: DistrictDatabase = {
    db,
    kiosks: db,
    async listen(hear) {
      await client.query(`listen ${LIVE_CHANNEL}`)
      const stop = client.onNotification((channel, payload) => {
        if (channel === LIVE_CHANNEL) hear(payload)
      })
      return async () => stop()
    },
    async close() {
      await client.close()
      unlock()
    },
  }
  return { kind: 'opened', database }
}

/** Names of statements that keep their plan, by text. */
const planNames = new Map<string, string>()

function planName(text: string): string {
  const name = planNames.get(text) ?? `keeps-plan-${planNames.size}`
  planNames.set(text, name)
  return name
}

/** PostgreSQL keeps the plan of a statement that has a name. */
class PlanKeepingClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config)
    const query = this.query.bind(this) as (statement: unknown, ...rest: unknown[]) => unknown
    const named = (statement: unknown, ...rest: unknown[]) => {
      const { text } = statement as { text?: string }
      const keeps = text?.startsWith(KEEPS_PLAN) === true
      return query(keeps ? { ...(statement as object), name: planName(text) } : statement, ...rest)
    }
    this.query = named as typeof this.query
  }
}

/** PostgreSQL compiles statements that it takes for dear: for those of every batch that costs more than it saves. */
const NOT_COMPILED = '-c jit=off'

/** Of each process; both are opened only when they are needed. */
const OFFICE_CONNECTIONS = 10
const KIOSK_CONNECTIONS = 6
/** A kiosk comes again by itself: it gives its connection free for the others rather than wait long for the office. */
const KIOSK_WAITS = '-c lock_timeout=10000'

async function openPostgres(url: string): Promise<OpenedDatabase> {
  const connect = (max: number, options: string): pg.Pool => {
    const pool = new pg.Pool({ connectionString: url, max, options, Client: PlanKeepingClient })
    // A connection that breaks while idle is replaced by the pool; without a listener it would end the process.
    pool.on('error', () => {})
    return pool
  }
  const office = connect(OFFICE_CONNECTIONS, NOT_COMPILED)
  const kiosks = connect(KIOSK_CONNECTIONS, `${NOT_COMPILED} ${KIOSK_WAITS}`)
  const database: DistrictDatabase = {
    db: onPostgres({ client: office }) as unknown as DistrictDb,
    kiosks: onPostgres({ client: kiosks }) as unknown as DistrictDb,
    listen: (hear) => listenOnPostgres(url, hear),
    async close() {
      await Promise.all([office.end(), kiosks.end()])
    },
  }
  return { kind: 'opened', database }
}

const RECONNECT_MS = 2_000

/** Listens on a connection of its own and comes back when the server restarts. */
async function listenOnPostgres(url: string, hear: (payload: string) => void): Promise<() => Promise<void>> {
  let stopped = false
  let current: pg.Client | null = null
  let timer: NodeJS.Timeout | undefined
  const connect = async (): Promise<void> => {
    const client = new pg.Client({ connectionString: url })
    client.on('notification', (message) => hear(message.payload ?? ''))
    const lost = () => {
      if (current !== client) return
      current = null
      again()
    }
    client.on('error', lost)
    client.on('end', lost)
    try {
      await client.connect()
      await client.query(`listen ${LIVE_CHANNEL}`)
    } catch (error) {
      // One that came up and does not listen is not left behind.
      await client.end().catch(() => {})
      throw error
    }
    if (stopped) return client.end()
    current = client
  }
  /** However many ways a connection was lost in: there is one attempt at a time. */
  const again = () => {
    if (stopped || timer !== undefined) return
    timer = setTimeout(() => {
      timer = undefined
      connect().catch(again)
    }, RECONNECT_MS)
  }
  await connect()
  return async () => {
    stopped = true
    clearTimeout(timer)
    await current?.end()
  }
}
