import { randomBytes, randomUUID } from 'node:crypto'
import type { FastifyInstance, RouteOptions } from 'fastify'
import type { Logger } from 'pino'
import {
  type DatabasePlace,
  type DistrictDatabase,
  openDatabase,
} from '../../db/district/engine/open-database.ts'
import { type OrganisationSeed, seedOrganisation } from '../../db/district/organisation/seed-organisation.ts'
import { type DistrictKeys, makeDistrictKeys } from '../../district/context/district-keys.ts'
import { createDistrictServer } from '../../district/server/create-district-server.ts'
import { districtSeed } from './district-seed.ts'
import { migratedPglite } from './migrated-pglite.ts'

export interface TestDistrict {
  readonly server: FastifyInstance
  readonly database: DistrictDatabase
  readonly keys: DistrictKeys
  readonly address: string
  /** The district's clock, moved by hand. */
  readonly clock: { now(): number; set(instant: number): void }
  stop(): Promise<void>
}

export interface TestDistrictOptions {
  /** Left out: embedded, in memory. */
  readonly place?: DatabasePlace
  /** A database that is open already; it is left open at the end. */
  readonly database?: DistrictDatabase
  readonly seed?: OrganisationSeed
  readonly now?: number
  /** A clock that runs by itself instead of the one moved by hand. */
  readonly clock?: { now(): number }
  readonly keys?: DistrictKeys
  readonly secureCookies?: boolean
  /** Listens here and is known by this address to kiosks; any port, and an address that nobody reaches, when left out. */
  readonly port?: number
  readonly rendererDirectory?: string
  readonly updatesDirectory?: string
  readonly uploadsDirectory?: string
  readonly logger?: Logger
  /** Whose word about where a request comes from is taken. */
  readonly trustProxy?: string
  readonly secondFactor?: 'required' | 'offered'
  /** Told of every route as it is registered. */
  readonly onRoute?: (route: RouteOptions) => void
}

/** Opens a database for a test or fails it. */
export async function openTestDatabase(place: DatabasePlace): Promise<DistrictDatabase> {
  const isNew = place.kind === 'pglite' && place.directory === null
  const opened = await openDatabase(isNew ? { ...place, files: await migratedPglite() } : place)
  if (opened.kind !== 'opened') throw new Error(`the database is ${opened.kind}`)
  return opened.database
}

/** A real district server on loopback with a real database and a clock moved by hand. */
export async function createTestDistrict(options: TestDistrictOptions = {}): Promise<TestDistrict> {
  const database =
    options.database ?? (await openTestDatabase(options.place ?? { kind: 'pglite', directory: null }))
  await seedOrganisation(database.db, options.seed ?? districtSeed())
  const keys = options.keys ?? (await makeDistrictKeys()).keys
  let now = options.now ?? Date.UTC(2026, 10, 18, 1)
  const clock = {
    now: () => now,
    set(instant: number) {
      now = instant
    },
  }
  const server = await createDistrictServer({
    database,
    clock: options.clock ?? clock,
    newId: () => randomUUID(),
    randomBytes: (count) => randomBytes(count),
    keys,
    publicAddress: options.port === undefined ? 'http://127.0.0.1' : `http://127.0.0.1:${options.port}`,
    secureCookies: options.secureCookies ?? false,
    rendererDirectory: options.rendererDirectory,
    updatesDirectory: options.updatesDirectory,
    uploadsDirectory: options.uploadsDirectory,
    logger: options.logger,
    secondFactor: options.secondFactor,
    trustProxy: options.trustProxy,
    onRoute: options.onRoute,
  })
  const address = await server.listen({ host: '127.0.0.1', port: options.port ?? 0 })
  return {
    server,
    database,
    keys,
    address,
    clock,
    async stop() {
      await server.close()
      if (options.database === undefined) await database.close()
    },
  }
}
