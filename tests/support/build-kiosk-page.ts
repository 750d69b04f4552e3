import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { kioskPageOptions } from '../../renderer/kiosk/vite-options.ts'
import { buildAsShipped } from './build-as-shipped.ts'
import { madeOnce } from './run-folder.ts'

/**
 * Builds a page exactly as the kiosk's is built, once a run.
 * @param root folder with the page's `index.html`; the kiosk's own page when left out
 * @returns the folder
 */
export const buildKioskPage = (root = kioskPageOptions.root): Promise<string> =>
  madeOnce(`kiosk-page-${basename(root)}`, async (outDir) => {
    const input = join(root, 'index.html')
    await buildAsShipped({
      ...kioskPageOptions,
      configFile: false,
      root,
      build: { ...kioskPageOptions.build, outDir, rolldownOptions: { input } },
    })
  })

/** A folder beside the calling module, as a path. */
export const folderBeside = (name: string, moduleUrl: string): string =>
  fileURLToPath(new URL(name, moduleUrl))
