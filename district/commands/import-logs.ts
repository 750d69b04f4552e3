import { randomBytes } from 'node:crypto'
import { createSnapshots } from '../../db/district/organisation/read-snapshot.ts'
import { importFiles } from '../by-hand/import-files.ts'
import { createChangeTeller } from '../context/change-teller.ts'
import { keysOf, openOrStop, say } from './open-or-stop.ts'
import type { StartOptions } from './read-options.ts'

/** Takes in logs that were carried here on a stick. */
export async function importLogs(options: StartOptions): Promise<void> {
  const database = await openOrStop(options)
  const keys = await keysOf(options)
  const teller = createChangeTeller(database.db)
  const snapshots = createSnapshots()
  const clock = { now: () => Date.now() }
  const context = { database, keys, teller, snapshots, clock, randomBytes }
  const whole = await importFiles(context, options.files, say)
  await teller.stop()
  await database.close()
  process.exitCode = whole ? 0 : 1
}
