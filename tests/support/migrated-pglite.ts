import { openAsBlob, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { drizzle } from 'drizzle-orm/pglite'
import type { DistrictDb } from '../../db/district/engine/district-db.ts'
import { migrateDatabase } from '../../db/district/engine/migrate-database.ts'
import { madeOnce } from './run-folder.ts'

const FILE = 'files.tar'

/** The files of an embedded database that was migrated and holds nothing: made once a run, read by each that begins. */
export async function migratedPglite(): Promise<Blob> {
  const folder = await madeOnce('pglite', async (made) => {
    const client = await PGlite.create()
    await migrateDatabase(drizzle({ client }) as unknown as DistrictDb)
    const files = await client.dumpDataDir('none')
    await client.close()
    writeFileSync(join(made, FILE), Buffer.from(await files.arrayBuffer()))
  })
  return openAsBlob(join(folder, FILE), { type: 'application/x-tar' })
}
