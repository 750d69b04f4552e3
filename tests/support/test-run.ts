import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RUN } from './run-folder.ts'
import { endSharedPostgres } from './start-postgres.ts'

/**
 * Before the first test: a folder for what several files of tests need and nobody changes. A run inside another, as of
 * the tests of one guard, uses the other's.
 * @returns what removes it after the last test
 */
export default function beginRun(): () => Promise<void> {
  if (process.env[RUN] !== undefined) return async () => {}
  const folder = mkdtempSync(join(tmpdir(), 'giogiac-run-'))
  process.env[RUN] = folder
  return async () => {
    delete process.env[RUN]
    await endSharedPostgres(folder)
    rmSync(folder, { recursive: true, force: true })
  }
}
