import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { DatabasePlace } from '../../db/district/engine/open-database.ts'

const MAIN = join(import.meta.dirname, '../../district/main.ts')

/**
 * Runs a command of the district's program as an operator types it, on a clock that stands.
 * @returns what it printed
 */
export async function typeCommand(
  place: DatabasePlace,
  now: number,
  args: readonly string[],
): Promise<string> {
  const { DATABASE_URL: _, DATABASE_OWNER_URL: __, ...env } = process.env
  const where =
    place.kind === 'pglite'
      ? { GIOGIAC_DATA: place.directory ?? '' }
      : { DATABASE_URL: place.url, DATABASE_OWNER_URL: place.ownerUrl ?? '' }
  const clock = `data:text/javascript,Date.now=()=>${now}`
  const run = promisify(execFile)
  const { stdout } = await run(process.execPath, ['--import', clock, MAIN, ...args], {
    env: { ...env, ...where },
  })
  return stdout
}
