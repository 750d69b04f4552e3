import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { madeOnce } from './run-folder.ts'

/** The district's pages built as they are shipped, once a run. @returns the folder */
export const buildDistrictPages = (): Promise<string> =>
  madeOnce('district-pages', async (outDir) => {
    await build({
      configFile: fileURLToPath(new URL('../../vite.config.ts', import.meta.url)),
      logLevel: 'error',
      build: { outDir, emptyOutDir: true },
    })
  })
