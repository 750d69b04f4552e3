import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { mutantPlugins } from '../../scripts/mutations/mutant-plugins.ts'

const ROOT = join(import.meta.dirname, '../..')

export interface BundledProgram {
  /** To be run by Node. */
  readonly file: string
  remove(): void
}

/**
 * One file out of a program of the kiosk's side, with its migrations: for tests that start it hundreds of times.
 * @param entry from the repository's root
 */
export async function bundleProgram(entry: string): Promise<BundledProgram> {
  const folder = mkdtempSync(join(tmpdir(), 'giogiac-bundle-'))
  await build({
    configFile: false,
    logLevel: 'error',
    root: ROOT,
    plugins: mutantPlugins,
    ssr: { noExternal: true, external: ['better-sqlite3'] },
    build: {
      ssr: entry,
      outDir: folder,
      target: 'node24',
      rolldownOptions: { output: { entryFileNames: 'program.mjs' } },
    },
  })
  cpSync(join(ROOT, 'db/kiosk/files/migrations'), join(folder, 'migrations'), { recursive: true })
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  return {
    file: join(folder, 'program.mjs'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
