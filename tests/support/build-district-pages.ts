import { fileURLToPath } from 'node:url'
import { buildAsShipped } from './build-as-shipped.ts'
import { madeOnce } from './run-folder.ts'

/** The district's pages built as they are shipped, once a run. @returns the folder */
export const buildDistrictPages = (): Promise<string> =>
  madeOnce('district-pages', async (outDir) => {
    await buildAsShipped({
      configFile: fileURLToPath(new URL('../../vite.config.ts', import.meta.url)),
      build: { outDir, emptyOutDir: true },
    })
  })
