import { afterAll, beforeAll, describe } from 'vitest'
import type { DatabasePlace, DistrictDatabase } from '../../db/district/engine/open-database.ts'
import { openTestDatabase } from './create-test-district.ts'
import { ENGINE, findPostgres, sharedPostgres, type TestPostgres } from './start-postgres.ts'
import { createTwoRoles } from './two-roles.ts'

/** The engine a suite runs on: an empty, migrated database, and where to open more. */
export interface Engine {
  readonly name: 'PGlite' | 'PostgreSQL'
  readonly database: () => DistrictDatabase
  /** Another empty place of the same engine. */
  readonly newPlace: () => Promise<DatabasePlace>
  /** The same as a careful office has it: on PostgreSQL the server's role owns no table and has only the rights it needs. */
  readonly newServedPlace: () => Promise<DatabasePlace>
}

const isWanted = (name: Engine['name']): boolean => (process.env[ENGINE] ?? name) === name

/** Runs the same suite on embedded PGlite and on a PostgreSQL started for it. Without one it is skipped, in CI it fails. */
export function onBothEngines(name: string, suite: (engine: Engine) => void): void {
  const held: { database?: DistrictDatabase; postgres?: TestPostgres } = {}
  const database = (): DistrictDatabase => {
    if (held.database === undefined) throw new Error('the database is not open yet')
    return held.database
  }
  const closeAll = async () => {
    await held.database?.close()
    await held.postgres?.stop()
    delete held.database
    delete held.postgres
  }
  describe.runIf(isWanted('PGlite'))(`${name} on PGlite`, () => {
    const newPlace = async () => ({ kind: 'pglite', directory: null }) as const
    beforeAll(async () => {
      held.database = await openTestDatabase(await newPlace())
    })
    afterAll(closeAll)
    suite({ name: 'PGlite', database, newPlace, newServedPlace: newPlace })
  })
  const hasPostgres = findPostgres() !== null || process.env.CI === 'true'
  describe.runIf(isWanted('PostgreSQL') && hasPostgres)(`${name} on PostgreSQL`, () => {
    const server = async (): Promise<TestPostgres> => {
      held.postgres ??= await sharedPostgres()
      return held.postgres
    }
    const newPlace = async (): Promise<DatabasePlace> => ({
      kind: 'postgres',
      url: await (await server()).createDatabase(),
    })
    const newServedPlace = async (): Promise<DatabasePlace> => {
      const { url, ownerUrl } = await createTwoRoles(await server())
      return { kind: 'postgres', url, ownerUrl }
    }
    beforeAll(async () => {
      held.database = await openTestDatabase(await newPlace())
    })
    afterAll(closeAll)
    suite({ name: 'PostgreSQL', database, newPlace, newServedPlace })
  })
}
