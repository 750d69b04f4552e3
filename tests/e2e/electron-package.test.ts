import { execFile, spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { ownSandboxHelper } from '../../scripts/electron-runtime.ts'
import { endProcess, exitOf, prepareElectron, whyNoElectron } from '../support/launch-electron.ts'
import { commandLine, descendants, listeningSockets, statusField } from '../support/processes.ts'
import { paintedPart, toPng } from '../support/window-dump.ts'
import { windowsOn } from '../support/window-keys.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const PACKED = join(ROOT, 'dist/test/linux-unpacked')
const run = promisify(execFile)

const missing = await whyNoElectron()
if (missing !== null) {
  if (process.env.CI === 'true') throw new Error(missing)
  console.warn(`skipped: ${missing}`)
}

describe.skipIf(missing !== null)('the packed kiosk', () => {
  const executable = join(PACKED, 'giogiac')

  beforeAll(async () => {
    await run(process.execPath, [join(ROOT, 'node_modules/electron-vite/bin/electron-vite.js'), 'build'], {
      cwd: ROOT,
    })
    const { stdout } = await run(process.execPath, [join(ROOT, 'scripts/package.ts')], {
      cwd: ROOT,
      env: { ...process.env, GIOGIAC_TEST_RUNTIME: '1' },
    })
    expect(stdout).toContain('fuses burnt and read back')
    await ownSandboxHelper(PACKED)
  })

  test('holds the archive and one native binary, and no other program', () => {
    expect(readdirSync(join(PACKED, 'resources')).sort()).toEqual([
      'app.asar',
      'app.asar.unpacked',
      'giogiac-package.json',
    ])
    const said = readFileSync(join(PACKED, 'resources/giogiac-package.json'), 'utf8')
    expect(said).toBe(`{"name":"giogiac","version":"${packageJson.version}"}\n`)
    const binaries = readdirSync(
      join(PACKED, 'resources/app.asar.unpacked/node_modules/better-sqlite3/prebuilds'),
    )
    expect(binaries).toEqual([`linux-${process.arch}.node`])
  })

  test('has no file that anybody but its owner may write (E9)', () => {
    const files = readdirSync(PACKED, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    )
    expect(files.length).toBeGreaterThan(50)
    const open = files.filter(({ parentPath, name }) => (statSync(join(parentPath, name)).mode & 0o022) !== 0)
    expect(open.map(({ name }) => name)).toEqual([])
  })

  test('starts: window, sandboxed page, service with its log, no listening socket', async () => {
    const prepared = await prepareElectron({ executable })
    const kiosk = spawn(prepared.executable, prepared.args, { stdio: ['ignore', 'ignore', 'pipe'] })
    let printed = ''
    kiosk.stderr.on('data', (chunk) => {
      printed += String(chunk)
    })
    try {
      const all = () => [kiosk.pid ?? 0, ...descendants(kiosk.pid ?? 0)]
      const wait = { timeout: 30_000 }
      await expect.poll(() => windowsOn(prepared.display.name), wait).toHaveLength(1)
      await expect.poll(() => all().some((pid) => /service\.cjs/.test(commandLine(pid))), wait).toBe(true)
      await expect
        .poll(() => readdirSync(prepared.data).some((name) => name.endsWith('.db')), wait)
        .toBe(true)
      await expect.poll(async () => paintedPart(await prepared.display.picture()), wait).toBeGreaterThan(0.2)
      const renderers = all().filter((pid) => commandLine(pid).includes('--type=renderer'))
      expect(renderers.map((pid) => statusField(pid, 'Seccomp'))).toContain('2')
      expect(listeningSockets(all())).toEqual([])
      expect(printed).not.toContain('fault')
      await mkdir(join(ROOT, 'test-results'), { recursive: true })
      await writeFile(join(ROOT, 'test-results/packed-kiosk.png'), toPng(await prepared.display.picture()))
    } finally {
      const ended = await endProcess(kiosk)
      await prepared.cleanUp()
      expect(ended).toEqual({ code: 0, signal: null })
    }
  })

  test('refuses to be looked into, steered or shown a filmed camera', async () => {
    const prepared = await prepareElectron({ executable })
    try {
      for (const refused of [
        '--inspect=0',
        '--remote-debugging-port=0',
        '--remote-debugging-pipe',
        '--disable-web-security',
        '--use-fake-device-for-media-stream',
        '--clock=2026-01-01T00:00:00Z',
      ]) {
        const { code, printed } = await exitOf(prepared.executable, [...prepared.args, refused])
        expect(printed, refused).toContain('refuses to start with')
        expect(code, refused).toBe(1)
        expect(printed, refused).not.toMatch(/Debugger listening/)
      }
      expect(existsSync(join(prepared.data, 'window'))).toBe(false)
    } finally {
      await prepared.cleanUp()
    }
  })

  test('is no Node, and loads no code that the environment names (E10, E11)', async () => {
    const asNode = await prepareElectron({ executable, environment: { ELECTRON_RUN_AS_NODE: '1' } })
    const { code, printed } = await exitOf(asNode.executable, [...asNode.args, '-p', '"i am node"'])
    await asNode.cleanUp()
    expect(printed).toContain('refuses to start with ELECTRON_RUN_AS_NODE')
    expect(code).toBe(1)

    // The fuse takes this variable away before the kiosk's own check could see it.
    const withOptions = await prepareElectron({
      executable,
      environment: { NODE_OPTIONS: '--require=/nonexistent.cjs' },
    })
    const kiosk = spawn(withOptions.executable, withOptions.args, { stdio: ['ignore', 'ignore', 'pipe'] })
    let said = ''
    kiosk.stderr.on('data', (chunk) => {
      said += String(chunk)
    })
    await expect.poll(() => windowsOn(withOptions.display.name), { timeout: 30_000 }).toHaveLength(1)
    await endProcess(kiosk)
    await withOptions.cleanUp()
    expect(said).toContain('NODE_OPTIONS have been disabled')
    expect(said).not.toContain('nonexistent')
  })
})
