import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { kioskPageOptions } from '../../renderer/kiosk/vite-options.ts'

/** Builds the kiosk's page as it is shipped, into a fresh folder; the caller removes it. */
export async function buildKioskPage(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'giogiac-page-'))
  await build({
    ...kioskPageOptions,
    configFile: false,
    logLevel: 'error',
    build: { ...kioskPageOptions.build, outDir: folder },
  })
  return folder
}
