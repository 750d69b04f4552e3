import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

/** Builds the district's pages as they are shipped. @returns the folder, new for each call */
export async function buildDistrictPages(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'giogiac-pages-'))
  await build({
    configFile: fileURLToPath(new URL('../../vite.config.ts', import.meta.url)),
    logLevel: 'error',
    build: { outDir, emptyOutDir: true },
  })
  return outDir
}
