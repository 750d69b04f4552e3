import { execFile, spawn } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { ownSandboxHelper } from '../../scripts/electron-runtime.ts'
import { endProcess, prepareElectron, whyNoElectron } from '../support/launch-electron.ts'
import { createUpdateRoot, type UpdateRoot } from '../support/update-root.ts'
import { windowsOn } from '../support/window-keys.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const PACKED = join(ROOT, 'dist/test/linux-unpacked')
const run = promisify(execFile)
const script = (name: string, ...args: string[]) =>
  run(process.execPath, [join(ROOT, 'scripts', name), ...args], {
    cwd: ROOT,
    env: { ...process.env, GIOGIAC_TEST_RUNTIME: '1' },
  })

const missing = await whyNoElectron()
if (missing !== null && process.env.CI === 'true') throw new Error(missing)

describe.skipIf(missing !== null)(
  `the packed kiosk as an update${missing === null ? '' : ` (${missing})`}`,
  () => {
    let root: UpdateRoot

    beforeAll(async () => {
      await run(process.execPath, [join(ROOT, 'node_modules/electron-vite/bin/electron-vite.js'), 'build'], {
        cwd: ROOT,
      })
      await script('package.ts')
      root = createUpdateRoot('0.0.1')
    })
    afterAll(() => root.remove())

    test('is signed, put in place by root, comes up, and says so (E15)', async () => {
      const [secret, pinned] = [join(root.folder, 'release.pem'), join(root.folder, 'pinned.pem')]
      await script('sign-update.ts', '--new-key', secret, '--public', pinned)
      copyFileSync(pinned, join(root.folder, 'opt/Giờ Giấc/resources/giogiac-update-key.pem'))
      copyFileSync(pinned, join(PACKED, 'resources/giogiac-update-key.pem'))
      const out = join(root.folder, 'out')
      await script('sign-update.ts', '--key', secret, '--app', PACKED, '--out', out)
      mkdirSync(root.staged('.'), { recursive: true })
      for (const name of readdirSync(out)) copyFileSync(join(out, name), root.staged(name))

      expect(root.apply().said).toContain(`version ${packageJson.version} in the place of 0.0.1`)
      expect(root.noted('trial')).toBe(`${packageJson.version} 1`)
      const place = join(root.folder, 'opt/giogiac/current')
      await ownSandboxHelper(place)
      const prepared = await prepareElectron({ executable: join(place, 'giogiac') })
      const kiosk = spawn(prepared.executable, prepared.args, { stdio: 'ignore' })
      try {
        const wait = { timeout: 30_000 }
        await expect.poll(() => windowsOn(prepared.display.name), wait).toHaveLength(1)
        const confirmed = join(prepared.data, 'update/confirmed')
        await expect.poll(() => existsSync(confirmed), wait).toBe(true)
        expect(readFileSync(confirmed, 'utf8')).toBe(`${packageJson.version}\n`)
      } finally {
        await endProcess(kiosk)
        await prepared.cleanUp()
      }
      root.confirm(packageJson.version)
      expect(root.apply().said).toContain(`version ${packageJson.version} works`)
    })
  },
)
