import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { kioskPageOptions } from '../../renderer/kiosk/vite-options.ts'

/**
 * Builds a page exactly as the kiosk's is built, into a fresh folder; the caller removes it.
 * @param root folder with the page's `index.html`; the kiosk's own page when left out
 */
export async function buildKioskPage(root = kioskPageOptions.root): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'giogiac-page-'))
  const input = join(root, 'index.html')
  await build({
    ...kioskPageOptions,
    configFile: false,
    logLevel: 'error',
    root,
    build: { ...kioskPageOptions.build, outDir: folder, rolldownOptions: { input } },
  })
  return folder
}

/** A folder beside the calling module, as a path. */
export const folderBeside = (name: string, moduleUrl: string): string =>
  fileURLToPath(new URL(name, moduleUrl))
