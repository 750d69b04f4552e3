import { execFile } from 'node:child_process'
import { chmod, copyFile, mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const FIXTURE = join(ROOT, 'tests/support/shell-fixture')

/**
 * Builds the shell into a fresh folder, with a small page and service of the tests in place of the real ones.
 * @returns the folder; the caller removes it
 */
export async function buildShell(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'giogiac-shell-'))
  await chmod(folder, 0o755)
  await promisify(execFile)(
    process.execPath,
    [
      join(ROOT, 'node_modules/electron-vite/bin/electron-vite.js'),
      'build',
      '--config',
      join(FIXTURE, 'electron.vite.config.ts'),
    ],
    { cwd: ROOT, env: { ...process.env, GIOGIAC_SHELL_FOLDER: folder } },
  )
  const page = join(folder, 'out/renderer/kiosk')
  await mkdir(page, { recursive: true })
  for (const name of ['index.html', 'page.css', 'page.js'])
    await copyFile(join(FIXTURE, name), join(page, name))
  await copyFile(join(FIXTURE, 'service.cjs'), join(folder, 'out/main/service.cjs'))
  await writeFile(join(folder, 'package.json'), '{"name":"giogiac","main":"out/main/index.cjs"}\n')
  return folder
}
